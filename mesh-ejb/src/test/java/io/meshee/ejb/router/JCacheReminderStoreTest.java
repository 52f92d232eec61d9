package io.meshee.ejb.router;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.HazelcastInstance;
import io.meshee.api.ProcessKey;
import io.meshee.spi.ReminderStore;
import io.meshee.spi.ReminderStore.Entry;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.ReminderStoreContract;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The store of reminders in the server's own data grid. */
@Timeout(120)
class JCacheReminderStoreTest extends ReminderStoreContract {

    private static StateGrid grid;
    private static HazelcastInstance first;

    @BeforeAll
    static void join() {
        grid = new StateGrid();
        first = grid.join();
    }

    @AfterAll
    static void leave() {
        first.getLifecycleService().terminate();
    }

    @Override
    protected ReminderStore store() {
        return store(first, UUID.randomUUID().toString());
    }

    @Test
    void reminders_outlive_the_death_of_a_member() throws Exception {
        String mesh = UUID.randomUUID().toString();
        HazelcastInstance second = grid.join();
        assertThat(first.getCluster().getMembers()).hasSize(2);
        Eventually.until("all is copied", () -> first.getPartitionService().isClusterSafe());
        ReminderStore there = store(second, mesh);
        ReminderStore here = store(first, mesh);
        Instant due = Instant.now().minusSeconds(5);
        for (int i = 0; i < 200; i++) {
            there.put(i % 8, entry("p" + i, due), ReminderStore.NONE);
        }
        first.getPartitionService().forceLocalMemberToBeSafe(10, TimeUnit.SECONDS);

        second.getLifecycleService().terminate();

        Eventually.until(
                "the death is seen", () -> first.getCluster().getMembers().size() == 1);
        int found = 0;
        for (int shard = 0; shard < 8; shard++) {
            List<Entry> entries = here.due("game", shard, Instant.now(), 1000).due();
            found += entries.size();
            for (Entry entry : entries) {
                assertThat(here.remove(shard, entry.process(), entry.name(), entry.version()))
                        .isTrue();
            }
        }
        assertThat(found).isEqualTo(200);
    }

    private static Entry entry(String id, Instant due) {
        return new Entry(
                new ProcessKey("game", "Game", id),
                "bonus",
                id.hashCode(),
                due.truncatedTo(ChronoUnit.MILLIS),
                new byte[50]);
    }

    private static ReminderStore store(HazelcastInstance member, String mesh) {
        return ReminderStores.inGrid(StateGrid.caches(member), mesh);
    }
}
