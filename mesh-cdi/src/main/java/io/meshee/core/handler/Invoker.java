package io.meshee.core.handler;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;

/** Makes method handles of one shape, so that they can be invoked exactly. */
final class Invoker {

    private static final MethodType SHAPE = MethodType.methodType(Object.class, Object.class, Object.class);

    private Invoker() {}

    /** Target and payload to reply; several parameters are spread from an {@code Object[]}. */
    static MethodHandle of(Method method) {
        MethodHandle direct = direct(method);
        return switch (method.getParameterCount()) {
            case 0 -> MethodHandles.dropArguments(direct, 1, Object.class).asType(SHAPE);
            case 1 -> direct.asType(SHAPE);
            default ->
                direct.asType(direct.type().generic())
                        .asSpreader(Object[].class, method.getParameterCount())
                        .asType(SHAPE);
        };
    }

    private static MethodHandle direct(Method method) {
        try {
            method.setAccessible(true);
            return MethodHandles.lookup().unreflect(method).asFixedArity();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot reach " + method, e);
        }
    }
}
