package io.meshee.core.process;

/** Something that ends at a deadline unless it ends before. */
public interface Expirable {

    /** The deadline by {@link System#nanoTime()}. */
    long deadline();

    /** Called once the deadline has passed, maybe more than once. Must not block. */
    void expire();
}
