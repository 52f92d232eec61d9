package io.meshee.core.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.Capability;
import io.meshee.api.CatchUp;
import io.meshee.api.Handle;
import io.meshee.api.ProcessKey;
import io.meshee.api.Schedule;
import io.meshee.core.codec.SerialPayloadCodec;
import io.meshee.core.handler.ProcessClass;
import io.meshee.core.node.MeshNode;
import io.meshee.core.shard.ShardHash;
import io.meshee.spi.ReminderStore;
import io.meshee.spi.ReminderStore.Entry;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.HandDrivenTime;
import io.meshee.testkit.ProcessClasses;
import io.meshee.testkit.TestCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** As many reminders as a busy cluster may have to fire at once. */
class ManyRemindersTest {

    private static final int COUNT = 100_000;
    private static final int MINUTE_MILLIS = 60_000;
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

    private final AtomicIntegerArray firings = new AtomicIntegerArray(COUNT);

    @Capability("bulk")
    static final class Bulk {

        private final ManyRemindersTest test;

        Bulk(ManyRemindersTest test) {
            this.test = test;
        }

        @Handle
        void remind(int number) {
            test.firings.incrementAndGet(number);
        }
    }

    @Test
    @Timeout(240)
    void a_hundred_thousand_reminders_of_one_minute_are_fired_once_each_by_two_nodes() throws Exception {
        HandDrivenTime time = new HandDrivenTime(NOON);
        try (TestCluster cluster = new TestCluster().time(time)) {
            fill(cluster.reminderStore());
            MeshNode n1 = cluster.start("n1", bulk());
            MeshNode n2 = cluster.start("n2", bulk());

            for (int second = 5; second <= 60; second += 5) { // more at once than may be under way at once
                time.advance(Duration.ofSeconds(5));
                int due = (int) ((long) COUNT * second / 60);
                Eventually.within(
                        Duration.ofSeconds(60),
                        due + " are fired by second " + second + ", not " + fired(n1, n2),
                        () -> fired(n1, n2) >= due);
            }
            Eventually.until(
                    "all is written down", () -> cluster.reminderStore().size() == 0);

            for (int i = 0; i < COUNT; i++) {
                assertThat(firings.get(i)).as("reminder " + i).isEqualTo(1);
            }
            for (MeshNode node : List.of(n1, n2)) {
                assertThat(node.status().reminders().fired()).isGreaterThan(COUNT / 4);
                assertThat(node.status().reminders().failed()).isZero();
                assertThat(node.status().reminders().mostInFlight()).isLessThanOrEqualTo(InFlight.CAPACITY);
            }
            assertThat(cluster.reminderStore().largestPage())
                    .isLessThanOrEqualTo(InFlight.CAPACITY + ReminderScheduler.PAGE);
        }
    }

    private static long fired(MeshNode... nodes) {
        return Stream.of(nodes)
                .mapToLong(node -> node.status().reminders().fired())
                .sum();
    }

    /** Five to a process, evenly over the minute; the nodes come later and have to find them. */
    private static void fill(ReminderStore store) throws Exception {
        SerialPayloadCodec codec = new SerialPayloadCodec(ManyRemindersTest.class.getClassLoader(), 1 << 20);
        for (int i = 0; i < COUNT; i++) {
            ProcessKey process = new ProcessKey("bulk", "Bulk", "p" + i / 5);
            Instant due = NOON.plusMillis((long) i * MINUTE_MILLIS / COUNT);
            Content content = new Content(i, new Schedule.Once(due), CatchUp.FIRE_ONCE, due, 0, codec.encode(i));
            store.put(
                    ShardHash.shardOf(process.id(), 256),
                    new Entry(process, "r" + i % 5, i + 1, due, content.encode()),
                    ReminderStore.NONE);
        }
    }

    private ProcessClass bulk() {
        return ProcessClasses.of(Bulk.class, () -> new Bulk(this));
    }
}
