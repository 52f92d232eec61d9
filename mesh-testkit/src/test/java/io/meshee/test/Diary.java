package io.meshee.test;

import io.meshee.testkit.Gate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What processes tell a test. */
class Diary {

    private final List<String> notes = new CopyOnWriteArrayList<>();
    private final Gate gate = new Gate();

    void note(String what) {
        notes.add(what);
    }

    List<String> notes() {
        return notes;
    }

    /** Where a handler waits for the test. */
    Gate gate() {
        return gate;
    }
}
