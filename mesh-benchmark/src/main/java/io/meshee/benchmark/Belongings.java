package io.meshee.benchmark;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a run has started, the latest first. Ended with the run, and also where this JVM is ended from outside: nodes outlive the script that started them. */
final class Belongings implements AutoCloseable {

    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    /** Nothing yet. */
    static Belongings endedWithThisJvm() {
        Belongings belongings = new Belongings();
        Runtime.getRuntime().addShutdownHook(new Thread(belongings::close, "stop"));
        return belongings;
    }

    /** Ends it as well. */
    synchronized <T extends AutoCloseable> T add(T begun) {
        started.push(begun);
        return begun;
    }

    /** Ends it now. What does not end well is said and keeps no other from its end. */
    synchronized void end(AutoCloseable begun) {
        started.remove(begun);
        try {
            begun.close();
        } catch (Exception e) {
            System.err.println("not stopped: " + e);
        }
    }

    @Override
    public synchronized void close() {
        while (!started.isEmpty()) {
            end(started.peek());
        }
    }
}
