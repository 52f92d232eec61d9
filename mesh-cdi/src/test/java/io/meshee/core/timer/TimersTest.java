package io.meshee.core.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.Capability;
import io.meshee.api.Handle;
import io.meshee.api.PassivationReason;
import io.meshee.api.ProcessFailedException;
import io.meshee.api.ProcessTimer;
import io.meshee.api.Request;
import io.meshee.core.node.MeshNode;
import io.meshee.core.timer.Ticker.Plan;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.Gate;
import io.meshee.testkit.HandDrivenTime;
import io.meshee.testkit.ProcessClasses;
import io.meshee.testkit.TestCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Timers of an activation, by a clock that is turned by hand. */
class TimersTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    final List<String> ticks = new CopyOnWriteArrayList<>();
    final List<ProcessTimer> timers = new CopyOnWriteArrayList<>();
    final List<PassivationReason> passivations = new CopyOnWriteArrayList<>();
    final AtomicInteger activations = new AtomicInteger();
    final AtomicInteger probes = new AtomicInteger();
    final Gate gate = new Gate();

    private final HandDrivenTime time = new HandDrivenTime(Instant.parse("2030-01-01T00:00:00Z"));
    private final TestCluster cluster = new TestCluster().time(time);

    @AfterEach
    void close() {
        gate.open();
        cluster.close();
    }

    @Test
    void a_timer_sends_its_message_once_and_not_before_its_time() throws Exception {
        MeshNode node = start();
        plan(node, "a", "tick", SECOND, null);

        time.advance(Duration.ofMillis(999));
        settle(node, "a");
        assertThat(ticks).isEmpty();
        assertThat(timers.get(0).isActive()).isTrue();

        time.advance(Duration.ofMillis(1));
        awaitTicks(1);
        Eventually.until("the timer is over", () -> !timers.get(0).isActive());
        time.advance(Duration.ofDays(1).minusMinutes(1439));
        settle(node, "a");
        assertThat(ticks).hasSize(1);
    }

    @Test
    void a_periodic_timer_goes_on_until_it_is_cancelled() throws Exception {
        MeshNode node = start();
        plan(node, "a", "tick", Duration.ZERO, SECOND);
        awaitTicks(1);
        for (int beat = 2; beat <= 4; beat++) {
            time.advance(SECOND);
            awaitTicks(beat);
        }

        assertThat(order(node, "a", "cancel")).isTrue();
        assertThat(order(node, "a", "cancel")).isFalse();

        time.advance(Duration.ofSeconds(10));
        settle(node, "a");
        assertThat(ticks).hasSize(4);
    }

    @Test
    void beats_that_come_while_the_process_is_busy_are_left_out() throws Exception {
        MeshNode node = start();
        plan(node, "a", "tick", SECOND, SECOND);
        CompletableFuture<?> held = node.callAsync(request("a", "hold"));
        gate.awaitArrivals(1);

        for (int beat = 0; beat < 5; beat++) {
            time.advance(SECOND);
            settleTimers(node);
        }
        gate.open();
        held.join();

        awaitTicks(1);
        settle(node, "a");
        assertThat(ticks).hasSize(1);
        time.advance(SECOND);
        awaitTicks(2);
    }

    @Test
    void a_cancelled_timer_takes_its_message_out_of_the_mailbox() throws Exception {
        MeshNode node = start();
        plan(node, "a", "tick", SECOND, null);
        CompletableFuture<?> held = node.callAsync(request("a", "hold"));
        gate.awaitArrivals(1);
        time.advance(SECOND);
        settleTimers(node);

        assertThat(timers.get(0).cancel()).isTrue();
        gate.open();
        held.join();

        settle(node, "a");
        assertThat(ticks).isEmpty();
    }

    @Test
    void timers_end_with_their_activation() throws Exception {
        MeshNode node = start();
        plan(node, "a", "tick", SECOND, SECOND);
        order(node, "a", "passivate");
        Eventually.until("a ends", () -> passivations.size() == 1);

        time.advance(Duration.ofSeconds(5));
        settleTimers(node);

        assertThat(timers.get(0).isActive()).isFalse();
        settle(node, "a");
        assertThat(ticks).isEmpty();
        assertThat(activations).hasValue(2);
    }

    @Test
    void a_message_that_waits_when_the_activation_is_discarded_is_not_for_the_next_one() throws Exception {
        MeshNode node = start();
        plan(node, "a", "tick", SECOND, null);
        CompletableFuture<?> held = node.callAsync(request("a", "hold"));
        gate.awaitArrivals(1);
        CompletableFuture<?> failing = node.callAsync(request("a", "fail"));
        time.advance(SECOND);
        settleTimers(node);
        gate.open();
        held.join();

        assertThatThrownBy(failing::join).hasCauseInstanceOf(ProcessFailedException.class);
        settle(node, "a");
        assertThat(ticks).isEmpty();
    }

    @Test
    void a_timer_may_be_started_while_the_process_is_activated() throws Exception {
        MeshNode node = start();
        settle(node, "self-starting");

        time.advance(SECOND);

        awaitTicks(1);
    }

    @Test
    void timers_do_not_keep_an_idle_process() throws Exception {
        cluster.set("mesh.process.idle-timeout", "10s");
        MeshNode node = start();
        plan(node, "a", "tick", SECOND, SECOND);

        for (int beat = 1; beat <= 9; beat++) {
            time.advance(SECOND);
            awaitTicks(beat);
        }
        assertThat(passivations).isEmpty();

        Eventually.until("a is idle", () -> {
            time.advance(SECOND);
            settleTimers(node);
            return passivations.contains(PassivationReason.IDLE);
        });
    }

    @Test
    void a_failing_handler_ends_the_activation_and_its_timers() throws Exception {
        MeshNode node = start();
        plan(node, "a", "bad", SECOND, SECOND);

        time.advance(SECOND);
        awaitTicks(1);
        Eventually.until("the timer ends", () -> !timers.get(0).isActive());

        time.advance(SECOND);
        settle(node, "a");
        assertThat(ticks).hasSize(1);
        assertThat(activations).hasValue(2);
    }

    @Test
    void a_message_that_finds_no_room_is_sent_again() throws Exception {
        cluster.set("mesh.process.mailbox-capacity", "1");
        MeshNode node = start();
        plan(node, "a", "tick", SECOND, null);
        CompletableFuture<?> held = node.callAsync(request("a", "hold"));
        gate.awaitArrivals(1);
        CompletableFuture<?> queued =
                node.callAsync(Request.to(Ticker.class, "a").returning(Long.class));
        time.advance(SECOND);
        settleTimers(node);
        gate.open();
        held.join();
        queued.join();

        time.advance(Duration.ofMillis(100));

        awaitTicks(1);
    }

    @Test
    void wrong_timers_are_refused_with_the_name_of_the_process() throws Exception {
        cluster.set("mesh.process.mailbox-capacity", "2");
        MeshNode node = start();
        assertThatThrownBy(() -> plan(node, "a", "tick", Duration.ofSeconds(-1), null))
                .hasMessageContaining("MESH00801")
                .hasMessageContaining("tick/Ticker/a");
        assertThatThrownBy(() -> plan(node, "a", "tick", SECOND, Duration.ofSeconds(-1)))
                .hasMessageContaining("MESH00801");
        assertThatThrownBy(() -> plan(node, "a", "tick", SECOND, Duration.ZERO)).hasMessageContaining("MESH00801");
        assertThatThrownBy(() -> node.call(Request.to(Ticker.class, "a").payload(new Ticker.Unhandled())))
                .hasMessageContaining("MESH00132")
                .hasMessageContaining("java.lang.Integer");
    }

    @Test
    void an_activation_has_as_many_timers_as_its_mailbox_has_room() throws Exception {
        cluster.set("mesh.process.mailbox-capacity", "2");
        MeshNode node = start();
        plan(node, "a", "tick", SECOND, null);
        plan(node, "a", "tick", SECOND, null);

        assertThatThrownBy(() -> plan(node, "a", "tick", SECOND, null)).hasMessageContaining("MESH00800");
    }

    @Capability("tick")
    static final class Pool {

        private final TimersTest test;

        Pool(TimersTest test) {
            this.test = test;
        }

        @Handle
        ProcessTimer plan(String name) {
            return test.cluster.node("n1").currentContext().schedule(SECOND, name);
        }
    }

    @Test
    void a_pooled_process_has_no_timers() throws Exception {
        MeshNode node = cluster.start("n1", ProcessClasses.pooled(Pool.class, new Pool(this)));

        assertThatThrownBy(() -> node.call(Request.to(Pool.class, "a").payload("x")))
                .hasMessageContaining("MESH00802");
    }

    private MeshNode start() throws Exception {
        return cluster.start("n1", ProcessClasses.of(Ticker.class, () -> new Ticker(this)));
    }

    private static void plan(MeshNode node, String id, String name, Duration delay, Duration period) {
        node.call(Request.to(Ticker.class, id).payload(new Plan(name, delay, period)));
    }

    private static Request<Boolean> request(String id, String what) {
        return Request.to(Ticker.class, id).payload(what).returning(Boolean.class);
    }

    private static boolean order(MeshNode node, String id, String what) {
        return node.call(request(id, what)).value();
    }

    private void awaitTicks(int count) throws Exception {
        Eventually.until(count + " ticks, not " + ticks, () -> ticks.size() >= count);
        Eventually.until(
                "they are over, and their timers wait again",
                () -> cluster.node("n1").byHand().busy().isEmpty());
        assertThat(ticks).hasSize(count);
    }

    /** What was due when this began has been sent: timers fire in order, and one that is started now has fired. */
    private void settleTimers(MeshNode node) throws Exception {
        int before = probes.get();
        node.call(Request.to(Ticker.class, "probe").payload(new Plan("probe", Duration.ZERO, null)));
        Eventually.until("the probe fires", () -> probes.get() > before);
    }

    /** What was due when this began has been handled too, or never will be. */
    private void settle(MeshNode node, String id) throws Exception {
        settleTimers(node);
        node.call(Request.to(Ticker.class, id).returning(Long.class));
    }
}
