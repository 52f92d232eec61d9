package io.meshee.core.reminder;

import static io.meshee.core.reminder.Office.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.Activate;
import io.meshee.api.Capability;
import io.meshee.api.Durable;
import io.meshee.api.Handle;
import io.meshee.api.ProcessContext;
import io.meshee.api.ProcessKey;
import io.meshee.api.Reminder;
import io.meshee.api.Request;
import io.meshee.api.State;
import io.meshee.core.handler.ProcessClass;
import io.meshee.core.node.MeshNode;
import io.meshee.core.reminder.Planner.Note;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.Gate;
import io.meshee.testkit.HandDrivenTime;
import io.meshee.testkit.ProcessClasses;
import io.meshee.testkit.TestCluster;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A durable handler remembers for which times of a reminder it has run. */
class DurableReminderTest {

    private final HandDrivenTime time = new HandDrivenTime(NOON);
    private final Gate gate = new Gate();
    private final AtomicInteger runs = new AtomicInteger();

    @Durable
    @Capability("ledger")
    static final class Ledger {

        private final DurableReminderTest test;
        private ProcessContext self;

        @State
        private int interest;

        Ledger(DurableReminderTest test) {
            this.test = test;
        }

        @Activate
        void activate(ProcessContext context) {
            self = context;
        }

        @Handle
        int open(String reminder) {
            self.remind(Reminder.every(reminder, NOON.plusSeconds(60), Duration.ofSeconds(60), new Note("interest")));
            return interest;
        }

        @Handle
        int interest() {
            return interest;
        }

        @Handle
        void remind(Note note) {
            test.runs.incrementAndGet();
            test.gate.pass();
            interest++;
        }
    }

    @Test
    void a_time_that_was_handled_but_not_written_down_is_not_handled_again_by_the_next_owner() throws Exception {
        try (TestCluster cluster = new TestCluster().time(time)) {
            MeshNode n1 = cluster.start("n1", ledgers());
            MeshNode n2 = cluster.start("n2", ledgers());
            String id = TestCluster.idOwnedBy(n2, "ledger");
            n1.call(Request.to(Ledger.class, id).payload("interest"));
            time.advance(Duration.ofSeconds(60));
            gate.awaitArrivals(1);
            cluster.reminderStore().goDown();
            gate.open();
            Eventually.until("n2 has handled it", () -> n2.status().reminders().fired() == 1);

            cluster.kill("n2");
            cluster.reminderStore().comeUp();
            cluster.awaitMembers("n1");

            Eventually.until("n1 fires it again", () -> {
                time.advance(Duration.ofMillis(100));
                return n1.status().reminders().fired() == 1;
            });
            assertThat(n1.call(Request.to(Ledger.class, id).returning(Integer.class))
                            .value())
                    .isEqualTo(1);
            assertThat(runs).hasValue(1);

            time.advance(Duration.ofSeconds(60));
            Eventually.until("the next time is another one", () -> runs.get() == 2);
            assertThat(cluster.reminderStore().of(0, new ProcessKey("ledger", "Ledger", id)))
                    .hasSize(1);
        } finally {
            gate.open();
        }
    }

    private ProcessClass ledgers() {
        return ProcessClasses.of(Ledger.class, () -> new Ledger(this));
    }
}
