package io.meshee.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.ProcessKey;
import io.meshee.spi.ReminderStore;
import io.meshee.spi.ReminderStore.Entry;
import io.meshee.spi.ReminderStore.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every store of reminders keeps to. To be extended for each. */
public abstract class ReminderStoreContract {

    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final int SHARD = 7;
    private static final ProcessKey A = new ProcessKey("game", "Game", "a");
    private static final ProcessKey B = new ProcessKey("game", "Game", "b");

    /** An empty store. */
    protected abstract ReminderStore store() throws Exception;

    @Test
    void what_was_put_is_there_as_it_was() throws Exception {
        ReminderStore store = store();
        Entry bonus = entry(A, "bonus", 5, NOON.plusMillis(123));
        assertThat(store.put(SHARD, bonus, ReminderStore.NONE)).isTrue();
        assertThat(store.put(SHARD, entry(A, "älter\uD83D\uDE00", -6, NOON), ReminderStore.NONE))
                .isTrue();

        assertThat(store.of(SHARD, A)).extracting(Entry::name).containsExactly("bonus", "älter\uD83D\uDE00");
        Entry found = store.of(SHARD, A).get(0);
        assertThat(found).usingRecursiveComparison().isEqualTo(bonus);
        assertThat(store.of(SHARD, B)).isEmpty();
    }

    @Test
    void a_change_takes_the_version_that_it_replaces() throws Exception {
        ReminderStore store = store();
        store.put(SHARD, entry(A, "bonus", 5, NOON), ReminderStore.NONE);

        assertThat(store.put(SHARD, entry(A, "bonus", 6, NOON), ReminderStore.NONE))
                .isFalse();
        assertThat(store.put(SHARD, entry(A, "bonus", 6, NOON), 4)).isFalse();
        assertThat(store.remove(SHARD, A, "bonus", 4)).isFalse();
        assertThat(store.of(SHARD, A)).extracting(Entry::version).containsExactly(5L);

        assertThat(store.put(SHARD, entry(A, "bonus", 6, NOON), 5)).isTrue();
        assertThat(store.of(SHARD, A)).extracting(Entry::version).containsExactly(6L);
    }

    @Test
    void what_was_removed_is_not_brought_back_by_its_old_version() throws Exception {
        ReminderStore store = store();
        store.put(SHARD, entry(A, "bonus", 5, NOON), ReminderStore.NONE);
        assertThat(store.remove(SHARD, A, "bonus", 5)).isTrue();

        assertThat(store.put(SHARD, entry(A, "bonus", 6, NOON), 5)).isFalse();
        assertThat(store.remove(SHARD, A, "bonus", 5)).isFalse();

        assertThat(store.of(SHARD, A)).isEmpty();
        assertThat(store.due("game", SHARD, NOON, 10).due()).isEmpty();
    }

    @Test
    void what_is_due_comes_in_order_and_tells_when_to_look_again() throws Exception {
        ReminderStore store = store();
        store.put(SHARD, entry(A, "later", 1, NOON.plusSeconds(3600)), ReminderStore.NONE);
        store.put(SHARD, entry(A, "second", 2, NOON.plusSeconds(1)), ReminderStore.NONE);
        store.put(SHARD, entry(B, "first", 3, NOON.minus(Duration.ofDays(400))), ReminderStore.NONE);
        store.put(SHARD + 1, entry(B, "elsewhere", 4, NOON), ReminderStore.NONE);

        Page page = store.due("game", SHARD, NOON.plusSeconds(1), 10);
        assertThat(page.due()).extracting(Entry::name).containsExactly("first", "second");
        assertThat(page.next())
                .hasValueSatisfying(next ->
                        assertThat(next).isAfter(NOON.plusSeconds(1)).isBeforeOrEqualTo(NOON.plusSeconds(3600)));

        Page cut = store.due("game", SHARD, NOON.plusSeconds(1), 1);
        assertThat(cut.due()).extracting(Entry::name).containsExactly("first");
        assertThat(cut.next()).hasValueSatisfying(next -> assertThat(next).isBeforeOrEqualTo(NOON.plusSeconds(1)));

        assertThat(store.due("other", SHARD, NOON.plusSeconds(1), 10)).isEqualTo(new Page(List.of(), Optional.empty()));
    }

