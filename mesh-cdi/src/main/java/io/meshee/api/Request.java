package io.meshee.api;

import static io.meshee.api.Parts.payloadType;
import static io.meshee.api.Parts.requirePositive;
import static io.meshee.api.Parts.requireText;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A message to one virtual process. Immutable: every method returns a new request, so one can be kept and sent many
 * times.
 *
 * @param <R> the type of the reply's value
 */
public final class Request<R> {

    private final Class<?> typeClass;
    private final String type;
    private final String id;
    private final String capability;
    private final Object payload;
    private final Object initArg;
    private final Duration timeout;
    private final Map<String, String> headers;
    private final Type replyType;
    private final String idempotencyKey;

    private Request(
            Class<?> typeClass,
            String type,
            String id,
            String capability,
            Object payload,
            Object initArg,
            Duration timeout,
            Map<String, String> headers,
            Type replyType,
            String idempotencyKey) {
        this.typeClass = typeClass;
        this.type = type;
        this.id = id;
        this.capability = capability;
        this.payload = payload;
        this.initArg = initArg;
        this.timeout = timeout;
        this.headers = headers;
        this.replyType = replyType;
        this.idempotencyKey = idempotencyKey;
    }

    /**
     * A request to a process of the given process class or contract.
     *
     * @param id 1 to 1024 characters, not blank
     * @throws InvalidRequestException naming the part and the rule it breaks
     */
    public static Request<Object> to(Class<?> type, String id) {
        payloadType(type);
        return new Request<>(type, null, requireText("id", id), null, null, null, null, Map.of(), Object.class, null);
    }

    /**
     * A request to a process of the type with the given name.
     *
     * @param type 1 to 1024 characters, not blank
     * @param id 1 to 1024 characters, not blank
     * @throws InvalidRequestException naming the part and the rule it breaks
     */
    public static Request<Object> to(String type, String id) {
        requireText("type", type);
        return new Request<>(null, type, requireText("id", id), null, null, null, null, Map.of(), Object.class, null);
    }

    /** The capability to go by. May be left out where the type has exactly one. */
    public Request<R> capability(String capability) {
        requireText("capability", capability);
        return new Request<>(
                typeClass, type, id, capability, payload, initArg, timeout, headers, replyType, idempotencyKey);
    }

    /** The message, which also chooses the handler; {@code null} or none chooses the handler without parameters. */
    public Request<R> payload(Object payload) {
        return new Request<>(
                typeClass, type, id, capability, payload, initArg, timeout, headers, replyType, idempotencyKey);
    }

    /** An argument that only the activation caused by this message sees. */
    public Request<R> initArg(Object initArg) {
        return new Request<>(
                typeClass, type, id, capability, payload, initArg, timeout, headers, replyType, idempotencyKey);
    }

    /** How long the caller waits at most; more than zero. Default: {@code mesh.call.timeout}. */
    public Request<R> timeout(Duration timeout) {
        requirePositive("timeout", timeout);
        return new Request<>(
                typeClass, type, id, capability, payload, initArg, timeout, headers, replyType, idempotencyKey);
    }

    /** Headers that the handler reads from {@link ProcessContext#headers()}; they replace those set before. */
    public Request<R> headers(Map<String, String> headers) {
        return new Request<>(
                typeClass,
                type,
                id,
                capability,
                payload,
                initArg,
                timeout,
                Parts.headers(headers),
                replyType,
                idempotencyKey);
    }

    /** The class of the reply's value. It also allows that class to be decoded from another node's reply. */
    public <S> Request<S> returning(Class<S> replyType) {
        Parts.requirePresent("returning", replyType);
        return new Request<>(
                typeClass, type, id, capability, payload, initArg, timeout, headers, replyType, idempotencyKey);
    }

    /** The generic type of the reply's value: {@code returning(new TypeRef<List<Score>>() {})}. */
    public <S> Request<S> returning(TypeRef<S> replyType) {
        Parts.requirePresent("returning", replyType);
        return new Request<>(
                typeClass, type, id, capability, payload, initArg, timeout, headers, replyType.type(), idempotencyKey);
    }

    /**
     * Names this very request, so that it can be sent again when it is not known whether it ran: a {@link Durable}
     * handler that has run for the key gives its first answer again, a reply or an application exception, and runs
     * nothing. The last 64 keys and answers of a process are kept with its state, and so must be encodable. What ended
     * otherwise runs again. Handlers that are not durable take no notice of it.
     *
     * @param key 1 to 1024 characters, not blank
     */
    public Request<R> idempotencyKey(String key) {
        requireText("idempotencyKey", key);
        return new Request<>(typeClass, type, id, capability, payload, initArg, timeout, headers, replyType, key);
    }

    /** The process class or contract, where the request was made with one. */
    public Optional<Class<?>> typeClass() {
        return Optional.ofNullable(typeClass);
    }

    /** The type's name, where the request was made with one. */
    public Optional<String> type() {
        return Optional.ofNullable(type);
    }

    /** The process's id. */
    public String id() {
        return id;
    }

    /** The capability, where one was given. */
    public Optional<String> capability() {
        return Optional.ofNullable(capability);
    }

    /** The message; {@code null} if none. */
    public Object payload() {
        return payload;
    }

    /** The activation argument; {@code null} if none. */
    public Object initArg() {
        return initArg;
    }

    /** The time-out, where one was given. */
    public Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }

    /** The headers, unmodifiable. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The name of this very request, where one was given. */
    public Optional<String> idempotencyKey() {
        return Optional.ofNullable(idempotencyKey);
    }

    /** The type of the reply's value; {@code Object.class} if none was given. */
    public Type replyType() {
        return replyType;
    }

    @Override
    public String toString() {
        return "Request[" + (capability == null ? "" : capability + "/")
                + (type == null ? typeClass.getSimpleName() : type) + "/" + id + "]";
    }
}
