package io.meshee.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.ProcessKey;
import io.meshee.spi.StateStore.Opened;
import io.meshee.spi.StateStore.StaleException;
import io.meshee.spi.StateStore.UnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.ExpiryPolicy;
import org.junit.jupiter.api.Test;

/** What the store asks of the grid. What it keeps is tested on a real one. */
class JCacheStateStoreTest {

    private static final ProcessKey PROCESS = new ProcessKey("shop", "Cart", "a");

    private final FakeCaches grid = new FakeCaches();
    private int unsure;
    private boolean lost;
    private final JCacheStateStore store = new JCacheStateStore(
            grid.manager(), "test", new MutableConfiguration<>(), this::change, Duration.ofDays(1), Clock.systemUTC());

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

    @Test
    void whatMayNotBeBackedUpIsWrittenOnceMore() throws Exception {
        long generation = store.open(PROCESS).generation();
        for (boolean lostMeanwhile : new boolean[] {false, true}) {
            lost = lostMeanwhile;
            unsure = 2;
            store.write(PROCESS, generation, Optional.empty(), new byte[] {1});
            unsure = 2;
            store.write(PROCESS, generation, new byte[] {2});
            assertThat(unsure).isZero();
        }

        unsure = 1;
        Opened opened = store.open(PROCESS);
        assertThat(opened.state().orElseThrow()).containsExactly(2);
        assertThat(opened.generation()).isGreaterThan(generation);
        assertThatThrownBy(() -> store.write(PROCESS, generation, new byte[] {3}))
                .isInstanceOf(StaleException.class);
    }

    @Test
    void anOpeningThatMayBeAnothersDrawsAgain() throws Exception {
        long first = store.open(PROCESS).generation();
        unsure = 1;

        assertThat(store.open(PROCESS).generation()).isEqualTo(first + 2);
    }

    @Test
    void whatStaysUnsureIsUnavailable() throws Exception {
        long generation = store.open(PROCESS).generation();
        unsure = Integer.MAX_VALUE;

        assertThatThrownBy(() -> store.write(PROCESS, generation, new byte[] {1}))
                .isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> store.delete(PROCESS, generation)).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> store.open(PROCESS)).isInstanceOf(UnavailableException.class);
    }

    /** While there is anything to be unsure of: makes the change, unless that is lost, and says that nobody knows. */
    private boolean change(Cache<String, byte[]> cache, String key, byte[] before, byte[] after, ExpiryPolicy life) {
        boolean done = unsure > 0 && lost || FakeCaches.compareAndSet(cache, key, before, after, life);
        if (done && unsure > 0) {
            unsure--;
            throw new UnsureException(new IllegalStateException("the backup's member has left"));
        }
        return done;
    }
}
