package io.meshee.core.state;

import static io.meshee.core.state.Bank.ask;
import static io.meshee.core.state.Bank.balance;
import static io.meshee.core.state.Bank.deposit;
import static io.meshee.core.state.Bank.depositSafely;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.PassivationReason;
import io.meshee.core.node.MeshNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** State outlives its activation. */
class SurvivalTest {

    private final Bank bank = new Bank();

    @AfterEach
    void close() {
        bank.close();
    }

    @Test
    void what_an_idle_process_kept_is_there_at_its_next_message() throws Exception {
        bank.cluster.set("mesh.process.idle-timeout", "20ms");
        MeshNode n1 = bank.start("n1");
        n1.call(deposit("a", 5));

        bank.awaitPassivation("a", PassivationReason.IDLE);

        assertThat(n1.call(balance("a")).value()).isEqualTo(5);
        assertThat(bank.activations("a")).isEqualTo(2);
    }

    @Test
    void what_processes_over_the_limit_kept_is_there_at_their_next_message() throws Exception {
        bank.cluster.set("mesh.process.max-active", "1");
        MeshNode n1 = bank.start("n1");
        n1.call(deposit("a", 5));
        n1.call(deposit("b", 6));

        bank.awaitPassivation("a", PassivationReason.LIMIT);

        assertThat(n1.call(balance("a")).value()).isEqualTo(5);
        assertThat(n1.call(balance("b")).value()).isEqualTo(6);
    }

    @Test
    void fields_without_the_annotation_end_with_the_activation() throws Exception {
        MeshNode n1 = bank.start("n1");
        n1.call(deposit("a", 5));

        bank.passivate(n1, "a");

        assertThat(n1.call(balance("a")).value()).isEqualTo(5);
        assertThat(n1.call(ask("a", "not saved")).value()).isEqualTo("0");
    }

    @Test
    void state_is_there_when_the_activate_method_runs() throws Exception {
        MeshNode n1 = bank.start("n1");
        n1.call(deposit("a", 5));

        bank.passivate(n1, "a");

        assertThat(n1.call(ask("a", "seen at activation")).value()).isEqualTo("5");
    }

    @Test
    void what_the_passivate_method_changes_is_saved_too() throws Exception {
        MeshNode n1 = bank.start("n1");
        n1.call(deposit("a", 5));

        bank.passivate(n1, "a");

        assertThat(n1.call(ask("a", "passivations")).value()).isEqualTo("1");
    }

    @Test
    void a_handoff_takes_the_state_to_the_new_owner() throws Exception {
        MeshNode n1 = bank.start("n1");
        List<String> ids = bank.idsOn("n1", 40);
        for (String id : ids) {
            n1.call(deposit(id, id.length()));
        }

        bank.start("n2");

        List<String> moved =
                ids.stream().filter(bank.idsOn("n2", 100)::contains).toList();
        assertThat(moved).isNotEmpty();
        for (String id : ids) {
            assertThat(n1.call(balance(id))).satisfies(reply -> {
                assertThat(reply.value()).isEqualTo(id.length());
                assertThat(reply.process().node()).isEqualTo(moved.contains(id) ? "n2" : "n1");
            });
        }
    }

    @Test
    void a_node_that_stops_leaves_the_state_of_its_processes_to_the_others() throws Exception {
        MeshNode n1 = bank.start("n1");
        bank.start("n2");
        List<String> ids = bank.idsOn("n2", 10);
        for (String id : ids) {
            n1.call(deposit(id, 7));
        }

        bank.cluster.stop("n2");
        bank.cluster.awaitMembers("n1");

        for (String id : ids) {
            assertThat(n1.call(balance(id)).value()).isEqualTo(7);
        }
    }

    @Test
    void what_durable_handlers_acknowledged_outlives_the_death_of_their_node() throws Exception {
        MeshNode n1 = bank.start("n1");
        bank.start("n2");
        List<String> ids = bank.idsOn("n2", 10);
        for (String id : ids) {
            n1.call(depositSafely(id, 7));
            n1.call(depositSafely(id, 1));
        }

        bank.cluster.kill("n2");
        bank.cluster.awaitMembers("n1");

        for (String id : ids) {
            assertThat(n1.call(balance(id)).value()).isEqualTo(8);
        }
    }

    @Test
    void what_other_handlers_changed_dies_with_their_node() throws Exception {
        MeshNode n1 = bank.start("n1");
        bank.start("n2");
        String id = bank.idOn("n2");
        n1.call(depositSafely(id, 7));
        n1.call(deposit(id, 1));

        bank.cluster.kill("n2");
        bank.cluster.awaitMembers("n1");

        assertThat(n1.call(balance(id)).value()).isEqualTo(7);
    }
}
