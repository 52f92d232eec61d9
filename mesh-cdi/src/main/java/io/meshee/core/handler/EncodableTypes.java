package io.meshee.core.handler;

import java.io.Serializable;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Finds in a payload or reply type, its generic arguments, array elements and record components a class whose objects
 * can never be encoded because it is not {@link Serializable}. Interfaces, abstract classes and {@code Object} are open:
 * what arrives decides. Fields of other classes are not looked at, since a class may write itself in its own way.
 */
final class EncodableTypes {

    private final Set<Type> seen = new HashSet<>();

    private EncodableTypes() {}

    static Optional<Class<?>> unencodableIn(Type type) {
        return Optional.ofNullable(new EncodableTypes().search(type));
    }

    private Class<?> search(Type type) {
        if (!seen.add(type)) {
            return null;
        }
        if (type instanceof ParameterizedType parameterized) {
            Class<?> raw = search(parameterized.getRawType());
            return raw != null ? raw : searchAll(parameterized.getActualTypeArguments());
        }
        if (type instanceof GenericArrayType array) {
            return search(array.getGenericComponentType());
        }
        if (type instanceof WildcardType wildcard) {
            return searchAll(wildcard.getUpperBounds());
        }
        if (type instanceof TypeVariable<?> variable) {
            return searchAll(variable.getBounds());
        }
        return searchClass((Class<?>) type);
    }

    private Class<?> searchAll(Type[] types) {
        for (Type type : types) {
            Class<?> found = search(type);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private Class<?> searchClass(Class<?> type) {
        if (type.isArray()) {
            return search(type.getComponentType());
        }
        if (!isEncodableOrOpen(type)) {
            return type;
        }
        return type.isRecord() ? searchComponents(type) : null;
    }

    private Class<?> searchComponents(Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            Class<?> found = search(component.getGenericType());
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static boolean isEncodableOrOpen(Class<?> type) {
        return type.isPrimitive()
                || type == Void.class
                || type == Object.class
                || Modifier.isAbstract(type.getModifiers())
                || Serializable.class.isAssignableFrom(type);
    }
}
