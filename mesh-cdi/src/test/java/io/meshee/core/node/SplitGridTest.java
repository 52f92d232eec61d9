package io.meshee.core.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.ActivationException;
import io.meshee.api.Capability;
import io.meshee.api.Handle;
import io.meshee.api.Outcome;
import io.meshee.api.Reply;
import io.meshee.api.Request;
import io.meshee.api.State;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.TestCluster;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The data grid may split where the mesh does not, as on a slow link: what it then gives may be old, or nothing. */
class SplitGridTest {

    private final TestCluster cluster = new TestCluster();

    @AfterEach
    void endNodes() {
        cluster.close();
    }

    /** Keeps a sum. */
    @Capability("ledger")
    static class Ledger {

        @State
        int sum;

        @Handle
        public int add(Integer amount) {
            sum += amount;
            return sum;
        }
    }

    @Test
    void what_is_active_goes_on_and_nothing_is_opened_until_the_grid_is_whole() throws Exception {
        start("n1", "n2");
        List<String> ids = TestCluster.idsOwnedBy(cluster.node("n2"), "ledger", "id-", 2);
        assertThat(add(ids.get(0)).value()).isEqualTo(1);

        cluster.splitGrid(Set.of("n1"), Set.of("n2"));

        assertThat(add(ids.get(0)).value()).isEqualTo(2);
        assertThatThrownBy(() -> add(ids.get(1)))
                .isInstanceOfSatisfying(
                        ActivationException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.NOT_EXECUTED))
                .hasStackTraceContaining("the data grid is split");
    }

    @Test
    void what_is_to_be_opened_waits_a_little_for_the_grid() throws Exception {
        start("n1", "n2");
        String id = TestCluster.idOwnedBy(cluster.node("n2"), "ledger");
        cluster.splitGrid(Set.of("n1"), Set.of("n2"));
        CompletableFuture<Reply<Integer>> call = cluster.node("n1").callAsync(request(id));
        assertThat(call).isNotDone();

        cluster.splitGrid(Set.of("n1", "n2"), Set.of());

        assertThat(call.get(10, TimeUnit.SECONDS).value()).isEqualTo(1);
    }

    /** A merge gives those that come into the larger part new ids. */
    @Test
    void when_the_grid_has_merged_it_is_whole_for_all() throws Exception {
        start("n1", "n2");
        String here = TestCluster.idOwnedBy(cluster.node("n1"), "ledger");
        String there = TestCluster.idOwnedBy(cluster.node("n2"), "ledger");
        cluster.splitGrid(Set.of("n1"), Set.of("n2"));

        cluster.grid().merge("n1");

        Eventually.until("n1 opens states", () -> opens(here));
        Eventually.until("n2 opens states", () -> opens(there));
    }

    private boolean opens(String id) {
        try {
            return add(id).value() > 0;
        } catch (ActivationException e) {
            return false;
        }
    }

    @Test
    void who_has_left_the_grid_because_it_is_dead_is_not_waited_for() throws Exception {
        start("n1", "n2", "n3");
        List<String> ids = TestCluster.idsOwnedBy(cluster.node("n2"), "ledger", "id-", 20);

        cluster.kill("n3");

        for (String id : ids) {
            assertThat(add(id).value()).isEqualTo(1);
        }
    }

    private void start(String... names) throws Exception {
        for (String name : names) {
            cluster.start(name, Ledger.class);
        }
    }

    private Reply<Integer> add(String id) {
        return cluster.node("n1").call(request(id));
    }

    private static Request<Integer> request(String id) {
        return Request.to(Ledger.class, id).payload(1).returning(Integer.class);
    }
}
