package io.meshee.core.time;

import java.time.Instant;

/** The time of the machine. */
final class SystemTime implements TimeSource {

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public long at(long systemNanoTime) {
        return systemNanoTime;
    }
}
