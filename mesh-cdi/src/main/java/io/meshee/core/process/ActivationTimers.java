package io.meshee.core.process;

import io.meshee.core.Errors;
import io.meshee.core.handler.Handler;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** The timers of one activation; they end with it. */
final class ActivationTimers {

    private static final AtomicLong NUMBERS = new AtomicLong();

    private final VirtualProcess process;
    private final Set<ActivationTimer> active = new HashSet<>();
    private boolean ended;

    ActivationTimers(VirtualProcess process) {
        this.process = process;
    }

    VirtualProcess process() {
        return process;
    }

    Timers all() {
        return process.host().turns().timers();
    }

    /** Starts a timer; a period of 0 for a single message. Both in nanoseconds. */
    ActivationTimer start(long delay, long period, Handler handler, Object payload) {
        ActivationTimer timer =
                new ActivationTimer(this, NUMBERS.incrementAndGet(), all().now() + delay, period, handler, payload);
        synchronized (this) {
            if (ended) {
                throw Errors.activationEnded(process.host().key(process.id()));
            }
            if (active.size() >= process.host().mailboxCapacity()) {
                throw Errors.tooManyTimers(process.host().key(process.id()), active.size());
            }
            active.add(timer);
        }
        all().add(timer);
        return timer;
    }

    /** Cancels one. False if it was not active. */
    boolean cancel(ActivationTimer timer) {
        synchronized (this) {
            if (!active.remove(timer)) {
                return false;
            }
        }
        timer.withdraw();
        return true;
    }

    /** Cancels all; none can be started any more. Called before the process can be activated again. */
    void end() {
        List<ActivationTimer> last;
        synchronized (this) {
            ended = true;
            last = List.copyOf(active);
            active.clear();
        }
        last.forEach(ActivationTimer::withdraw);
    }

    synchronized boolean isActive(ActivationTimer timer) {
        return active.contains(timer);
    }
}