    @Test
    void the_earliest_of_each_shard_is_never_told_too_late() throws Exception {
        ReminderStore store = store();
        store.put(1, entry(A, "x", 1, NOON.plusSeconds(90)), ReminderStore.NONE);
        store.put(1, entry(A, "y", 2, NOON), ReminderStore.NONE);
        store.put(2, entry(B, "z", 3, NOON.plus(Duration.ofDays(100))), ReminderStore.NONE);
        store.put(3, entry(B, "not asked for", 4, NOON), ReminderStore.NONE);

        Map<Integer, Instant> earliest = store.earliest("game", List.of(0, 1, 2));

        assertThat(earliest.keySet()).containsExactlyInAnyOrder(1, 2);
        assertThat(earliest.get(1)).isBeforeOrEqualTo(NOON);
        assertThat(earliest.get(2)).isBeforeOrEqualTo(NOON.plus(Duration.ofDays(100)));
        assertThat(store.earliest("other", List.of(0, 1, 2))).isEmpty();
    }

    @Test
    void looking_again_at_the_told_time_gets_to_every_reminder() throws Exception {
        ReminderStore store = store();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            String name = "r" + i;
            names.add(name);
            store.put(SHARD, entry(A, name, i + 1, NOON.plusSeconds(i * 977L)), ReminderStore.NONE);
        }
        Set<String> seen = new HashSet<>();
        Instant time = store.earliest("game", List.of(SHARD)).get(SHARD);
        for (int looks = 0; time != null && looks < 1000; looks++) {
            Page page = store.due("game", SHARD, time, 3);
            for (Entry entry : page.due()) {
                assertThat(entry.due()).isBeforeOrEqualTo(time);
                assertThat(seen.add(entry.name())).isTrue();
                assertThat(store.remove(SHARD, A, entry.name(), entry.version()))
                        .isTrue();
            }
            Instant now = time;
            time = page.next().map(next -> next.isAfter(now) ? next : now).orElse(null);
        }
        assertThat(seen).isEqualTo(names);
    }

    @Test
    void a_reminder_that_is_put_off_is_due_at_its_new_time_only() throws Exception {
        ReminderStore store = store();
        store.put(SHARD, entry(A, "bonus", 1, NOON), ReminderStore.NONE);
        assertThat(store.due("game", SHARD, NOON, 10).due()).hasSize(1);

        store.put(SHARD, entry(A, "bonus", 2, NOON.plus(Duration.ofHours(5))), 1);

        assertThat(store.due("game", SHARD, NOON, 10).due()).isEmpty();
        assertThat(store.due("game", SHARD, NOON.plus(Duration.ofHours(5)), 10).due())
                .extracting(Entry::version)
                .containsExactly(2L);

        store.put(SHARD, entry(A, "bonus", 3, NOON.minusSeconds(1)), 2);
        assertThat(store.earliest("game", List.of(SHARD)).get(SHARD)).isBeforeOrEqualTo(NOON.minusSeconds(1));
        assertThat(store.due("game", SHARD, NOON, 10).due())
                .extracting(Entry::version)
                .containsExactly(3L);
    }

    @Test
    void of_several_writers_exactly_one_wins_each_version() throws Exception {
        ReminderStore store = store();
        store.put(SHARD, entry(A, "bonus", 1, NOON), ReminderStore.NONE);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 20; round++) {
                long before = store.of(SHARD, A).get(0).version();
                List<Callable<Boolean>> writers = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    long version = 10 + round * 4 + i;
                    Instant due = NOON.plusSeconds(version);
                    writers.add(() -> store.put(SHARD, entry(A, "bonus", version, due), before));
                }
                int winners = 0;
                for (Future<Boolean> writer : threads.invokeAll(writers)) {
                    winners += writer.get() ? 1 : 0;
                }
                assertThat(winners).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(store.due("game", SHARD, NOON.plusSeconds(1000), 10).due()).hasSize(1);
    }

    private static Entry entry(ProcessKey process, String name, long version, Instant due) {
        return new Entry(process, name, version, due, new byte[] {(byte) version, 0, -1});
    }
}
