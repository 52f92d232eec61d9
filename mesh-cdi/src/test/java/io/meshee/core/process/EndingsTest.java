package io.meshee.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.Capability;
import io.meshee.api.Execution;
import io.meshee.api.Handle;
import io.meshee.api.Passivate;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.Gate;
import io.meshee.testkit.ProcessClasses;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ends that take long, of many processes at once, on a node with few threads for handlers. */
@Timeout(60)
class EndingsTest {

    private static final int THREADS = 4;
    private static final int LIMIT = 600;

    record Work() implements Serializable {}

    record Block() implements Serializable {}

    record Here() implements Serializable {}

    @Capability("test")
    final class Subject {

        @Handle(execution = Execution.CALLER)
        public void here(Here message) {}

        @Handle(execution = Execution.POOL)
        public String work(Work message) {
            return Thread.currentThread().getName();
        }

        @Handle(execution = Execution.POOL)
        public void block(Block message) {
            handlers.pass();
        }

        @Passivate
        void passivate() {
            endings.pass();
        }
    }

    private final Gate handlers = new Gate();
    private final Gate endings = new Gate();
    private final Processes processes =
            new Processes(ProcessClasses.of(Subject.class, Subject::new), Processes.limits(1000, LIMIT), THREADS);

    @AfterEach
    void end() {
        handlers.open();
        endings.open();
        processes.close();
    }

    @Test
    void handlers_find_threads_while_many_processes_end() throws Exception {
        List<String> many = IntStream.range(0, 500).mapToObj(i -> "moved-" + i).toList();
        for (String id : many) {
            processes.send(id, new Work()).value();
        }
        many.forEach(processes::disown);
        endings.awaitArrivals(THREADS + 1);

        for (int i = 0; i < 50; i++) {
            assertThat(processes.send("stays-" + i, new Work()).value()).isNotNull();
        }
    }

    @Test
    void processes_end_while_handlers_have_every_thread_and_deadlines_are_kept_meanwhile() throws Exception {
        processes.send("moves", new Work()).value();
        for (int i = 1; i < THREADS; i++) {
            processes.send("blocked-" + i, new Block());
        }
        processes.send("interrupted", new Block(), Duration.ofSeconds(1));
        handlers.awaitArrivals(THREADS);
        processes.disown("moves");

        endings.awaitArrivals(1);

        Eventually.until("the one is interrupted", () -> handlers.interruptions() == 1);
    }

    /** A slow store, say: what waits to be saved has done nothing wrong, and must not end unsaved for it. */
    @Test
    void a_process_that_waits_for_its_end_is_not_fenced() throws Exception {
        List<String> many = IntStream.range(0, 100).mapToObj(i -> "moved-" + i).toList();
        for (String id : many) {
            processes.send(id, new Work()).value();
        }
        many.forEach(processes::disown);
        endings.awaitArrivals(THREADS);

        processes.host().fenceForeign();
        endings.open();

        Eventually.until("all are gone", () -> processes.host().size() == 0);
        assertThat(endings.arrivals()).as("how many ran their last method").isEqualTo(100);
        assertThat(processes.table.journal().counts().fenced()).isZero();
    }

    @Test
    void no_more_end_to_make_room_than_have_to_while_handlers_have_every_thread() throws Exception {
        for (int i = 0; i < THREADS; i++) {
            processes.send("blocked-" + i, new Block());
        }
        handlers.awaitArrivals(THREADS);
        for (int i = THREADS; i < LIMIT; i++) {
            processes.send("idle-" + i, new Here()).value();
        }
        assertThat(processes.send("refused", new Work()).failure()).hasMessageContaining("MESH00151");

        for (int i = 0; i < 5; i++) {
            processes.send("new-" + i, new Here()).value();
        }

        int over = processes.host().size() - LIMIT;
        endings.awaitArrivals(over);
        assertThat(endings.arrivals()).isEqualTo(over);
    }
}
