package io.meshee.benchmark.jmh;

import io.meshee.api.Reply;
import io.meshee.api.Request;
import io.meshee.core.node.MeshNode;
import io.meshee.testkit.TestCluster;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;

/** A node's local call, whole: 10,000 warm processes of one int each. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CallParts {

    private static final int IDS = 10_000;

    private final TestCluster cluster = new TestCluster();
    private MeshNode node;
    private List<Request<Integer>> requests;

    /** Whose turn it is. */
    @State(Scope.Thread)
    public static class Turn {

        private int next;

        int next() {
            next = next == IDS - 1 ? 0 : next + 1;
            return next;
        }
    }

    /** Starts a node of its own. */
    @Setup
    public void prepare() throws Exception {
        node = cluster.start("n1", Count.class);
        requests = IntStream.range(0, IDS)
                .mapToObj(i -> Request.to(Count.class, "p" + i).payload(1).returning(Integer.class))
                .toList();
    }

    /** Stops it. */
    @TearDown
    public void end() {
        cluster.close();
    }

    /** Waits for the answer. */
    @Benchmark
    public Reply<Integer> call(Turn turn) {
        return node.call(requests.get(turn.next()));
    }

    /** Waits for the answer of one process that 63 others call too: the time of one call, of which 64 are under way. */
    @Benchmark
    @Threads(64)
    public Reply<Integer> hotCall() {
        return node.call(requests.get(0));
    }

    /** Gets a future, which is complete. */
    @Benchmark
    public CompletableFuture<Reply<Integer>> callAsync(Turn turn) {
        return node.callAsync(requests.get(turn.next()));
    }

    /** Makes the request as well. */
    @Benchmark
    public Reply<Integer> requestAndCall(Turn turn) {
        return node.call(Request.to(Count.class, "p" + turn.next()).payload(1).returning(Integer.class));
    }
}
