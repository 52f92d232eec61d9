package io.meshee.core.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.ProcessFailedException;
import io.meshee.api.Request;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CycleTest {

    private final World world = new World();
    private MeshNode n1;

    @BeforeEach
    void startTwoNodes() throws Exception {
        n1 = world.startTwo();
    }

    @AfterEach
    void endNodes() {
        world.close();
    }

    @Test
    void a_cycle_on_one_node_fails_at_once_and_names_the_chain() {
        List<String> ids = world.idsOn("n1", 2);

        assertCycle(ids.get(0), ids.get(1));
    }

    @Test
    void a_cycle_across_nodes_fails_at_once_and_names_the_chain() {
        assertCycle(world.idOn("n1"), world.idOn("n2"));
        assertCycle(world.idsOn("n2", 3).get(2), world.idsOn("n1", 3).get(2));
    }

    @Test
    void a_process_that_calls_itself_is_a_cycle_of_one() {
        String id = world.idOn("n2");
        assertThatThrownBy(() -> n1.call(Request.to(Worker.class, id).payload(new Worker.CallOn(List.of(id)))))
                .isInstanceOfSatisfying(
                        ProcessFailedException.class,
                        e -> assertThat(e.failureType()).isEqualTo("io.meshee.api.CallCycleException"));
    }

    private void assertCycle(String a, String b) {
        long begin = System.nanoTime();

        assertThatThrownBy(() -> n1.call(Request.to(Worker.class, a).payload(new Worker.CallOn(List.of(b, a)))))
                .isInstanceOf(ProcessFailedException.class)
                .hasMessageContaining("CallCycleException: MESH00175: work/Worker/" + a)
                .hasMessageContaining("[work/Worker/" + a + ", work/Worker/" + b + "] → work/Worker/" + a);

        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin)).isLessThan(2000);
    }
}
