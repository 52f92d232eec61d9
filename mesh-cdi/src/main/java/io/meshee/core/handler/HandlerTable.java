package io.meshee.core.handler;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The handlers of one process class, found by signature or by payload. Safe for any number of threads. */
public final class HandlerTable {

    private final List<Handler> all;
    private final Map<String, Handler> bySignature = new HashMap<>();
    private final PayloadMatch match;
    private final boolean reentrant;
    private final Map<Class<?>, PayloadMatch.Result> byPayload = new ConcurrentHashMap<>();

    /** Takes handlers that have been checked to be unambiguous; of two with one signature the first is found. */
    HandlerTable(List<Handler> handlers) {
        this.all = List.copyOf(handlers);
        for (Handler handler : all) {
            handler.signatures().forEach(signature -> bySignature.putIfAbsent(signature, handler));
        }
        this.match = new PayloadMatch(all);
        this.reentrant = all.stream().anyMatch(Handler::reentrant);
    }

    /** The handler with the signature, which may be that of a contract's method; {@code null} if there is none. */
    public Handler bySignature(String signature) {
        return bySignature.get(signature);
    }

    /**
     * The {@code @Handle} method for a payload: that of its exact class, else of the nearest superclass, else of the most
     * specific interface, else of {@code Object}. A {@code null} payload finds the handler without parameters.
     *
     * @return {@code null} if there is none, or if several handlers of contracts share the payload's type
     */
    public Handler byPayload(Object payload) {
        return resultFor(payload == null ? null : payload.getClass()).handler();
    }

    /**
     * Whether {@link #byPayload} finds none because several handlers of contracts share the payload's type.
     *
     * @param payloadClass {@code null} for no payload
     */
    public boolean isAmbiguous(Class<?> payloadClass) {
        return resultFor(payloadClass).ambiguous();
    }

    /** Whether some handler is reentrant. */
    public boolean isReentrant() {
        return reentrant;
    }

    /** Every handler, in a stable order. */
    public Collection<Handler> all() {
        return all;
    }

    private PayloadMatch.Result resultFor(Class<?> payloadClass) {
        Class<?> key = payloadClass == null ? void.class : payloadClass;
        PayloadMatch.Result known = byPayload.get(key);
        return known != null ? known : byPayload.computeIfAbsent(key, match::find);
    }
}
