package io.meshee.sample.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.NodeLostException;
import io.meshee.api.ProcessKey;
import io.meshee.api.Request;
import io.meshee.test.MeshKit;
import io.meshee.test.MeshTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@MeshTest(
        value = {CounterProcess.class, DurableCounterProcess.class},
        nodes = {"n1", "n2"})
class CounterOnNodesTest {

    @Test
    void anIdleCounterGoesOnWhereItWas(MeshKit mesh) {
        var key = new ProcessKey("counter", "counter", "visits");
        var increment = increment(CounterProcess.class, "visits");
        assertThat(mesh.mesh().call(increment).value()).isEqualTo(1);

        mesh.clock().advance(Duration.ofMinutes(15));

        assertThat(mesh.activeOn(key)).isEmpty();
        assertThat(mesh.mesh().call(increment).value()).isEqualTo(2);
    }

    @Test
    void aCrashTakesWhatWasNotSaved(MeshKit mesh) {
        var increment = increment(CounterProcess.class, mesh.node("n2").idOwned("counter"));
        mesh.node("n1").mesh().call(increment);

        mesh.crash("n2");

        assertThat(mesh.node("n1").mesh().call(increment).value()).isEqualTo(1);
    }

    @Test
    void aCrashTakesNothingFromADurableCounter(MeshKit mesh) {
        var increment = increment(DurableCounterProcess.class, mesh.node("n2").idOwned("durable-counter"));
        mesh.node("n1").mesh().call(increment);

        mesh.crash("n2");

        assertThat(mesh.node("n1").mesh().call(increment).value()).isEqualTo(2);
    }

    @Test
    void aRepeatedIncrementCountsOnceThoughItsReplyWasLost(MeshKit mesh) {
        var increment = increment(DurableCounterProcess.class, mesh.node("n2").idOwned("durable-counter"))
                .idempotencyKey("order-7");
        mesh.link("n1", "n2").loseNextReply();
        assertThatThrownBy(() -> mesh.node("n1").mesh().call(increment)).isInstanceOf(NodeLostException.class);

        assertThat(mesh.node("n1").mesh().call(increment).value()).isEqualTo(1);
    }

    private static Request<Long> increment(Class<?> type, String id) {
        return Request.to(type, id).payload(new Increment(1)).returning(Long.class);
    }
}
