package io.meshee.core.reminder;

import static io.meshee.core.reminder.Office.NOON;
import static io.meshee.core.reminder.Office.in;
import static io.meshee.core.reminder.Office.key;
import static io.meshee.core.reminder.Office.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.CatchUp;
import io.meshee.api.InvalidRequestException;
import io.meshee.api.ProcessKey;
import io.meshee.api.Reminder;
import io.meshee.api.Request;
import io.meshee.api.Schedule;
import io.meshee.core.codec.SerialPayloadCodec;
import io.meshee.core.node.MeshNode;
import io.meshee.core.reminder.Office.Fired;
import io.meshee.core.reminder.Planner.Plan;
import io.meshee.core.time.TimeSource;
import io.meshee.spi.ReminderStore.Entry;
import io.meshee.testkit.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reminders on one node. */
class RemindersTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Office office = new Office();

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void a_reminder_is_fired_once_at_its_time_and_tells_which_it_is() throws Exception {
        MeshNode node = office.start("n1");
        office.once(node, "a", in(MINUTE), "hello");

        office.advance(MINUTE.minusMillis(2));
        office.settle(node, "a");
        assertThat(office.fired).isEmpty();

        office.advance(SECOND);
        office.awaitFirings(1);
        office.advance(MINUTE);
        office.settle(node, "a");
        assertThat(office.fired).containsExactly(new Fired("a", "hello", "once", in(MINUTE)));
        Eventually.until("nothing is left", () -> office.store.of(0, key("a")).isEmpty());
        assertThat(node.status().reminders().failed()).isZero();
    }

    @Test
    void a_reminder_wakes_a_process_that_was_passivated() throws Exception {
        MeshNode node = office.start("n1");
        office.once(node, "a", in(MINUTE), "hello");
        node.call(order("a", "passivate"));
        Eventually.until("a ends", () -> office.passivated.contains("a"));

        office.advance(MINUTE);

        office.awaitFirings(1);
    }

    @Test
    void a_period_goes_on_and_each_time_is_fired_once() throws Exception {
        MeshNode node = office.start("n1");
        office.every(node, "a", in(SECOND), SECOND, CatchUp.FIRE_ONCE, "beat");

        for (int beat = 1; beat <= 5; beat++) {
            office.advance(SECOND);
            office.awaitFirings(beat);
            awaitNothingInFlight(node);
        }

        office.settle(node, "a");
        assertThat(office.fired)
                .extracting(Fired::due)
                .containsExactly(
                        in(SECOND),
                        in(SECOND.multipliedBy(2)),
                        in(SECOND.multipliedBy(3)),
                        in(SECOND.multipliedBy(4)),
                        in(SECOND.multipliedBy(5)));
    }

    @Test
    void a_page_that_shows_a_reminder_as_it_was_before_it_was_fired_does_not_fire_it_again() throws Exception {
        MeshNode node = office.start("n1");
        office.once(node, "a", in(SECOND), "hold");
        office.plan(node, "a", new Plan("other", in(SECOND.multipliedBy(2)), null, null, CatchUp.FIRE_ONCE, "other"));
        office.advance(SECOND);
        office.gate.awaitArrivals(1);
        office.store.afterNextPage(() -> {
            office.gate.open();
            try {
                awaitNothingInFlight(node);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        office.advance(SECOND);

        office.awaitFirings(2);
        awaitNothingInFlight(node);
        office.settle(node, "a");
        assertThat(office.fired).extracting(Fired::name).containsExactly("once", "other");
    }

    @Test
    void a_calendar_is_followed() throws Exception {
        MeshNode node = office.start("n1");
        office.plan(node, "a", new Plan("cal", null, null, "1st Sun", CatchUp.FIRE_ONCE, "sunday"));

        office.advance(Duration.ofDays(5));
        office.awaitFirings(1);

        assertThat(office.fired.get(0).due()).isEqualTo(Instant.parse("2030-01-06T00:00:00Z"));
        awaitNothingInFlight(node);
        assertThat(node.call(order("a", "list")).value()).isEqualTo(List.of("cal 2030-02-03T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"FIRE_ONCE | 2030-01-03", "FIRE_ALL | 2030-01-03 2030-01-05 2030-01-07", "SKIP | ''"})
    void missed_times_of_a_calendar_are_made_up_for_as_those_of_a_period_are(CatchUp catchUp, String fired)
            throws Exception {
        MeshNode node = office.start("n1");
        office.plan(node, "a", new Plan("cal", null, null, "3,5,7", catchUp, "day"));

        office.advance(Duration.ofDays(7));
        Eventually.until(
                "only the next month is to come",
                () -> node.call(order("a", "list")).value().equals(List.of("cal 2030-02-03T00:00:00Z")));
        awaitNothingInFlight(node);

        assertThat(office.fired)
                .extracting(each ->
                        each.due().atOffset(ZoneOffset.UTC).toLocalDate().toString())
                .containsExactlyElementsOf(fired.isEmpty() ? List.of() : List.of(fired.split(" ")));
    }

    @Test
    void of_missed_times_the_first_is_fired_by_default() throws Exception {
        MeshNode node = office.start("n1");
        office.every(node, "a", in(MINUTE), MINUTE, CatchUp.FIRE_ONCE, "beat");

        office.advance(MINUTE.multipliedBy(5).plusSeconds(30));
        office.awaitFirings(1);
        awaitNothingInFlight(node);
        office.settle(node, "a");
        assertThat(office.fired).extracting(Fired::due).containsExactly(in(MINUTE));

        office.advance(SECOND.multipliedBy(30));
        office.awaitFirings(2);
        assertThat(office.fired.get(1).due()).isEqualTo(in(MINUTE.multipliedBy(6)));
    }

    @Test
    void all_missed_times_are_fired_if_so_wanted() throws Exception {
        MeshNode node = office.start("n1");
        office.every(node, "a", in(MINUTE), MINUTE, CatchUp.FIRE_ALL, "beat");

        office.advance(MINUTE.multipliedBy(3).plusSeconds(30));
        office.awaitFirings(3);
        awaitNothingInFlight(node);
        office.settle(node, "a");

        assertThat(office.fired)
                .extracting(Fired::due)
                .containsExactly(in(MINUTE), in(MINUTE.multipliedBy(2)), in(MINUTE.multipliedBy(3)));
    }

    @Test
    void missed_times_are_left_out_if_so_wanted() throws Exception {
        MeshNode node = office.start("n1");
        office.every(node, "a", in(MINUTE), MINUTE, CatchUp.SKIP, "beat");
        office.plan(node, "b", new Plan("once", in(MINUTE), null, null, CatchUp.SKIP, "gone"));

        office.advance(MINUTE.multipliedBy(3).plusSeconds(11));
        Eventually.until("both are skipped", () -> node.status().reminders().skipped() == 2);
        awaitNothingInFlight(node);
        assertThat(office.store.of(0, key("b"))).isEmpty();
        assertThat(office.fired).isEmpty();

        office.advance(SECOND.multipliedBy(49).plusSeconds(9));
        office.awaitFirings(1);
        assertThat(office.fired).extracting(Fired::due).containsExactly(in(MINUTE.multipliedBy(4)));
    }

    @Test
    void a_cancelled_reminder_is_not_fired() throws Exception {
        MeshNode node = office.start("n1");
        office.once(node, "a", in(MINUTE), "hello");

        assertThat(office.cancel(node, "a", "once")).isTrue();
        assertThat(office.cancel(node, "a", "once")).isFalse();

        office.advance(MINUTE);
        office.settle(node, "a");
        assertThat(office.fired).isEmpty();
    }

    @Test
    void a_reminder_that_is_cancelled_while_its_message_waits_does_not_begin() throws Exception {
        MeshNode node = office.start("n1");
        office.once(node, "a", in(MINUTE), "hello");
        CompletableFuture<?> held = node.callAsync(order("a", "hold"));
        office.gate.awaitArrivals(1);
        CompletableFuture<?> cancelling =
                node.callAsync(Request.to(Planner.class, "a").payload(new Planner.Cancel("once")));
        office.advance(MINUTE);
        office.settle(node);
        office.gate.open();
        held.join();
        cancelling.join();

        office.settle(node, "a");
        assertThat(office.fired).isEmpty();
        awaitNothingInFlight(node);
    }

    @Test
    void a_handler_that_cancels_its_own_reminder_ends_it() throws Exception {
        MeshNode node = office.start("n1");
        office.every(node, "a", in(SECOND), SECOND, CatchUp.FIRE_ONCE, "cancel");
        office.advance(SECOND);
        office.awaitFirings(1);
        awaitNothingInFlight(node);

        assertThat(office.store.of(0, key("a"))).isEmpty();
    }

    @Test
    void setting_a_reminder_again_replaces_it() throws Exception {
        MeshNode node = office.start("n1");
        office.once(node, "a", in(MINUTE), "old");
        office.once(node, "a", in(MINUTE.multipliedBy(2)), "new");

        office.advance(MINUTE);
        office.settle(node, "a");
        assertThat(office.fired).isEmpty();
        assertThat(node.call(order("a", "list")).value()).isEqualTo(List.of("once " + in(MINUTE.multipliedBy(2))));

        office.advance(MINUTE);
        office.awaitFirings(1);
        assertThat(office.fired.get(0).text()).isEqualTo("new");
    }

    @Test
    void what_was_removed_while_its_handler_ran_is_not_brought_back() throws Exception {
        MeshNode node = office.start("n1");
        office.every(node, "a", in(SECOND), SECOND, CatchUp.FIRE_ONCE, "hold");
        office.advance(SECOND);
        office.gate.awaitArrivals(1);
        Entry entry = office.store.of(0, key("a")).get(0);
        assertThat(office.store.remove(node.shardFor("a"), key("a"), "every", entry.version()))
                .isTrue();

        office.gate.open();
        awaitNothingInFlight(node);

        assertThat(office.store.of(0, key("a"))).isEmpty();
    }

    @Test
    void a_handler_that_throws_counts_as_fired() throws Exception {
        MeshNode node = office.start("n1");
        office.every(node, "a", in(MINUTE), MINUTE, CatchUp.FIRE_ONCE, "fail");
        office.advance(MINUTE);
        office.awaitFirings(1);
        awaitNothingInFlight(node);
        office.advance(SECOND.multipliedBy(30));
        office.settle(node, "a");

        assertThat(office.fired).hasSize(1);
        assertThat(node.status().reminders().failed()).isEqualTo(1);
        office.advance(SECOND.multipliedBy(30));
        office.awaitFirings(2);
    }

    @Test
    void what_could_not_be_delivered_is_tried_again_after_growing_pauses() throws Exception {
        MeshNode node = office.start("n1");
        office.failingActivations.put("a", 1_000);
        office.store.put(node.shardFor("a"), entry("a", NOON), 0);

        Eventually.until("it is found, and tried", () -> {
            office.advance(Duration.ofMillis(10));
            return node.status().reminders().deferred() == 1;
        });
        awaitNothingInFlight(node);
        office.advance(Duration.ofMillis(1100));
        Eventually.until("tried again", () -> node.status().reminders().deferred() == 2);
        awaitNothingInFlight(node);
        office.advance(Duration.ofMillis(1100));
        office.settle(node);
        assertThat(node.status().reminders().deferred()).isEqualTo(2);

        office.failingActivations.remove("a");
        office.advance(Duration.ofMillis(1000));
        office.awaitFirings(1);
        assertThat(office.fired.get(0).due()).isEqualTo(NOON);
    }

    @Test
    void what_cannot_be_read_is_kept_and_harms_nothing_else() throws Exception {
        MeshNode node = office.start("n1");
        int shard = node.shardFor("a");
        Entry good = entry("a", NOON);
        office.store.put(shard, new Entry(key("a"), "garbage", 7, NOON, new byte[] {9, 9}), 0);
        Content strange =
                new Content(1, new Schedule.Once(NOON), CatchUp.FIRE_ONCE, NOON, 0, new byte[] {(byte) 200, 1, 2});
        office.store.put(shard, new Entry(key("a"), "payload", 8, NOON, strange.encode()), 0);
        office.store.put(shard, new Entry(new ProcessKey("plan", "Gone", "a"), "class", 9, NOON, good.content()), 0);
        office.store.put(shard, good, 0);

        Eventually.until("the good one is fired", () -> {
            office.advance(Duration.ofMillis(10));
            return !office.fired.isEmpty();
        });
        Eventually.until(
                "two could not be delivered", () -> node.status().reminders().deferred() >= 2);
        awaitNothingInFlight(node);

        assertThat(office.store.of(shard, key("a"))).extracting(Entry::name).containsExactly("garbage", "payload");
        assertThat(office.store.of(shard, new ProcessKey("plan", "Gone", "a"))).hasSize(1);
    }

    @Test
    void forgetting_a_process_forgets_its_reminders() throws Exception {
        MeshNode node = office.start("n1");
        office.once(node, "a", in(MINUTE), "hello");
        office.every(node, "a", in(MINUTE), MINUTE, CatchUp.FIRE_ALL, "beat");

        node.forget(key("a"));

        assertThat(office.store.of(0, key("a"))).isEmpty();
    }

    @Test
    void a_store_that_is_down_delays_reminders_and_doubles_none() throws Exception {
        MeshNode node = office.start("n1");
        office.once(node, "a", in(MINUTE), "hello");
        office.every(node, "b", in(MINUTE), MINUTE, CatchUp.FIRE_ONCE, "hold");
        office.advance(MINUTE);
        office.gate.awaitArrivals(1);
        office.awaitFirings(2);
        office.once(node, "c", in(MINUTE.plusSeconds(10)), "while down");
        office.store.goDown();
        office.gate.open();
        office.advance(SECOND.multipliedBy(10));
        Eventually.until(
                "b waits to be settled", () -> node.status().reminders().fired() == 2);
        assertThatThrownBy(() -> office.once(node, "a", in(MINUTE), "hello")).hasMessageContaining("MESH00813");

        office.store.comeUp();

        Eventually.until("c is fired", () -> {
            office.advance(SECOND);
            return office.fired.size() == 3;
        });
        awaitNothingInFlight(node);
        office.settle(node, "b");
        assertThat(office.fired).hasSize(3);
    }

    @Test
    void what_was_put_past_its_owner_is_found_by_and_by() throws Exception {
        MeshNode node = office.start("n1");
        office.store.put(node.shardFor("a"), entry("a", NOON), 0);

        Eventually.until("it is fired", () -> {
            office.advance(Duration.ofMillis(100));
            return !office.fired.isEmpty();
        });
    }

    @Test
    void a_wall_clock_that_steps_back_keeps_nobody_from_looking_once_a_second() throws Exception {
        MeshNode node = office.start("n1");
        office.settle(node);
        office.time.step(Duration.ofDays(-365));
        office.store.put(node.shardFor("a"), entry("a", NOON.minus(Duration.ofDays(400))), 0);

        Eventually.until("it is fired", () -> {
            office.advance(Duration.ofMillis(100));
            return !office.fired.isEmpty();
        });
    }

    @Test
    void what_a_wall_clock_has_stepped_over_is_fired_and_not_again_when_it_steps_back() throws Exception {
        MeshNode node = office.start("n1");
        office.once(node, "a", in(MINUTE), "hello");
        office.every(node, "b", in(MINUTE), MINUTE.multipliedBy(10), CatchUp.FIRE_ONCE, "beat");

        office.time.step(MINUTE.multipliedBy(5));
        office.awaitFirings(2);
        awaitNothingInFlight(node);
        office.time.step(MINUTE.multipliedBy(-5));
        office.advance(MINUTE.multipliedBy(2));
        office.settle(node, "a");
        office.settle(node, "b");
        assertThat(office.fired).hasSize(2);

        office.advance(MINUTE.multipliedBy(9));
        office.awaitFirings(3);
        assertThat(office.fired.get(2).due()).isEqualTo(in(MINUTE.multipliedBy(11)));
    }

    @Test
    void a_node_with_nothing_due_asks_the_store_once_a_second_however_many_shards_it_has() throws Exception {
        office.cluster.set("mesh.shards", "65536");
        MeshNode node = office.start("n1");
        office.once(node, "a", in(Duration.ofDays(400)), "far");
        office.settle(node);
        Eventually.until("all is quiet", () -> node.status().reminders().inFlight() == 0);
        int before = office.store.readings();
        for (int i = 1; i <= 20; i++) {
            int seconds = i;
            office.advance(SECOND);
            Eventually.until("the node has looked", () -> office.store.readings() >= before + seconds);
        }
        assertThat(office.store.readings() - before).isBetween(20, 21);
    }

    @Test
    void wrong_reminders_are_refused_with_process_and_rule() throws Exception {
        MeshNode node = office.start("n1");
        assertThatThrownBy(() -> Reminder.every("x", NOON, Duration.ofMillis(-1), null))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("MESH00810");
        assertThatThrownBy(() -> Reminder.every("x", NOON, Duration.ofMillis(999), null))
                .hasMessageContaining("MESH00810");
        assertThatThrownBy(() -> Reminder.once("x", Instant.MAX, null)).hasMessageContaining("MESH00810");
        assertThatThrownBy(() -> Reminder.once(" ", NOON, null)).hasMessageContaining("MESH00102");
        assertThatThrownBy(() -> office.plan(node, "a", new Plan("cal", null, null, "0,1", CatchUp.FIRE_ONCE, "x")))
                .hasMessageContaining("MESH00811: reminder of plan/Planner/a: \"cal\": day_of_month \"0,1\"");
        assertThatThrownBy(() -> node.call(Request.to(Planner.class, "a").payload(new Planner.Unhandled())))
                .hasMessageContaining("MESH00132");
        assertThat(office.store.size()).isZero();
    }

    @Test
    void a_process_has_a_hundred_reminders_at_most() throws Exception {
        MeshNode node = office.start("n1");
        for (int i = 0; i < ReminderBook.MOST; i++) {
            office.plan(node, "a", new Plan("r" + i, in(MINUTE), null, null, CatchUp.FIRE_ONCE, "x"));
        }
        assertThatThrownBy(() -> office.once(node, "a", in(MINUTE), "one more")).hasMessageContaining("MESH00812");
        office.plan(node, "a", new Plan("r7", in(SECOND), null, null, CatchUp.FIRE_ONCE, "replaced"));
        assertThat(office.store.size()).isEqualTo(ReminderBook.MOST);
    }

    @Test
    void by_the_machine_s_own_clock_a_reminder_is_less_than_a_second_late_and_never_early() throws Exception {
        office.cluster.time(TimeSource.SYSTEM);
        MeshNode node = office.start("n1");
        Instant due = Instant.now().plusMillis(300).truncatedTo(ChronoUnit.MILLIS);
        office.once(node, "a", due, "hello");

        office.awaitFirings(1);

        assertThat(office.arrival).isBetween(due, due.plusSeconds(1));
    }

    private static Entry entry(String id, Instant due) throws Exception {
        byte[] payload =
                new SerialPayloadCodec(RemindersTest.class.getClassLoader(), 1 << 20).encode(new Planner.Note("put"));
        Content content = new Content(1, new Schedule.Once(due), CatchUp.FIRE_ONCE, due, 0, payload);
        return new Entry(key(id), "put", 5, due, content.encode());
    }

    private static void awaitNothingInFlight(MeshNode node) throws Exception {
        Eventually.until("nothing is in flight", () -> node.status().reminders().inFlight() == 0);
    }
}
