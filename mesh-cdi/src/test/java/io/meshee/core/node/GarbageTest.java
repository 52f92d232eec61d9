package io.meshee.core.node;

import com.sun.management.ThreadMXBean;
import io.meshee.api.Capability;
import io.meshee.api.Handle;
import io.meshee.api.Mesh;
import io.meshee.api.Request;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.TestCluster;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a warm local call leaves behind. Bytes, unlike times, do not depend on what else the machine does. */
class GarbageTest {

    private static final int IDS = 1000;
    private static final int CALLS = 20_000;
    private static final long MOST_BYTES = 176;

    @Capability("test")
    public static final class Counter {

        private int value = 1000; // the boxed ones below are not garbage

        @Handle
        public int add(Integer by) {
            value += by;
            return value;
        }
    }

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final List<Request<Integer>> requests = IntStream.range(0, IDS)
            .mapToObj(i -> Request.to(Counter.class, "p" + i).payload(1).returning(Integer.class))
            .toList();

    /** Until its handler has moved to the caller's thread a call leaves more, and what is not yet compiled may too. */
    @Test
    void a_warm_local_call_leaves_little_garbage() throws Exception {
        try (TestCluster cluster = new TestCluster()) {
            Mesh mesh = cluster.start("n1", Counter.class);

            Eventually.until("a call leaves " + MOST_BYTES + " bytes at most", () -> bytesPerCall(mesh) <= MOST_BYTES);
        }
    }

    private long bytesPerCall(Mesh mesh) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CALLS; i++) {
            mesh.call(requests.get(i % IDS));
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / CALLS;
    }
}
