package io.meshee.chaos.load;

import io.meshee.chaos.history.Call;
import io.meshee.chaos.history.Process;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * An open stream of calls: each is due at a time that the pace alone sets, and its latency counts from there, so that
 * a cluster that hangs cannot make the load wait for it unseen. Which process a call goes to follows from the seed
 * and its number. A tenth goes to few processes, so that callers meet there, and a tenth of all calls reads.
 */
public final class Load {

    private static final int HOT = 64;
    private static final int HOT_SHARE_PERCENT = 10;
    private static final int READ_SHARE_PERCENT = 10;

    private final Caller caller;
    private final Settings settings;
    private final AtomicLong nextNumber = new AtomicLong();
    private final Queue<Call> done = new ConcurrentLinkedQueue<>();
    private volatile Stream running;

    /**
     * How much load.
     *
     * @param seed chooses the processes
     * @param perSecond calls per second
     * @param ids how many ids, from 0 on
     * @param callers how many calls may be under way
     */
    public record Settings(long seed, int perSecond, int ids, int callers) {}

    /** A load on those nodes that sends nothing yet. */
    public Load(Targets targets, Settings settings) {
        this.caller = new Caller(targets);
        this.settings = settings;
    }

    /** Begins to send increments, to processes of these types in turn. */
    public void start(List<String> types) {
        if (running != null) {
            throw new IllegalStateException("it runs already");
        }
        running = new Stream(List.copyOf(types));
    }

    /** Sends no more, and returns when what is under way has ended. */
    public void stop() {
        var stream = running;
        running = null;
        stream.end();
    }

    /** Reads each process of these types that was called, once, at the same pace; returns when all reads have ended. */
    public void readAll(Collection<String> types) {
        var processes = done.stream()
                .map(Call::process)
                .filter(process -> types.contains(process.type()))
                .distinct()
                .iterator();
        long begin = System.nanoTime();
        var order = new AtomicLong();
        inParallel(() -> {
            while (true) {
                Process process;
                synchronized (processes) {
                    if (!processes.hasNext()) {
                        return;
                    }
                    process = processes.next();
                }
                long due = begin + order.getAndIncrement() * period();
                parkUntil(due);
                done.add(caller.call(nextNumber.getAndIncrement(), process, false, due));
            }
        });
    }

    /** All calls that have ended. */
    public List<Call> calls() {
        return done.stream().sorted(Comparator.comparingLong(Call::due)).toList();
    }

    private long period() {
        return Duration.ofSeconds(1).toNanos() / settings.perSecond();
    }

    private static void parkUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void inParallel(Runnable work) {
        var threads = startThreads(work);
        join(threads);
    }

    private List<Thread> startThreads(Runnable work) {
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < settings.callers(); i++) {
            var thread = new Thread(work, "caller " + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        return threads;
    }

    private static void join(Collection<Thread> threads) {
        try {
            for (var thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while calls were under way", e);
        }
    }

    /** Increments from one start to the next stop. */
    private final class Stream {

        private final List<String> types;
        private final long begin = System.nanoTime();
        private final AtomicLong tickets = new AtomicLong();
        private final List<Thread> threads;
        private volatile boolean over;

        Stream(List<String> types) {
            this.types = types;
            this.threads = startThreads(this::run);
        }

        void end() {
            over = true;
            join(threads);
        }

        private void run() {
            while (!over) {
                long due = begin + tickets.getAndIncrement() * period();
                parkUntil(due);
                if (!over) {
                    long number = nextNumber.getAndIncrement();
                    var random = new SplittableRandom(settings.seed() * 31 + number);
                    boolean adds = random.nextInt(100) >= READ_SHARE_PERCENT;
                    done.add(caller.call(number, choose(random), adds, due));
                }
            }
        }

        private Process choose(SplittableRandom random) {
            boolean hot = random.nextInt(100) < HOT_SHARE_PERCENT;
            int id = random.nextInt(hot ? Math.min(HOT, settings.ids()) : settings.ids());
            return new Process(types.get(id % types.size()), Integer.toString(id));
        }
    }
}
