package io.meshee.api;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/**
 * Carries a generic type to run time: {@code new TypeRef<List<Score>>() {}}.
 *
 * @param <T> the type
 */
public abstract class TypeRef<T> {

    private final Type type;

    /**
     * Reads the type argument of the anonymous subclass.
     *
     * @throws InvalidRequestException if the subclass gives none
     */
    protected TypeRef() {
        if (!(getClass().getGenericSuperclass() instanceof ParameterizedType parent)) {
            throw new InvalidRequestException(
                    "MESH00106: a TypeRef needs a type argument, as in new TypeRef<List<Score>>() {}");
        }
        this.type = parent.getActualTypeArguments()[0];
    }

    /** The type that was given as the argument. */
    public final Type type() {
        return type;
    }
}
