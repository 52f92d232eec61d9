package io.meshee.core.handler;

import java.lang.annotation.Annotation;
import java.util.List;

/** Tells an application's own exceptions from failures, by the rules of Enterprise Beans. */
final class ApplicationExceptions {

    /** By name, because the core knows no container. */
    private static final String MARK = "jakarta.ejb.ApplicationException";

    private static final String WRAPPER = "jakarta.ejb.EJBException";

    private ApplicationExceptions() {}

    static boolean isOne(Throwable thrown) {
        return isChecked(thrown.getClass()) || isMarked(thrown.getClass());
    }

    /** A broad {@code throws Exception} does not make every unchecked failure an answer of the application. */
    static boolean isDeclared(Throwable thrown, List<Class<?>> declared) {
        boolean checked = isChecked(thrown.getClass());
        return declared.stream().anyMatch(type -> type.isInstance(thrown) && (checked || !isChecked(type)));
    }

    /** What a session bean threw, without the exceptions that its container put around it. */
    static Throwable unwrapped(Throwable thrown) {
        Throwable inner = thrown;
        while (isWrapper(inner.getClass()) && inner.getCause() != null) {
            inner = inner.getCause();
        }
        return inner;
    }

    private static boolean isWrapper(Class<?> type) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            if (at.getName().equals(WRAPPER)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isChecked(Class<?> type) {
        return !RuntimeException.class.isAssignableFrom(type) && !Error.class.isAssignableFrom(type);
    }

    private static boolean isMarked(Class<?> type) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            for (Annotation annotation : at.getAnnotations()) {
                if (annotation.annotationType().getName().equals(MARK)) {
                    return at == type || isInherited(annotation);
                }
            }
        }
        return false;
    }

    private static boolean isInherited(Annotation mark) {
        try {
            return (boolean) mark.annotationType().getMethod("inherited").invoke(mark);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(MARK + " has no readable member \"inherited\"", e);
        }
    }
}
