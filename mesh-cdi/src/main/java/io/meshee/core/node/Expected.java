package io.meshee.core.node;

import java.lang.reflect.Type;
import java.util.List;

/**
 * What a caller is ready to get back, and so allows to be decoded.
 *
 * @param reply the type of the reply's value; {@code Object.class} if the caller did not say
 * @param exceptions those that the contract's method declares
 */
record Expected(Type reply, List<Class<?>> exceptions) {

    static final Expected ANYTHING = new Expected(Object.class, List.of());

    static Expected of(Type reply) {
        return reply == Object.class ? ANYTHING : new Expected(reply, List.of());
    }
}
