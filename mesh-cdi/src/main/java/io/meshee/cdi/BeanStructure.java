package io.meshee.cdi;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.inject.Inject;
import java.lang.annotation.Annotation;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a class must be to become a bean with an instance for each process id. */
final class BeanStructure {

    private BeanStructure() {}

    /** What keeps a class from ever becoming a bean; the container passes over such classes without a word. */
    static List<String> problemsOf(AnnotatedType<?> type) {
        return problemsOf(type.getJavaClass(), hasUsableConstructor(type));
    }

    /** The same of a class as it is written, where there is no container. */
    static List<String> problemsOf(Class<?> written) {
        return problemsOf(
                written,
                Arrays.stream(written.getDeclaredConstructors())
                        .anyMatch(constructor ->
                                constructor.getParameterCount() == 0 || constructor.isAnnotationPresent(Inject.class)));
    }

    private static List<String> problemsOf(Class<?> written, boolean constructible) {
        List<String> problems = new ArrayList<>();
        if (written.isInterface()) {
            problems.add(Problems.INTERFACE.in(written));
            return problems;
        }
        if (Modifier.isAbstract(written.getModifiers())) {
            problems.add(Problems.ABSTRACT.in(written));
        }
        if (isInner(written)) {
            problems.add(Problems.INNER.in(written));
        } else if (!constructible) {
            problems.add(Problems.NO_CONSTRUCTOR.in(written));
        }
        return problems;
    }

    static List<String> problemsOfScope(Class<?> type, Class<? extends Annotation> scope) {
        return scope == Dependent.class ? List.of() : List.of(Problems.WRONG_SCOPE.in(type, scope.getSimpleName()));
    }

    private static boolean isInner(Class<?> type) {
        return type.isLocalClass()
                || type.isAnonymousClass()
                || type.isMemberClass() && !Modifier.isStatic(type.getModifiers());
    }

    private static boolean hasUsableConstructor(AnnotatedType<?> type) {
        return type.getConstructors().stream()
                .anyMatch(constructor ->
                        constructor.getParameters().isEmpty() || constructor.isAnnotationPresent(Inject.class));
    }
}
