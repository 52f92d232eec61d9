package io.meshee.sample.activity;

import io.meshee.api.ProcessActivated;
import io.meshee.api.ProcessFailed;
import io.meshee.api.ProcessPassivated;
import io.meshee.api.ProcessRef;
import io.meshee.api.ShardsMoved;
import io.meshee.api.ViewChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** The last things that happened on this node. */
@ApplicationScoped
public class ActivityLog {

    private static final int LENGTH = 100;

    private final Deque<Activity> last = new ArrayDeque<>();

    void activated(@Observes ProcessActivated event) {
        add(event, name(event.process()));
    }

    void passivated(@Observes ProcessPassivated event) {
        add(event, name(event.process()) + ": " + event.reason());
    }

    void failed(@Observes ProcessFailed event) {
        add(event, name(event.process()) + ": " + event.failureType());
    }

    void viewChanged(@Observes ViewChanged event) {
        add(
                event,
                "epoch " + event.before().epoch() + " to " + event.after().epoch() + ", "
                        + event.after().members().size() + " members");
    }

    void shardsMoved(@Observes ShardsMoved event) {
        add(
                event,
                event.capability() + ": " + event.gained().size() + " gained, "
                        + event.lost().size() + " lost");
    }

    /** The last hundred, newest first. */
    public synchronized List<Activity> newestFirst() {
        var all = new ArrayList<>(last);
        Collections.reverse(all);
        return all;
    }

    private synchronized void add(Object event, String about) {
        if (last.size() == LENGTH) {
            last.removeFirst();
        }
        last.addLast(new Activity(Instant.now(), event.getClass().getSimpleName(), about));
    }

    private static String name(ProcessRef process) {
        return process.type() + "/" + process.id() + " #" + process.incarnation();
    }
}
