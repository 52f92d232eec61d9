package io.meshee.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.ProcessKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.Test;

/** What the store asks of the grid. What it keeps is tested on a real one. */
class JCacheStateStoreTest {

    private static final ProcessKey PROCESS = new ProcessKey("shop", "Cart", "a");

    private final FakeCaches grid = new FakeCaches();
    private final JCacheStateStore store = new JCacheStateStore(
            grid.manager(),
            "test",
            new MutableConfiguration<>(),
            (cache, key, before, after, life) ->
                    before == null ? cache.putIfAbsent(key, after) : cache.replace(key, before, after),
            Duration.ofDays(1),
            Clock.systemUTC());

    @Test
    void whoKnowsWhatIsThereWritesWithoutALook() throws Exception {
        long generation = store.open(PROCESS).generation();
        int looks = grid.looks();

        store.write(PROCESS, generation, Optional.empty(), new byte[] {1});
        store.write(PROCESS, generation, Optional.of(new byte[] {1}), new byte[] {2});
        assertThat(grid.looks()).isEqualTo(looks);

        store.write(PROCESS, generation, Optional.of(new byte[] {7}), new byte[] {3});
        assertThat(grid.looks()).isEqualTo(looks + 1);
    }
}
