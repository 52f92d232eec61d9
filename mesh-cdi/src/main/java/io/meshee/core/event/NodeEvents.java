package io.meshee.core.event;

import io.meshee.api.CastDropped;
import io.meshee.api.ProcessActivated;
import io.meshee.api.ProcessFailed;
import io.meshee.api.ProcessPassivated;
import io.meshee.api.ShardsMoved;
import io.meshee.api.ViewChanged;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What a node tells. Each class of events has a queue and, while there is something in it, a thread of its own: observers
 * that take their time hold up neither the node nor the events of another class.
 */
public final class NodeEvents {

    /** Every class of events that a node publishes. */
    public static final List<Class<?>> KINDS = List.of(
            ProcessActivated.class,
            ProcessPassivated.class,
            ProcessFailed.class,
            ViewChanged.class,
            ShardsMoved.class,
            CastDropped.class);

    /** Events of one class that wait for their observers at most. */
    static final int CAPACITY = 8192;

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Map<Class<?>, EventQueue> queues = new HashMap<>();

    /**
     * The events of one node.
     *
     * @param threads tells the observers; must have a thread for each class of events
     */
    public NodeEvents(EventSink sink, Executor threads) {
        KINDS.stream()
                .filter(sink::observes)
                .forEach(kind -> queues.put(kind, new EventQueue(CAPACITY, sink, threads)));
    }

    /** Whether somebody observes events of that class: whether it is worth the while to make one. */
    public boolean observed(Class<?> kind) {
        return queues.containsKey(kind);
    }

    /** Tells an event to its observers, later and on another thread; to nobody if there are none. */
    public void publish(Object event) {
        EventQueue queue = queues.get(event.getClass());
        if (queue != null) {
            queue.add(event);
        }
    }

    /** How many events were dropped because their observers did not keep up. */
    public long dropped() {
        return queues.values().stream().mapToLong(EventQueue::dropped).sum();
    }

    /** Waits until all observers have been told of what was published, a limited time. */
    public void awaitTold(Duration limit) {
        long giveUp = System.nanoTime() + limit.toNanos();
        while (!queues.values().stream().allMatch(EventQueue::isEmpty) && System.nanoTime() - giveUp < 0) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
