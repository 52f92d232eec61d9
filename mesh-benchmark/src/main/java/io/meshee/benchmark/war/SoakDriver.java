package io.meshee.benchmark.war;

import io.meshee.api.Mesh;
import io.meshee.api.MeshException;
import io.meshee.api.Outcome;
import io.meshee.api.Request;
import io.meshee.benchmark.load.SteadyLoad;
import io.meshee.benchmark.load.TurningIds;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;

/** One load at a time from this node on processes of all nodes. */
@ApplicationScoped
public class SoakDriver {

    @Inject
    Mesh mesh;

    @Inject
    Turnover turnover;

    @Resource
    ManagedThreadFactory threads;

    private final LongAdder notExecuted = new LongAdder();
    private SteadyLoad load;

    /** Starts it. */
    public synchronized void start(int callers, double rate, TurningIds ids) {
        if (load != null) {
            throw new IllegalStateException("there is a load already");
        }
        notExecuted.reset();
        load = new SteadyLoad(threads, callers, rate, ids, this::call);
    }

    private void call(int id) {
        try {
            mesh.call(to(id).payload(1));
        } catch (MeshException e) {
            if (e.outcome() == Outcome.NOT_EXECUTED) {
                notExecuted.increment();
            }
            throw e;
        }
    }

    /** How it goes: latencies are of the time since the last look, in microseconds, counts are sums. */
    public synchronized String look(boolean collect) {
        Histogram latencies = load.latencies();
        String failure = load.firstFailure().map(Exception::toString).orElse("").replaceAll("[\"\\\\\\p{Cntrl}]", " ");
        if (collect) {
            System.gc();
        }
        return String.format(
                Locale.ROOT,
                "{\"answered\":%d,\"failed\":%d,\"notExecuted\":%d,\"activations\":%d,\"passivations\":%d,\"p50\":%.1f,\"p99\":%.1f,"
                        + "\"max\":%.1f,\"heap\":%d,\"failure\":\"%s\"}",
                load.answered(),
                load.failed(),
                notExecuted.sum(),
                turnover.activations(),
                turnover.passivations(),
                latencies.getValueAtPercentile(50) / 1000.0,
                latencies.getValueAtPercentile(99) / 1000.0,
                latencies.getMaxValue() / 1000.0,
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                failure);
    }

    /** Ends the load, once the calls under way have ended, and looks a last time: another may come. */
    public synchronized String stop() throws InterruptedException {
        load.stop();
        String last = look(false);
        load = null;
        return last;
    }

    @PreDestroy
    synchronized void end() {
        if (load != null) {
            try {
                load.stop();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the server cannot wait any longer
            }
        }
    }

    /** What processes have counted: those from the first id on, and before the last. */
    public long sum(int from, int to) {
        long sum = 0;
        for (int id = from; id < to; id++) {
            sum += mesh.call(to(id).returning(Long.class)).value();
        }
        return sum;
    }

    private static Request<Object> to(int id) {
        return Request.to(Lasting.class, "lasting-" + id);
    }
}
