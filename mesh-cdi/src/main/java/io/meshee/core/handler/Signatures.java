package io.meshee.core.handler;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The names that messages to methods go by: {@code move(io.meshee.sample.Move)}. */
final class Signatures {

    private Signatures() {}

    static String of(Method method) {
        return of(method.getName(), method.getParameterTypes());
    }

    static String of(String name, Class<?>... erasedParameters) {
        return name
                + Arrays.stream(erasedParameters).map(Class::getTypeName).collect(Collectors.joining(",", "(", ")"));
    }

    /** Whether every object has the method anyway, though an interface may declare it again. */
    static boolean isObjectMethod(Method method) {
        return Arrays.stream(Object.class.getMethods())
                .anyMatch(of -> of.getName().equals(method.getName())
                        && Arrays.equals(of.getParameterTypes(), method.getParameterTypes()));
    }
}
