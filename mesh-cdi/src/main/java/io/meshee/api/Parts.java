package io.meshee.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The rules that the parts of a request keep. */
final class Parts {

    static final int MAX_LENGTH = 1024;

    private static final Instant END_OF_TIMES = Instant.parse("+10000-01-01T00:00:00Z");

    private Parts() {}

    static String requireText(String part, String value) {
        requirePresent(part, value);
        if (value.isBlank()) {
            throw new InvalidRequestException("MESH00102: " + part + " must not be blank, but was \"" + value + "\"");
        }
        if (value.length() > MAX_LENGTH) {
            throw new InvalidRequestException("MESH00103: " + part + " must have at most " + MAX_LENGTH
                    + " characters, but \"" + value.substring(0, 32) + "…\" has " + value.length());
        }
        return value;
    }

    static void requirePresent(String part, Object value) {
        if (value == null) {
            throw new InvalidRequestException("MESH00101: " + part + " must not be null");
        }
    }

    static void payloadType(Class<?> type) {
        requirePresent("type", type);
        if (type.isPrimitive() || type.isArray() || type.isAnnotation()) {
            throw new InvalidRequestException(
                    "MESH00104: type must be a process class or a contract, but was " + type.getTypeName());
        }
    }

    static void requirePositive(String part, Duration value) {
        requirePresent(part, value);
        if (value.isNegative() || value.isZero()) {
            throw new InvalidRequestException("MESH00105: " + part + " must be more than zero, but was " + value);
        }
    }

    static void requireTime(String part, Instant value) {
        requirePresent(part, value);
        if (value.isBefore(Instant.EPOCH) || !value.isBefore(END_OF_TIMES)) {
            throw new InvalidRequestException(
                    "MESH00810: " + part + " of a reminder must be from the year 1970 to 9999, but was " + value);
        }
    }

    static Map<String, String> headers(Map<String, String> headers) {
        requirePresent("headers", headers);
        headers.forEach((name, value) -> {
            requireText("header name", name);
            requirePresent("header " + name, value);
        });
        return Map.copyOf(headers);
    }
}
