package io.meshee.core.codec;

import java.lang.reflect.Type;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The classes that may be read from bytes: JDK value types, the closure of the types that the application names in its
 * signatures, and what {@code mesh.serialization.allow} adds. Immutable.
 */
public final class AllowedTypes {

    private static final AllowedTypes JDK = new AllowedTypes(Set.of(), List.of());

    private final Set<String> names;
    private final List<TypePattern> patterns;

    private AllowedTypes(Set<String> names, List<TypePattern> patterns) {
        this.names = names;
        this.patterns = patterns;
    }

    /** The JDK's value types alone. */
    public static AllowedTypes jdk() {
        return JDK;
    }

    /**
     * The JDK's value types, a closure, and patterns.
     *
     * @param patterns {@code com.acme.Order}, {@code com.acme.*} (a package) or {@code com.acme.**} (with those below)
     * @throws IllegalArgumentException if a pattern is malformed; the message names it
     */
    public static AllowedTypes of(TypeClosure closure, Collection<String> patterns) {
        return new AllowedTypes(
                Set.copyOf(names(closure)),
                patterns.stream().map(TypePattern::parse).toList());
    }

    /** Whether objects of this class may be read; of an array, whether its elements' class may. */
    public boolean allows(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        if (element != type && (element.isPrimitive() || element.isInterface())) {
            return true;
        }
        if (JdkTypes.isValue(element)) {
            return true;
        }
        String name = declared(element).getName();
        return names.contains(name) || patterns.stream().anyMatch(pattern -> pattern.matches(name));
    }

    /** These and the closure of one more type; worth keeping, since the closure is computed by reflection. */
    public AllowedTypes plus(Type type) {
        return plus(TypeClosure.of(type));
    }

    /** These and one more closure. */
    public AllowedTypes plus(TypeClosure closure) {
        Set<String> more = names(closure);
        if (names.containsAll(more)) {
            return this;
        }
        more.addAll(names);
        return new AllowedTypes(Set.copyOf(more), patterns);
    }

    /** A constant with a body has a class of its own; its enum is what is allowed. */
    private static Class<?> declared(Class<?> type) {
        Class<?> parent = type.getSuperclass();
        return parent != null && parent.isEnum() ? parent : type;
    }

    private static Set<String> names(TypeClosure closure) {
        Set<String> names = new HashSet<>();
        closure.classes().forEach(type -> names.add(type.getName()));
        return names;
    }
}
