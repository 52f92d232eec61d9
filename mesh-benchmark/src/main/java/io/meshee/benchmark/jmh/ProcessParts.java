package io.meshee.benchmark.jmh;

import io.meshee.api.ProcessRef;
import io.meshee.core.codec.AllowedTypes;
import io.meshee.core.codec.SerialPayloadCodec;
import io.meshee.core.event.EventSink;
import io.meshee.core.event.NodeEvents;
import io.meshee.core.handler.ProcessCatalog;
import io.meshee.core.lease.Lease;
import io.meshee.core.process.Invocation;
import io.meshee.core.process.Journal;
import io.meshee.core.process.ProcessHost;
import io.meshee.core.process.ProcessLimits;
import io.meshee.core.process.ProcessRuntime;
import io.meshee.core.process.ProcessTable;
import io.meshee.core.process.WorkerPool;
import io.meshee.core.state.NoStateStore;
import io.meshee.core.state.StateKeeper;
import io.meshee.core.time.TimeSource;
import io.meshee.testkit.PlainEnvironment;
import io.meshee.testkit.ProcessClasses;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The process table and the mailbox, without a node around them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ProcessParts {

    private static final int IDS = 10_000;
    private static final int BURST = 256;
    private static final Short HERE = 1;
    private static final long FOR_EVER = TimeUnit.DAYS.toNanos(1);

    private final String[] ids = IntStream.range(0, IDS).mapToObj(i -> "p" + i).toArray(String[]::new);
    private ProcessTable processes;
    private ProcessHost host;
    private int next;

    /** Makes the table. */
    @Setup
    public void prepare() {
        PlainEnvironment environment = new PlainEnvironment();
        processes = new ProcessTable(
                new ProcessCatalog(List.of(ProcessClasses.of(Count.class))),
                type -> new ProcessLimits(FOR_EVER, 1000, Integer.MAX_VALUE, 1, true),
                new OwnerOfAll(),
                environment,
                new WorkerPool(8, ProcessParts::daemon, environment::rollBackLeftOpen),
                TimeSource.SYSTEM,
                Duration.ofSeconds(5),
                null,
                new StateKeeper(
                        new NoStateStore(),
                        new SerialPayloadCodec(environment.classLoader(), 1024),
                        AllowedTypes.jdk(),
                        TimeSource.SYSTEM),
                10_000,
                new Journal(new NodeEvents(EventSink.NONE, Runnable::run)));
        host = processes.host("parts", "Count");
    }

    /** Ends its threads. */
    @TearDown
    public void end() {
        processes.close();
    }

    /** From the table to the process, its token, the handler and the answer, on the caller's thread. */
    @Benchmark
    public Object turn() {
        next = next == IDS - 1 ? 0 : next + 1;
        Answered message = new Answered(ids[next], HERE, null);
        host.submit(message, true);
        return message.value;
    }

    /** Messages through the mailbox of one process, to the pool and back: a message's share of a burst. */
    @Benchmark
    @OperationsPerInvocation(BURST)
    public void mailbox() throws InterruptedException {
        CountDownLatch all = new CountDownLatch(BURST);
        for (int i = 0; i < BURST; i++) {
            host.submit(new Answered("hot", 1L, all), true);
        }
        all.await();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "parts");
        thread.setDaemon(true);
        return thread;
    }

    private static final class OwnerOfAll implements ProcessRuntime {

        private final Lease lease = Lease.endless();

        @Override
        public String node() {
            return "n1";
        }

        @Override
        public long epoch() {
            return 1;
        }

        @Override
        public Lease lease() {
            return lease;
        }

        @Override
        public int shardOf(String id) {
            return 0;
        }

        @Override
        public boolean mayServe(String capability, String id) {
            return true;
        }
    }

    private static final class Answered extends Invocation {

        private final CountDownLatch all;
        private Object value;

        Answered(String id, Object payload, CountDownLatch all) {
            super("parts", "Count", id, null, payload, null, System.nanoTime() + FOR_EVER, Map.of(), null, null);
            this.all = all;
        }

        @Override
        public void succeed(ProcessRef process, Object result) {
            value = result;
            if (all != null) {
                all.countDown();
            }
        }

        @Override
        public void fail(Throwable failure) {
            throw new IllegalStateException(failure);
        }

        @Override
        public void reroute() {
            throw new IllegalStateException("it has gone");
        }
    }
}
