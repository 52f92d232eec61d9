package io.meshee.core.handler;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;

/**
 * Whether an object could be of two unrelated payload interfaces and so leave the choice of its handler open. Sealed
 * hierarchies and final classes can rule that out; a class with a handler of its own never comes to the choice.
 */
final class PayloadOverlap {

    private final Set<Class<?>> handled;

    /** Takes every payload type that has a handler. */
    PayloadOverlap(Set<Class<?>> handled) {
        this.handled = handled;
    }

    boolean between(Class<?> one, Class<?> another) {
        return one.isInterface()
                && another.isInterface()
                && !one.isAssignableFrom(another)
                && !another.isAssignableFrom(one)
                && shareInstances(one, another);
    }

    /** The second is never narrower than the first: only subtypes of unrelated types take their place. */
    private boolean shareInstances(Class<?> one, Class<?> another) {
        if (another.isAssignableFrom(one)) {
            return !hasOwnHandler(one);
        }
        if (one.isSealed()) {
            return Arrays.stream(one.getPermittedSubclasses()).anyMatch(sub -> shareInstances(sub, another));
        }
        if (another.isSealed()) {
            return shareInstances(another, one);
        }
        return (one.isInterface() || another.isInterface())
                && isOpen(one)
                && isOpen(another)
                && !hasClassHandler(one)
                && !hasClassHandler(another);
    }

    private static boolean isOpen(Class<?> type) {
        return !Modifier.isFinal(type.getModifiers());
    }

    private boolean hasOwnHandler(Class<?> type) {
        return handled.contains(type) || hasClassHandler(type);
    }

    private boolean hasClassHandler(Class<?> type) {
        for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
            if (!at.isInterface() && handled.contains(at)) {
                return true;
            }
        }
        return false;
    }
}
