package io.meshee.benchmark;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;

/** Servers that start, with an application. */
interface SampleNodes extends AutoCloseable {

    /** The HTTP port of each. */
    List<Integer> ports();

    /** The JVMs, by the names of their nodes, as far as they have begun. */
    SortedMap<String, Long> pids() throws IOException;

    /** Throws if they did not start. */
    void requireAlive();

    /** Waits until all have started. */
    void awaitStarted() throws IOException, InterruptedException;

    @Override
    void close() throws IOException;
}
