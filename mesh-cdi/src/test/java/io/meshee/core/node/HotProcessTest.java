package io.meshee.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.Capability;
import io.meshee.api.Execution;
import io.meshee.api.Handle;
import io.meshee.api.Request;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.Gate;
import io.meshee.testkit.ProcessClasses;
import io.meshee.testkit.TestCluster;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many callers of one process whose handler is fast. */
class HotProcessTest {

    private static final int CALLERS = 16;
    private static final int CALLS = 2000;

    /** Which number a call got, and whether its handler ran on the thread that made it. */
    record Turn(int number, boolean here) implements Serializable {}

    record Hold() implements Serializable {}

    @Capability("test")
    final class Hot {

        private int turns;

        @Handle
        public Turn next(Long caller) {
            return new Turn(turns++, Thread.currentThread().getId() == caller);
        }

        @Handle(execution = Execution.POOL)
        public void hold(Hold message) {
            hold.pass();
        }
    }

    private final TestCluster cluster = new TestCluster();
    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    private final Gate hold = new Gate();
    private MeshNode mesh;

    @BeforeEach
    void startNode() throws Exception {
        mesh = cluster.start("n1", ProcessClasses.of(Hot.class, Hot::new));
        Eventually.until("its handler is known to be fast", () -> call().here());
    }

    @AfterEach
    void endAll() {
        hold.open();
        callers.shutdownNow();
        cluster.close();
    }

    /** They are behind each other first; where they were woken one by one they would stay so. */
    @Test
    void callers_that_queue_come_to_run_their_messages_themselves() throws Exception {
        List<Turn> turns = callFromAll();

        assertThat(turns.stream().filter(Turn::here).count()).isGreaterThan(CALLERS * CALLS / 2);
    }

    @Test
    void each_call_runs_once() throws Exception {
        int before = call().number();

        List<Turn> turns = callFromAll();

        Set<Integer> numbers = new HashSet<>();
        turns.forEach(turn -> numbers.add(turn.number()));
        assertThat(numbers).hasSize(CALLERS * CALLS);
        assertThat(call().number()).isEqualTo(before + CALLERS * CALLS + 1);
    }

    /** Their first messages are all queued before one of them runs. */
    private List<Turn> callFromAll() throws Exception {
        mesh.cast(Request.to(Hot.class, "hot").payload(new Hold()));
        hold.awaitArrivals(1);
        List<Future<List<Turn>>> all = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            all.add(callers.submit(this::callInARow));
        }
        Eventually.until("all of them wait", () -> mesh.status().queued() == CALLERS);
        hold.open();
        List<Turn> turns = new ArrayList<>();
        for (Future<List<Turn>> one : all) {
            turns.addAll(one.get());
        }
        return turns;
    }

    private List<Turn> callInARow() {
        List<Turn> turns = new ArrayList<>(CALLS);
        for (int i = 0; i < CALLS; i++) {
            turns.add(call());
        }
        return turns;
    }

    private Turn call() {
        return mesh.call(Request.to(Hot.class, "hot")
                        .payload(Thread.currentThread().getId())
                        .returning(Turn.class))
                .value();
    }
}
