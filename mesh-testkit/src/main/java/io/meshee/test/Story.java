package io.meshee.test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** What has happened to a mesh, told to who has to find out why a test failed. */
final class Story {

    private final long begin = System.nanoTime();
    private final List<String> events = new CopyOnWriteArrayList<>();

    void tell(String event) {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        events.add("+" + millis + " ms  " + event);
    }

    @Override
    public String toString() {
        return String.join("\n", events);
    }
}
