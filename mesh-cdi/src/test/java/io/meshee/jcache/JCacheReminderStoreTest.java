package io.meshee.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.ProcessKey;
import io.meshee.spi.ReminderStore;
import io.meshee.spi.ReminderStore.Entry;
import io.meshee.spi.StateStore.UnavailableException;
import io.meshee.testkit.ReminderStoreContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The index leads to every reminder, wherever a writer died. */
class JCacheReminderStoreTest extends ReminderStoreContract {

    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final ProcessKey A = new ProcessKey("game", "Game", "a");

    private final FakeCaches caches = new FakeCaches();
    private Instant now = NOON;

    @Override
    protected ReminderStore store() {
        return new JCacheReminderStore(caches.manager(), "mesh", null, FakeCaches::compareAndSet, () -> now);
    }

    @Test
    void a_writer_that_dies_anywhere_leaves_the_old_reminder_or_the_new_one_and_a_way_to_it() throws Exception {
        for (int step = 0; step < 6; step++) {
            FakeCaches fake = new FakeCaches();
            ReminderStore store =
                    new JCacheReminderStore(fake.manager(), "mesh", null, FakeCaches::compareAndSet, () -> now);
            store.put(7, entry("bonus", 1, NOON.plusSeconds(5)), ReminderStore.NONE);
            fake.dieAfter(step);
            try {
                store.put(7, entry("bonus", 2, NOON.plusSeconds(3600)), 1);
            } catch (UnavailableException e) {
                assertThat(e).hasMessageContaining("dead");
            }
            fake.live();

            assertOneReminderIsFound(store, NOON.plusSeconds(3600));
        }
    }

    @Test
    void marks_that_lead_nowhere_are_taken_away_once_no_writer_can_be_at_work() throws Exception {
        ReminderStore store = store();
        caches.dieAfter(2);
        assertThatThrownBy(() -> store.put(7, entry("bonus", 1, NOON), ReminderStore.NONE))
                .isInstanceOf(UnavailableException.class);
        caches.live();
        int withStray = caches.size();

        assertThat(store.due("game", 7, NOON, 10).due()).isEmpty();
        assertThat(caches.size()).isEqualTo(withStray);

        now = now.plus(Duration.ofSeconds(61));
        assertThat(store.due("game", 7, now, 10).due()).isEmpty();
        assertThat(caches.size()).isLessThan(withStray);
    }

    @Test
    void windows_of_the_past_are_closed_when_they_are_empty() throws Exception {
        ReminderStore store = store();
        store.put(7, entry("bonus", 1, NOON), ReminderStore.NONE);
        store.remove(7, A, "bonus", 1);
        store.due("game", 7, now, 10);
        assertThat(store.earliest("game", List.of(7))).containsKey(7);

        now = now.plus(Duration.ofMinutes(5));
        store.due("game", 7, now, 10);

        assertThat(store.earliest("game", List.of(7))).isEmpty();
        assertThat(caches.size()).isZero();
    }

    @Test
    void a_reminder_for_the_past_goes_into_a_window_that_is_still_open() throws Exception {
        ReminderStore store = store();
        store.put(7, entry("bonus", 1, NOON.minus(Duration.ofDays(30))), ReminderStore.NONE);

        assertThat(store.earliest("game", List.of(7)).get(7)).isAfter(NOON.minus(Duration.ofMinutes(3)));
        assertThat(store.due("game", 7, now, 10).due()).extracting(Entry::name).containsExactly("bonus");
        assertThat(store.remove(7, A, "bonus", 1)).isTrue();
        now = now.plus(Duration.ofMinutes(5));
        store.due("game", 7, now, 10);
        assertThat(caches.size()).isZero();
    }

    @Test
    void many_stray_marks_do_not_hide_what_is_due_behind_them() throws Exception {
        ReminderStore store = store();
        for (int i = 0; i < 20; i++) {
            String name = "stray" + i;
            long version = i + 1;
            caches.dieAfter(i == 0 ? 2 : 1);
            assertThatThrownBy(() -> store.put(7, entry(name, version, NOON), ReminderStore.NONE))
                    .isInstanceOf(UnavailableException.class);
        }
        caches.live();
        store.put(7, entry("bonus", 100, NOON.plusMillis(1)), ReminderStore.NONE);

        assertThat(store.due("game", 7, NOON.plusSeconds(1), 2).due())
                .extracting(Entry::name)
                .containsExactly("bonus");
    }

    @Test
    void what_is_damaged_is_an_error_and_not_absence() throws Exception {
        ReminderStore store = store();
        store.put(7, entry("bonus", 1, NOON), ReminderStore.NONE);
        caches.damage(ReminderKeys.process(A));

        assertThatThrownBy(() -> store.of(7, A)).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> store.put(7, entry("bonus", 2, NOON), ReminderStore.NONE))
                .isInstanceOf(UnavailableException.class);
    }

    /** What the process's own entry says is what a look at its due time finds. */
    private static void assertOneReminderIsFound(ReminderStore store, Instant latest) throws UnavailableException {
        List<Entry> truth = store.of(7, A);
        assertThat(truth).hasSize(1);
        assertThat(store.earliest("game", List.of(7)).get(7))
                .isBeforeOrEqualTo(truth.get(0).due());
        assertThat(store.due("game", 7, latest, 10).due())
                .extracting(Entry::version)
                .containsExactly(truth.get(0).version());
    }

    private static Entry entry(String name, long version, Instant due) {
        return new Entry(A, name, version, due, new byte[] {1});
    }
}
