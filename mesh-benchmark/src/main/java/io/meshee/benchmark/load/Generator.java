package io.meshee.benchmark.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Puts a load on a system, and measures what comes of it. */
public final class Generator {

    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long STRAGGLERS_MILLIS = 10_000;

    private enum Phase {
        WARM,
        COUNT,
        STOP
    }

    private final Task task;
    private final Subject.Calls calls;
    private final ThreadFactory threads;
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private volatile Phase phase;

    private Generator(Task task, Subject.Calls calls, ThreadFactory threads) {
        this.task = task;
        this.calls = calls;
        this.threads = threads;
    }

    /**
     * Measures.
     *
     * @param threads makes the callers
     * @throws Exception the first that a call threw: a system that fails is not measured
     */
    public static Measure run(Task task, Subject.Calls calls, ThreadFactory threads) throws Exception {
        Generator generator = new Generator(task, calls, threads);
        try {
            return task.load().waiting() ? generator.closedLoop() : generator.pipeline();
        } finally {
            calls.tidy();
        }
    }

    private Measure closedLoop() throws Exception {
        List<Caller> callers = new ArrayList<>();
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < task.load().width(); i++) {
            Caller caller = new Caller(i);
            callers.add(caller);
            running.add(threads.newThread(caller));
        }
        long nanos = steer(
                () -> running.forEach(Thread::start), () -> running.stream().noneMatch(Thread::isAlive));
        for (Thread thread : running) {
            thread.join();
        }
        rethrow();
        Histogram all = new Histogram(LONGEST_NANOS, 3);
        callers.forEach(caller -> all.add(caller.latencies));
        return new Measure(callers.stream().mapToLong(caller -> caller.counted).sum(), nanos, all);
    }

    /** One of the threads of a closed loop. */
    private final class Caller implements Runnable {

        private final Histogram latencies = new Histogram(LONGEST_NANOS, 3);
        private int random;
        private long counted;

        Caller(int number) {
            this.random = 0x9E3779B9 * (number + 1);
        }

        @Override
        public void run() {
            try {
                while (phase != Phase.STOP) {
                    int ended = 0;
                    for (int i = task.row().untimed(); i > 0; i--) {
                        calls.call(next());
                        if (phase == Phase.COUNT) {
                            ended++;
                        }
                    }
                    boolean timed = phase == Phase.COUNT;
                    long begin = System.nanoTime();
                    calls.call(next());
                    if (phase == Phase.COUNT) {
                        ended++;
                        if (timed) {
                            latencies.recordValue(Math.min(System.nanoTime() - begin, LONGEST_NANOS));
                        }
                    }
                    counted += ended;
                    if (task.mostCalls() != Integer.MAX_VALUE && numbers.incrementAndGet() >= task.mostCalls()) {
                        return;
                    }
                }
            } catch (Exception e) {
                fail(e);
            }
        }

        private int next() {
            random ^= random << 13;
            random ^= random >>> 17;
            random ^= random << 5;
            return random;
        }
    }

    private Measure pipeline() throws Exception {
        Semaphore free = new Semaphore(task.load().width());
        ConcurrentHistogram latencies = new ConcurrentHistogram(LONGEST_NANOS, 3);
        Thread starter = threads.newThread(() -> keepGoing(free, latencies));
        long nanos = steer(starter::start, () -> !starter.isAlive());
        starter.join();
        if (!free.tryAcquire(task.load().width(), STRAGGLERS_MILLIS, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException(task + ": some answers never came");
        }
        rethrow();
        return new Measure(latencies.getTotalCount(), nanos, latencies);
    }

    private void keepGoing(Semaphore free, ConcurrentHistogram latencies) {
        int random = 0x9E3779B9;
        try {
            while (phase != Phase.STOP) {
                free.acquire();
                random ^= random << 13;
                random ^= random >>> 17;
                random ^= random << 5;
                long begin = System.nanoTime();
                calls.start(random, () -> {
                    if (phase == Phase.COUNT) {
                        latencies.recordValue(Math.min(System.nanoTime() - begin, LONGEST_NANOS));
                    }
                    free.release();
                });
            }
        } catch (Exception e) {
            free.release();
            fail(e);
        }
    }

    /**
     * Takes the load through its phases, and gives how long it was counted. A thread that is put off between a phase and the
     * clock makes that longer, and so the rate lower, never higher.
     */
    private long steer(Runnable start, Ended ended) {
        if (task.warmMillis() > 0) {
            phase = Phase.WARM;
            start.run();
            sleep(task.warmMillis(), ended);
        }
        long begin = System.nanoTime();
        phase = Phase.COUNT;
        if (task.warmMillis() == 0) {
            start.run();
        }
        sleep(task.millis(), ended);
        phase = Phase.STOP;
        return System.nanoTime() - begin;
    }

    private interface Ended {
        boolean isSo();
    }

    /** Looks often enough that an early end does not spoil the rate. */
    private static void sleep(int millis, Ended ended) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = until - System.nanoTime(); left > 0 && !ended.isSo(); left = until - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(1)));
        }
    }

    private void fail(Exception thrown) {
        failure.compareAndSet(null, thrown);
        phase = Phase.STOP;
    }

    private void rethrow() throws Exception {
        Exception first = failure.get();
        if (first != null) {
            throw first;
        }
    }
}
