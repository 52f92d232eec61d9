package io.meshee.core.handler;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the {@code @Handle} method for a payload's class. {@code Object} comes last although it is a superclass: it is
 * the least specific of all.
 */
final class PayloadMatch {

    /** What was found; the handler is {@code null} if nothing was, or too much. */
    record Result(Handler handler, boolean ambiguous) {}

    private static final Result NONE = new Result(null, false);
    private static final Result SEVERAL = new Result(null, true);

    private final Map<Class<?>, Result> byType = new HashMap<>();

    PayloadMatch(List<Handler> handlers) {
        for (Handler handler : handlers) {
            if (handler.isFoundByPayload()) {
                byType.merge(handler.payloadClass(), new Result(handler, false), (one, another) -> SEVERAL);
            }
        }
    }

    Result find(Class<?> payload) {
        for (Class<?> type = payload; type != null && type != Object.class; type = type.getSuperclass()) {
            if (byType.containsKey(type)) {
                return byType.get(type);
            }
        }
        return findInterface(payload);
    }

    private Result findInterface(Class<?> payload) {
        List<Class<?>> fitting = byType.keySet().stream()
                .filter(type -> type.isInterface() && type.isAssignableFrom(payload))
                .toList();
        List<Class<?>> nearest = fitting.stream()
                .filter(type -> fitting.stream().noneMatch(other -> other != type && type.isAssignableFrom(other)))
                .toList();
        return switch (nearest.size()) {
            case 0 -> payload == void.class ? NONE : byType.getOrDefault(Object.class, NONE);
            case 1 -> byType.get(nearest.get(0));
            default -> SEVERAL;
        };
    }
}
