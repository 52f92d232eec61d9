package io.meshee.benchmark.load;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** What calls and idle processes take of the heap. */
public final class Memory {

    private static final int WARM_CALLS = 200_000;
    private static final int CALLS = 100_000;
    private static final int COLLECTIONS = 3;

    private Memory() {}

    /** What a warm local call allocates on its caller's thread; in a system that runs it there, that is all of it. */
    public static String garbage(Subject subject) throws Exception {
        Subject.Calls calls = subject.calls(Row.LOCAL).orElseThrow();
        for (int i = 0; i < WARM_CALLS; i++) {
            calls.call(i);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CALLS; i++) {
            calls.call(i);
        }
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        return String.format(Locale.ROOT, "{\"bytesPerCall\":%.1f}", (double) bytes / CALLS);
    }

    /** What a process takes that is active and idle. */
    public static String idle(Subject subject, int count) throws Exception {
        subject.idle(1000);
        subject.endIdle();
        long before = used();
        long begin = System.nanoTime();
        int active = subject.idle(count);
        double seconds = (System.nanoTime() - begin) / 1e9;
        long after = used();
        subject.endIdle();
        return String.format(
                Locale.ROOT,
                "{\"processes\":%d,\"bytesPerProcess\":%.1f,\"heapUsed\":%d,\"heapMax\":%d,\"seconds\":%.2f}",
                active,
                (double) (after - before) / active,
                after,
                Runtime.getRuntime().maxMemory(),
                seconds);
    }

    private static long used() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
