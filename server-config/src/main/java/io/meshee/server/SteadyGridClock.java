package io.meshee.server;

import com.hazelcast.internal.util.Clock;
import java.util.concurrent.TimeUnit;

/**
 * The wall clock of the data grid's member: it goes on from the time of its start, whatever becomes of the system's. By the system's a
 * member whose clock steps by a few seconds takes the others' heartbeats for old, and the grid splits.
 */
public final class SteadyGridClock extends Clock.ClockImpl {

    private final long offMillis = System.currentTimeMillis() - monotonicMillis();

    @Override
    protected long currentTimeMillis() {
        return offMillis + monotonicMillis();
    }

    private static long monotonicMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
