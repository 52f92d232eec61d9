package io.meshee.core.state;

/** How a message with an idempotency key ended, to be told again. */
public sealed interface Answer {

    /** The handler returned the value. */
    record Value(Object value) implements Answer {}

    /** The handler threw what its method declares. */
    record Thrown(Throwable failure) implements Answer {}

    /** The handler threw an application exception that can only be told as text. */
    record Failed(String message, String type, String text, String stack) implements Answer {}

    /** A form that the codec writes. */
    static Object[] toParts(Answer answer) {
        if (answer instanceof Thrown thrown) {
            return new Object[] {"thrown", thrown.failure()};
        } else if (answer instanceof Failed failed) {
            return new Object[] {"failed", failed.message(), failed.type(), failed.text(), failed.stack()};
        }
        return new Object[] {"value", ((Value) answer).value()};
    }

    /**
     * Reads what {@link #toParts} made.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static Answer ofParts(Object stored) {
        if (stored instanceof Object[] parts && parts.length > 1) {
            if ("value".equals(parts[0])) {
                return new Value(parts[1]);
            } else if ("thrown".equals(parts[0]) && parts[1] instanceof Throwable failure) {
                return new Thrown(failure);
            } else if ("failed".equals(parts[0]) && parts.length == 5) {
                return new Failed(
                        String.valueOf(parts[1]), String.valueOf(parts[2]), (String) parts[3], (String) parts[4]);
            }
        }
        throw new IllegalArgumentException("what is stored is no answer");
    }
}
