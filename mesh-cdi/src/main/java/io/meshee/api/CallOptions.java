package io.meshee.api;

import java.time.Duration;
import java.util.Map;

/**
 * How the calls of a typed proxy are made.
 *
 * @param timeout more than zero, or {@code null} for {@code mesh.call.timeout}
 * @param headers read by the handler from {@link ProcessContext#headers()}; never {@code null}
 * @param initArg seen only by an activation that a call causes; {@code null} if none
 */
public record CallOptions(Duration timeout, Map<String, String> headers, Object initArg) {

    private static final CallOptions DEFAULTS = new CallOptions(null, Map.of(), null);

    /**
     * Checks the options.
     *
     * @throws InvalidRequestException if the time-out is not more than zero, or a header is null or blank
     */
    public CallOptions {
        if (timeout != null) {
            Parts.requirePositive("timeout", timeout);
        }
        headers = Parts.headers(headers);
    }

    /** The configured time-out, no headers, no activation argument. */
    public static CallOptions defaults() {
        return DEFAULTS;
    }

    /** The same options with another time-out. */
    public CallOptions withTimeout(Duration timeout) {
        return new CallOptions(timeout, headers, initArg);
    }

    /** The same options with other headers. */
    public CallOptions withHeaders(Map<String, String> headers) {
        return new CallOptions(timeout, headers, initArg);
    }

    /** The same options with another activation argument. */
    public CallOptions withInitArg(Object initArg) {
        return new CallOptions(timeout, headers, initArg);
    }
}
