package io.meshee.benchmark.codec;

import java.io.Serializable;

/** What is written and read. */
public enum Payload {
    /** A number by itself. */
    NUMBER(1),
    /** A record of one number, as most messages to a counter. */
    SMALL(new Added(1)),
    /** An order of ten lines. */
    ORDER(Order.ofLines(10));

    private final Serializable value;

    Payload(Serializable value) {
        this.value = value;
    }

    /** The smallest record. */
    public record Added(int by) implements Serializable {}

    Serializable value() {
        return value;
    }
}
