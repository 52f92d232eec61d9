package io.meshee.core.process;

import io.meshee.api.PassivationReason;
import io.meshee.core.codec.AllowedTypes;
import io.meshee.core.codec.SerialPayloadCodec;
import io.meshee.core.event.EventSink;
import io.meshee.core.event.NodeEvents;
import io.meshee.core.handler.ProcessCatalog;
import io.meshee.core.handler.ProcessClass;
import io.meshee.core.lease.Lease;
import io.meshee.core.state.NoStateStore;
import io.meshee.core.state.StateKeeper;
import io.meshee.core.time.TimeSource;
import io.meshee.testkit.Gate;
import io.meshee.testkit.PlainEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The processes of a node without the node: what is closed by {@link #disown} belongs elsewhere from then on. */
final class Processes implements AutoCloseable {

    final PlainEnvironment environment = new PlainEnvironment();
    final WorkerPool pool;
    final ProcessTable table;

    /** Those of ids that are not in shard 0. */
    final Map<String, Integer> shards = new ConcurrentHashMap<>();

    /** Whether this id belongs here is answered when the gate opens. */
    volatile String slow;

    final Gate slowAnswer = new Gate();

    private final Set<String> foreign = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(Processes::thread);
    private final String type;

    Processes(ProcessClass processClass, ProcessLimits limits, int threads) {
        this(processClass, limits, threads, 100_000);
    }

    Processes(ProcessClass processClass, ProcessLimits limits, int threads, int maxQueued) {
        type = processClass.type();
        pool = new WorkerPool(threads, Duration.ofMillis(500), Processes::thread, environment::rollBackLeftOpen);
        table = new ProcessTable(
                new ProcessCatalog(List.of(processClass)),
                each -> limits,
                new Runtime(),
                environment,
                pool,
                TimeSource.SYSTEM,
                Duration.ofSeconds(5),
                null,
                new StateKeeper(
                        new NoStateStore(),
                        new SerialPayloadCodec(environment.classLoader(), 1024 * 1024),
                        AllowedTypes.jdk(),
                        TimeSource.SYSTEM),
                maxQueued,
                new Journal(new NodeEvents(EventSink.NONE, Runnable::run)));
        ticker.scheduleWithFixedDelay(() -> table.tick(System.nanoTime()), 5, 5, TimeUnit.MILLISECONDS);
    }

    static Processes of(ProcessClass processClass) {
        return new Processes(processClass, limits(), 64);
    }

    static ProcessLimits limits() {
        return limits(1000, Integer.MAX_VALUE);
    }

    static ProcessLimits limits(int mailboxCapacity, int maxActive) {
        return new ProcessLimits(TimeUnit.HOURS.toNanos(1), mailboxCapacity, maxActive, Integer.MAX_VALUE, true);
    }

    static ProcessLimits poolLimits(int mailboxCapacity, int poolSize) {
        return new ProcessLimits(TimeUnit.HOURS.toNanos(1), mailboxCapacity, Integer.MAX_VALUE, poolSize, true);
    }

    /** Gives a message to its process; it may run on this thread. */
    Message send(String id, Object payload) {
        return send(message(id, payload, Duration.ofSeconds(20)), true);
    }

    Message send(String id, Object payload, Duration timeout) {
        return send(message(id, payload, timeout), true);
    }

    /** Gives a message to its process; it never runs on this thread. */
    Message post(String id, Object payload) {
        return send(message(id, payload, Duration.ofSeconds(20)), false);
    }

    Message send(Message message, boolean mayRunHere) {
        if (!host().submit(message, mayRunHere)) {
            message.reroute();
        }
        return message;
    }

    Message message(String id, Object payload, Duration timeout) {
        return new Message(type, id, payload, timeout);
    }

    ProcessHost host() {
        return table.host("test", type);
    }

    /** The id belongs to another node from now on, and its process, if there is one, has not been told yet. */
    void foreign(String id) {
        foreign.add(id);
    }

    /** From now on nothing happens because time passes. */
    void stopTicking() throws InterruptedException {
        ticker.shutdown();
        if (!ticker.awaitTermination(15, TimeUnit.SECONDS)) {
            throw new AssertionError("a tick that does not end");
        }
    }

    /** The id belongs to another node from now on. */
    void disown(String id) {
        foreign(id);
        host().closeForeign(PassivationReason.HANDOFF, lost -> {});
    }

    /** The id belongs to this node again. */
    void own(String id) {
        foreign.remove(id);
    }

    @Override
    public void close() {
        table.close();
        ticker.shutdownNow();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "pool");
        thread.setDaemon(true);
        return thread;
    }

    private final class Runtime implements ProcessRuntime {

        private final Lease lease = Lease.endless();

        @Override
        public Lease lease() {
            return lease;
        }

        @Override
        public String node() {
            return "n1";
        }

        @Override
        public long epoch() {
            return 1;
        }

        @Override
        public int shardOf(String id) {
            return shards.getOrDefault(id, 0);
        }

        @Override
        public boolean mayServe(String capability, String id) {
            if (id.equals(slow)) {
                slowAnswer.pass();
            }
            return !foreign.contains(id);
        }
    }
}
