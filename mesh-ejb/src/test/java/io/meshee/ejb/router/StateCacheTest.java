package io.meshee.ejb.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import com.hazelcast.spi.impl.PartitionSpecificRunnable;
import io.meshee.jcache.UnsureException;
import io.meshee.testkit.Eventually;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import javax.cache.Cache;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A change is no success before its backup has answered, on a grid that nobody has told to be so strict. */
@Timeout(120)
class StateCacheTest {

    private static HazelcastInstance owner;
    private static HazelcastInstance backup;
    private static Cache<String, byte[]> cache;

    @BeforeAll
    static void join() throws Exception {
        StateGrid grid = new StateGrid();
        owner = grid.join();
        backup = grid.join();
        cache = StateGrid.caches(owner).createCache("states", StateCache.configuration());
        Eventually.until("the grid is safe", () -> owner.getPartitionService().isClusterSafe());
    }

    @AfterAll
    static void leave() {
        backup.getLifecycleService().terminate();
        owner.getLifecycleService().terminate();
    }

    @Test
    void itMakesChangesAndTakesAwayOnlyWhatIsAsItWas() {
        String key = keyOfOwner("sure-");
        byte[] one = {1};
        byte[] two = {2};

        assertThat(StateCache.compareAndSet(cache, key, one, two, null)).isFalse();
        assertThat(StateCache.compareAndSet(cache, key, null, one, null)).isTrue();
        assertThat(StateCache.compareAndSet(cache, key, null, two, null)).isFalse();
        assertThat(StateCache.compareAndSet(cache, key, two, one, null)).isFalse();
        assertThat(StateCache.compareAndSet(cache, key, one, two, null)).isTrue();
        assertThat(cache.get(key)).containsExactly(2);
        assertThat(StateCache.compareAndSet(cache, key, one, null, null)).isFalse();
        assertThat(StateCache.compareAndSet(cache, key, two, null, null)).isTrue();
        assertThat(cache.containsKey(key)).isFalse();
    }

    /** Payara writes something of its own as it starts, and so may other applications: what Mesh wants is not theirs. */
    @Test
    void aChangeWhoseBackupDoesNotAnswerIsUnsureAndAnotherApplicationsIsNot() {
        String key = keyOfOwner("unsure-");
        byte[] one = {1};
        byte[] two = {2};
        CountDownLatch thaw = freeze(backup, key);
        try {
            assertThatThrownBy(() -> StateCache.compareAndSet(cache, key, null, one, null))
                    .isInstanceOf(UnsureException.class);
            assertThatThrownBy(() -> StateCache.compareAndSet(cache, key, one, two, null))
                    .isInstanceOf(UnsureException.class);
            assertThatThrownBy(() -> StateCache.compareAndSet(cache, key, two, null, null))
                    .isInstanceOf(UnsureException.class);
            assertThatCode(() -> owner.getMap("payara-instance-map").putIfAbsent(key, "attribute"))
                    .doesNotThrowAnyException();
        } finally {
            thaw.countDown();
        }
    }

    private static String keyOfOwner(String prefix) {
        return IntStream.range(0, 10_000)
                .mapToObj(i -> prefix + i)
                .filter(key -> owner.getPartitionService()
                        .getPartition(key)
                        .getOwner()
                        .equals(owner.getCluster().getLocalMember()))
                .findFirst()
                .orElseThrow();
    }

    /** Nothing of the key's partition is done there any more, until the latch is counted down. */
    private static CountDownLatch freeze(HazelcastInstance member, String key) {
        int partition = member.getPartitionService().getPartition(key).getPartitionId();
        CountDownLatch thaw = new CountDownLatch(1);
        ((HazelcastInstanceProxy) member)
                .getOriginal()
                .node
                .getNodeEngine()
                .getOperationService()
                .execute(new PartitionSpecificRunnable() {
                    @Override
                    public int getPartitionId() {
                        return partition;
                    }

                    @Override
                    public void run() {
                        try {
                            thaw.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    }
                });
        return thaw;
    }
}
