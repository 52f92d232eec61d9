package io.meshee.core.peer;

import io.meshee.core.wire.Message;
import java.util.ArrayList;
import java.util.List;

/** Collects the answers that are ready before the batch's own answer is sent. */
public final class Answers {

    private List<Message> ready = new ArrayList<>();

    /** Takes none along. */
    public static Answers none() {
        Answers none = new Answers();
        none.close();
        return none;
    }

    /** Takes an answer along. False if it comes too late, and must travel by itself. */
    public synchronized boolean add(Message answer) {
        return ready != null && ready.add(answer);
    }

    synchronized boolean isOpen() {
        return ready != null;
    }

    /** Those that are ready; {@code null} if it was closed before. */
    synchronized List<Message> close() {
        List<Message> all = ready;
        ready = null;
        return all;
    }
}
