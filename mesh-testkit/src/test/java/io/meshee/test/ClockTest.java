package io.meshee.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.ProcessKey;
import io.meshee.api.Request;
import io.meshee.test.Account.Appoint;
import io.meshee.test.Account.Deposit;
import io.meshee.test.Account.Remind;
import io.meshee.test.Account.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Time is what the test says, and what is due is done when the clock has been turned. */
@MeshTest(
        value = Account.class,
        nodes = {"n1", "n2"})
class ClockTest {

    private static final Instant BEGIN = Instant.parse("2030-01-01T00:00:00Z");
    private static final ProcessKey KEY = new ProcessKey("account", "Account", "a");

    @Supply
    private final Diary diary = new Diary();

    @RepeatedTest(20)
    void an_idle_process_is_passivated_at_its_time_and_not_before(MeshKit mesh) {
        mesh.mesh().call(request(new Deposit(5)));

        mesh.clock().advance(Duration.ofMinutes(15).minusNanos(1));
        assertThat(mesh.activeOn(KEY)).isPresent();

        mesh.clock().advance(Duration.ofNanos(1));
        assertThat(mesh.activeOn(KEY)).isEmpty();
        assertThat(diary.notes()).last().isEqualTo("passivated IDLE at " + BEGIN.plus(Duration.ofMinutes(15)));
        assertThat(mesh.mesh().call(request(new Deposit(1))).value()).isEqualTo(6);
    }

    @Test
    void an_idle_process_is_passivated_at_its_own_time_however_far_the_clock_is_turned(MeshKit mesh) {
        mesh.mesh().call(request(new Deposit(5)));

        mesh.clock().advance(Duration.ofDays(1));

        assertThat(diary.notes()).last().isEqualTo("passivated IDLE at " + BEGIN.plus(Duration.ofMinutes(15)));
        assertThat(mesh.clock().instant()).isEqualTo(BEGIN.plus(Duration.ofDays(1)));
    }

    @RepeatedTest(20)
    void a_timer_beats_at_each_of_its_times(MeshKit mesh) {
        mesh.mesh().call(request(new Remind(Duration.ofMinutes(1), Duration.ofMinutes(2))));

        mesh.clock().advance(Duration.ofMinutes(6));

        assertThat(diary.notes())
                .filteredOn(note -> note.startsWith("chimed"))
                .containsExactlyElementsOf(IntStream.of(1, 3, 5)
                        .mapToObj(minute -> "chimed at " + BEGIN.plus(Duration.ofMinutes(minute)))
                        .toList());
    }

    @Test
    void a_timer_without_delay_beats_without_time_passing(MeshKit mesh) {
        mesh.mesh().call(request(new Remind(Duration.ZERO, null)));

        mesh.clock().advance(Duration.ZERO);

        assertThat(diary.notes()).contains("chimed at " + BEGIN);
    }

    @RepeatedTest(20)
    void a_reminder_comes_at_its_time_though_its_node_has_crashed(MeshKit mesh) {
        Instant tomorrow = BEGIN.plus(Duration.ofDays(1));
        String node =
                mesh.mesh().call(request(new Appoint(tomorrow, null))).process().node();
        mesh.crash(node);

        mesh.clock().advance(Duration.ofDays(1).minusNanos(1));
        assertThat(diary.notes()).noneMatch(note -> note.startsWith("chimed"));

        mesh.clock().advanceTo(tomorrow);
        assertThat(diary.notes()).containsOnlyOnce("chimed at " + tomorrow);
    }

    @RepeatedTest(20)
    void a_periodic_reminder_comes_at_each_of_its_times(MeshKit mesh) {
        Duration day = Duration.ofDays(1);
        mesh.mesh().call(request(new Appoint(BEGIN.plus(day), day)));

        mesh.clock().advance(Duration.ofHours(84));

        assertThat(diary.notes())
                .filteredOn(note -> note.startsWith("chimed"))
                .containsExactlyElementsOf(IntStream.of(1, 2, 3)
                        .mapToObj(days -> "chimed at " + BEGIN.plus(day.multipliedBy(days)))
                        .toList());
    }

    @RepeatedTest(5)
    void what_was_cast_before_the_clock_is_turned_comes_before(MeshKit mesh) {
        mesh.mesh().cast(Request.to(Account.class, local(mesh)).payload(new Remind(Duration.ofSeconds(1), null)));

        mesh.clock().advance(Duration.ofSeconds(1));

        assertThat(diary.notes()).contains("chimed at " + BEGIN.plusSeconds(1));
    }

    @Test
    void a_handler_that_the_test_holds_is_not_waited_for(MeshKit mesh) throws Exception {
        CompletableFuture<?> held = mesh.mesh().callAsync(request(new Wait()));
        diary.gate().awaitArrivals(1);

        mesh.clock().advance(Duration.ofHours(1));

        assertThat(mesh.activeOn(KEY)).isPresent();
        diary.gate().open();
        held.join();
    }

    @Test
    void the_clock_cannot_be_turned_back(MeshKit mesh) {
        assertThatThrownBy(() -> mesh.clock().advance(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String local(MeshKit mesh) {
        return mesh.node("n1").idOwned("account");
    }

    private static Request<Integer> request(Object payload) {
        return Request.to(Account.class, KEY.id()).payload(payload).returning(Integer.class);
    }
}
