package io.meshee.ejb.router;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.HazelcastInstance;
import io.meshee.ejb.membership.HazelcastGrid;
import io.meshee.testkit.Eventually;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.cache.Cache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two of three members die at once, and with them both copies of a third of all entries. */
@Timeout(120)
class LostEntriesTest {

    private static final Pattern SAID = Pattern.compile("MESH00740: .* partition (\\d+):");

    private final StateGrid grid = new StateGrid();

    @Test
    void whatNoMemberHasAnyMoreIsReportedAndNothingElse() throws Exception {
        HazelcastInstance survivor = grid.join();
        HazelcastInstance one = grid.join();
        HazelcastInstance other = grid.join();
        Set<Integer> reported = new ConcurrentSkipListSet<>();
        Logger log = Logger.getLogger("io.meshee.ejb.membership.LostEntries");
        Handler reader = reader(reported);
        log.addHandler(reader);
        try (HazelcastGrid mesh = new HazelcastGrid(survivor, "mesh")) {
            mesh.onChange(() -> {});
            Cache<String, byte[]> states = StateGrid.caches(survivor).createCache("states", StateCache.configuration());
            Set<String> keys =
                    IntStream.range(0, 2_000).mapToObj(i -> "key-" + i).collect(Collectors.toSet());
            keys.forEach(key -> states.put(key, new byte[] {1}));
            Eventually.until(
                    "the grid is safe", () -> survivor.getPartitionService().isClusterSafe());

            Stream.of(one, other)
                    .parallel()
                    .forEach(each -> each.getLifecycleService().terminate());

            Eventually.until(
                    "the grid is safe",
                    () -> survivor.getCluster().getMembers().size() == 1
                            && survivor.getPartitionService().isClusterSafe());
            Set<Integer> lost = partitions(survivor, keys.stream().filter(key -> !states.containsKey(key)));
            assertThat(lost).isNotEmpty();
            Eventually.until("all of them are reported", () -> reported.containsAll(lost));
            assertThat(reported)
                    .doesNotContainAnyElementsOf(
                            partitions(survivor, keys.stream().filter(states::containsKey)));
        } finally {
            log.removeHandler(reader);
            survivor.getLifecycleService().terminate();
        }
    }

    private static Set<Integer> partitions(HazelcastInstance member, Stream<String> keys) {
        return keys.map(key -> member.getPartitionService().getPartition(key).getPartitionId())
                .collect(Collectors.toSet());
    }

    private static Handler reader(Set<Integer> reported) {
        return new Handler() {
            @Override
            public void publish(LogRecord entry) {
                var said = SAID.matcher(entry.getMessage());
                if (said.find()) {
                    reported.add(Integer.parseInt(said.group(1)));
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
