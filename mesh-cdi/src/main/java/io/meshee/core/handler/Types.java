package io.meshee.core.handler;

import java.lang.invoke.MethodType;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.concurrent.CompletionStage;

/** Questions about generic types. */
final class Types {

    private Types() {}

    static Class<?> erase(Type type) {
        if (type instanceof Class<?> simple) {
            return simple;
        }
        if (type instanceof ParameterizedType parameterized) {
            return erase(parameterized.getRawType());
        }
        if (type instanceof GenericArrayType array) {
            return erase(array.getGenericComponentType()).arrayType();
        }
        if (type instanceof WildcardType wildcard) {
            return erase(wildcard.getUpperBounds()[0]);
        }
        if (type instanceof TypeVariable<?> variable) {
            return erase(variable.getBounds()[0]);
        }
        throw new IllegalArgumentException("not a Java type: " + type);
    }

    static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    /** What a handler or contract method replies with: the stage's argument for an asynchronous one, boxed. */
    static Type reply(Type returned, TypeBindings bindings) {
        Type resolved = bindings.resolve(returned);
        if (isStage(erase(resolved))) {
            return boxedIfPrimitive(stageArgument(resolved));
        }
        return boxedIfPrimitive(resolved);
    }

    static boolean isStage(Class<?> type) {
        return CompletionStage.class.isAssignableFrom(type);
    }

    private static Type boxedIfPrimitive(Type type) {
        return type instanceof Class<?> simple ? boxed(simple) : type;
    }

    private static Type stageArgument(Type stage) {
        Type argument = TypeBindings.of(stage).resolve(CompletionStage.class.getTypeParameters()[0]);
        return argument instanceof WildcardType wildcard ? wildcard.getUpperBounds()[0] : argument;
    }
}
