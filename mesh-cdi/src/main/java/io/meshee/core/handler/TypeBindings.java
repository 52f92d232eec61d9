package io.meshee.core.handler;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What the type variables of a type's superclasses and interfaces stand for, seen from that type. */
final class TypeBindings {

    private final Map<TypeVariable<?>, Type> arguments = new HashMap<>();

    private TypeBindings() {}

    static TypeBindings of(Type leaf) {
        TypeBindings bindings = new TypeBindings();
        bindings.collect(leaf);
        return bindings;
    }

    /** The type with every known variable replaced, and every unknown one replaced by its bound. */
    Type resolve(Type type) {
        if (type instanceof TypeVariable<?> variable) {
            Type argument = arguments.get(variable);
            return argument == null ? Types.erase(boundOf(variable)) : argument;
        }
        if (type instanceof ParameterizedType parameterized) {
            return resolveParameterized(parameterized);
        }
        if (type instanceof GenericArrayType array) {
            return resolveArray(array);
        }
        if (type instanceof WildcardType wildcard) {
            return resolveWildcard(wildcard);
        }
        return type;
    }

    private Type boundOf(TypeVariable<?> variable) {
        Type bound = variable.getBounds()[0];
        return bound instanceof TypeVariable<?> another ? resolve(another) : bound;
    }

    private Type resolveParameterized(ParameterizedType type) {
        Type[] declared = type.getActualTypeArguments();
        Type[] resolved = resolveAll(declared);
        return Arrays.equals(declared, resolved)
                ? type
                : new ResolvedType((Class<?>) type.getRawType(), type.getOwnerType(), resolved);
    }

    private Type resolveArray(GenericArrayType type) {
        Type component = resolve(type.getGenericComponentType());
        if (component instanceof Class<?> simple) {
            return simple.arrayType();
        }
        return component.equals(type.getGenericComponentType()) ? type : (GenericArrayType) () -> component;
    }

    /** A payload or reply is only ever read through a wildcard, so its upper bound is all that matters. */
    private Type resolveWildcard(WildcardType type) {
        Type bound = type.getUpperBounds()[0];
        Type resolved = resolve(bound);
        return resolved.equals(bound) ? type : resolved;
    }

    private Type[] resolveAll(Type[] types) {
        return Arrays.stream(types).map(this::resolve).toArray(Type[]::new);
    }

    private void collect(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            bind(parameterized);
        }
        Class<?> raw = Types.erase(type);
        if (raw.getGenericSuperclass() != null) {
            collect(raw.getGenericSuperclass());
        }
        for (Type parent : raw.getGenericInterfaces()) {
            collect(parent);
        }
    }

    private void bind(ParameterizedType type) {
        TypeVariable<?>[] parameters = ((Class<?>) type.getRawType()).getTypeParameters();
        Type[] given = resolveAll(type.getActualTypeArguments());
        for (int i = 0; i < parameters.length; i++) {
            arguments.putIfAbsent(parameters[i], given[i]);
        }
    }
}
