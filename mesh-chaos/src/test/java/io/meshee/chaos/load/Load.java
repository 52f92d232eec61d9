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
import java.util.stream.LongStream;

/**
 * An open stream of calls: each is due at a time that the pace alone sets, and its latency counts from there, so that
 * a cluster that hangs cannot make the load wait for it unseen. Which process a call goes to follows from the seed
 * and its number. A tenth goes to few processes, so that callers meet there, and a tenth of all calls reads.
 */
public final class Load {

    private static final int HOT = 64;
    private static final int HOT_SHARE_PERCENT = 10;
    private static final int READ_SHARE_PERCENT = 10;
    private static final int FEWEST_READS_PER_SECOND = 300;

    private final Targets targets;
    private final Caller caller;
    private final Settings settings;
    private final AtomicLong nextNumber;
    private final Queue<Call> done;
    private volatile Stream running;

    /**
     * How much load.
     *
     * @param seed chooses the processes
     * @param perSecond calls per second
     * @param ids how many ids, from 0 on
     * @param callers how many requests may be under way
     * @param bundle how many calls one request carries
     */
    public record Settings(long seed, int perSecond, int ids, int callers, int bundle) {}

    /** A load on those nodes that sends nothing yet. */
    public Load(Targets targets, Settings settings) {
        this(targets, new Caller(targets::next), settings, new AtomicLong(), new ConcurrentLinkedQueue<>());
    }

    private Load(Targets targets, Caller caller, Settings settings, AtomicLong nextNumber, Queue<Call> done) {
        this.targets = targets;
        this.caller = caller;
        this.settings = settings;
        this.nextNumber = nextNumber;
        this.done = done;
    }

    /**
     * A further load on one node alone, which is asked whether it is ready or not: to see what it says when it should say
     * no. Its calls are among the calls of this load.
     */
    public Load insistingOn(String node, int perSecond) {
        var slower = new Settings(settings.seed(), perSecond, settings.ids(), settings.callers(), 1);
        return new Load(targets, new Caller(() -> targets.only(node)), slower, nextNumber, done);
    }

    /** Begins to send increments, to processes of these types in turn. */
    public void start(List<String> types) {
        start(types, settings.perSecond());
    }

    /** The same at another pace. */
    public void start(List<String> types, int perSecond) {
        if (running != null) {
            throw new IllegalStateException("it runs already");
        }
        running = new Stream(List.copyOf(types), period(perSecond));
    }

    /** Sends no more; {@link #stop()} waits for what is under way. */
    public void pause() {
        running.over = true;
    }

    /** Sends no more, and returns when what is under way has ended. */
    public void stop() {
        var stream = running;
        running = null;
        stream.end();
    }

    /**
     * Reads each process of these types that was called, once; returns when all reads have ended. Nothing is done to the cluster
     * meanwhile, so that a slow pace would only take long.
     */
    public void readAll(Collection<String> types) {
        var processes = done.stream()
                .map(Call::process)
                .filter(process -> types.contains(process.type()))
                .distinct()
                .iterator();
        long begin = System.nanoTime();
        long period = period(Math.max(settings.perSecond(), FEWEST_READS_PER_SECOND));
        var order = new AtomicLong();
        inParallel(() -> {
            while (true) {
                List<Order> reads = new ArrayList<>();
                synchronized (processes) {
                    while (processes.hasNext() && reads.size() < settings.bundle()) {
                        long due = begin + order.getAndIncrement() * period;
                        reads.add(new Order(nextNumber.getAndIncrement(), processes.next(), false, due));
                    }
                }
                if (reads.isEmpty()) {
                    return;
                }
                make(reads);
            }
        });
    }

    /** All calls that have ended. */
    public List<Call> calls() {
        return done.stream().sorted(Comparator.comparingLong(Call::due)).toList();
    }

    /** Makes the calls of one request when the last of them is due. */
    private void make(List<Order> orders) {
        parkUntil(orders.get(orders.size() - 1).due());
        done.addAll(caller.call(orders));
    }

    private static long period(int perSecond) {
        return Duration.ofSeconds(1).toNanos() / perSecond;
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
        private final long period;
        private final long begin = System.nanoTime();
        private final AtomicLong tickets = new AtomicLong();
        private final List<Thread> threads;
        private volatile boolean over;

        Stream(List<String> types, long period) {
            this.types = types;
            this.period = period;
            this.threads = startThreads(this::run);
        }

        void end() {
            over = true;
            join(threads);
        }

        private void run() {
            while (!over) {
                long first = tickets.getAndAdd(settings.bundle());
                parkUntil(begin + first * period);
                if (!over) {
                    make(LongStream.range(first, first + settings.bundle())
                            .mapToObj(this::order)
                            .toList());
                }
            }
        }

        private Order order(long ticket) {
            long number = nextNumber.getAndIncrement();
            var random = new SplittableRandom(settings.seed() * 31 + number);
            boolean adds = random.nextInt(100) >= READ_SHARE_PERCENT;
            return new Order(number, choose(random), adds, begin + ticket * period);
        }

        private Process choose(SplittableRandom random) {
            boolean hot = random.nextInt(100) < HOT_SHARE_PERCENT;
            int id = random.nextInt(hot ? Math.min(HOT, settings.ids()) : settings.ids());
            return new Process(types.get(id % types.size()), Integer.toString(id));
        }
    }
}
