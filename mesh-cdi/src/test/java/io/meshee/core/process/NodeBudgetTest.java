package io.meshee.core.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.Capability;
import io.meshee.api.Execution;
import io.meshee.api.Handle;
import io.meshee.api.Outcome;
import io.meshee.api.OverloadedException;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.Gate;
import io.meshee.testkit.ProcessClasses;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** All mailboxes of a node together hold three messages here. */
class NodeBudgetTest {

    private static final int MOST = 3;

    record Hold() implements Serializable {}

    record Work() implements Serializable {}

    @Capability("test")
    final class Subject {
        @Handle(execution = Execution.POOL)
        public void hold(Hold hold) {
            gate.pass();
        }

        @Handle(execution = Execution.CALLER)
        public String work(Work work) {
            return Thread.currentThread().getName();
        }
    }

    private final Gate gate = new Gate();
    private final Processes processes =
            new Processes(ProcessClasses.of(Subject.class, Subject::new), Processes.limits(), 64, MOST);

    @AfterEach
    void endProcesses() {
        gate.open();
        processes.close();
    }

    @Test
    void one_message_more_than_all_mailboxes_may_hold_is_refused_whosever_it_is() throws Exception {
        fill();

        assertThatThrownBy(() -> processes.send("fresh", new Hold()))
                .isInstanceOfSatisfying(OverloadedException.class, e -> {
                    assertThat(e.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
                    assertThat(e.retryAfter()).isPositive();
                })
                .hasMessageContaining("MESH00153")
                .hasMessageContaining("3 messages");
        assertThat(processes.table.queued()).isEqualTo(MOST);
        assertThat(processes.table.journal().counts().refused()).isEqualTo(1);
    }

    @Test
    void refused_messages_leave_no_process_behind() throws Exception {
        fill();

        for (int i = 0; i < 20; i++) {
            String id = "refused-" + i;
            assertThatThrownBy(() -> processes.post(id, new Work())).isInstanceOf(OverloadedException.class);
        }

        Eventually.until("only the busy one is left", () -> processes.host().size() == 1);
    }

    @Test
    void what_runs_on_its_callers_thread_needs_no_place() throws Exception {
        fill();

        assertThat(processes.send("fresh", new Work()).value())
                .isEqualTo(Thread.currentThread().getName());
    }

    @Test
    void a_place_is_free_again_once_its_message_was_taken_out() throws Exception {
        List<Message> waiting = fill();

        waiting.get(0).withdraw();
        processes.host().remove(waiting.get(0));

        assertThat(processes.table.queued()).isEqualTo(MOST - 1);
        processes.post("b", new Work());
    }

    @Test
    void all_places_are_free_again_once_what_waited_has_run() throws Exception {
        List<Message> waiting = fill();

        gate.open();
        for (Message message : waiting) {
            message.value();
        }

        assertThat(processes.table.queued()).isZero();
    }

    @Test
    void all_places_are_free_again_once_what_waited_was_sent_on_its_way_again() throws Exception {
        List<Message> waiting = fill();

        processes.disown("a");
        gate.open();

        Eventually.until("they are routed again", () -> waiting.stream().allMatch(message -> message.reroutes() == 1));
        assertThat(processes.table.queued()).isZero();
    }

    private List<Message> fill() throws Exception {
        processes.send("a", new Hold());
        gate.awaitArrivals(1);
        List<Message> waiting = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            waiting.add(processes.post("a", new Work()));
        }
        return waiting;
    }
}
