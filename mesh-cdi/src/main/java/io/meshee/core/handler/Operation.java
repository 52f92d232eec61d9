package io.meshee.core.handler;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A method of a class together with every declaration that it overrides or implements.
 *
 * @param declarations at least one, the most derived first
 * @param bindings the type variables seen from the class
 */
record Operation(List<Method> declarations, TypeBindings bindings) {

    Method implementation() {
        return declarations.get(0);
    }

    /** The annotation of the most derived declaration that has it. */
    <A extends Annotation> Optional<A> annotation(Class<A> type) {
        return declarations.stream()
                .map(declaration -> declaration.getAnnotation(type))
                .filter(Objects::nonNull)
                .findFirst();
    }

    List<Type> parameterTypes() {
        return Arrays.stream(implementation().getGenericParameterTypes())
                .map(bindings::resolve)
                .toList();
    }

    List<Method> declaredBy(Set<Class<?>> types) {
        return declarations.stream()
                .filter(declaration -> types.contains(declaration.getDeclaringClass()))
                .toList();
    }

    /** A public declaration that clients of the given types can see. */
    Optional<Method> seenThrough(Set<Class<?>> types) {
        return declarations.stream()
                .filter(declaration -> Modifier.isPublic(declaration.getModifiers()))
                .filter(declaration -> types.stream()
                        .anyMatch(type -> declaration.getDeclaringClass().isAssignableFrom(type)))
                .findFirst();
    }

    String describe() {
        Method method = implementation();
        return Signatures.of(
                method.getName(), parameterTypes().stream().map(Types::erase).toArray(Class<?>[]::new));
    }
}
