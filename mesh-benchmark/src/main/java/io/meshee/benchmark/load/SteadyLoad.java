package io.meshee.benchmark.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Callers that keep on until they are stopped, at a rate or as fast as they can, and that go on when a call fails. */
public final class SteadyLoad {

    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Recorder latencies = new Recorder(LONGEST_NANOS, 3);
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicReference<Exception> firstFailure = new AtomicReference<>();
    private final List<Thread> callers = new ArrayList<>();
    private final TurningIds ids;
    private final Call call;
    private final long begin = System.nanoTime();
    private volatile boolean stopped;
    private Histogram latest;

    /** Calls a process, and waits for the answer. */
    public interface Call {

        /** By its number. */
        void to(int id) throws Exception;
    }

    /**
     * Starts.
     *
     * @param count of callers, 1 or more
     * @param rate calls a second of all of them together; 0 for as many as they can
     */
    public SteadyLoad(ThreadFactory threads, int count, double rate, TurningIds ids, Call call) {
        this.ids = ids;
        this.call = call;
        long interval = rate == 0 ? 0 : Math.round(count * 1e9 / rate);
        for (int number = 0; number < count; number++) {
            Caller caller = new Caller(interval, number * interval / count, number + 1);
            callers.add(threads.newThread(caller));
        }
        callers.forEach(Thread::start);
    }

    /** The latencies of the calls that ended since this was asked last, in nanoseconds; used by one thread at a time. */
    public synchronized Histogram latencies() {
        latest = latencies.getIntervalHistogram(latest);
        return latest;
    }

    /** How many calls were answered, since the beginning. */
    public long answered() {
        return answered.get();
    }

    /** How many calls failed, since the beginning. */
    public long failed() {
        return failed.get();
    }

    /** Why the first of these failed. */
    public Optional<Exception> firstFailure() {
        return Optional.ofNullable(firstFailure.get());
    }

    /** Stops, once the calls under way have ended. */
    public void stop() throws InterruptedException {
        stopped = true;
        for (Thread caller : callers) {
            LockSupport.unpark(caller);
            caller.join();
        }
    }

    private final class Caller implements Runnable {

        private final long interval;
        private final long offset;
        private int random;

        Caller(long interval, long offset, int number) {
            this.interval = interval;
            this.offset = offset;
            this.random = 0x9E3779B9 * number;
        }

        @Override
        public void run() {
            long due = begin + offset;
            while (!stopped) {
                if (interval == 0) {
                    due = System.nanoTime();
                } else if (!awaitDue(due)) {
                    return;
                }
                callAt(due);
                due += interval;
            }
        }

        /** False if it was stopped before. */
        private boolean awaitDue(long due) {
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                if (stopped) {
                    return false;
                }
                LockSupport.parkNanos(left);
            }
            return true;
        }

        /** The latency counts from when the call was due: a caller that is held up holds up calls that are not made yet. */
        private void callAt(long due) {
            random ^= random << 13;
            random ^= random >>> 17;
            random ^= random << 5;
            try {
                call.to(ids.at(System.nanoTime() - begin, random));
                answered.incrementAndGet();
            } catch (Exception e) {
                firstFailure.compareAndSet(null, e);
                failed.incrementAndGet();
            }
            latencies.recordValue(Math.min(Math.max(0, System.nanoTime() - due), LONGEST_NANOS));
        }
    }
}
