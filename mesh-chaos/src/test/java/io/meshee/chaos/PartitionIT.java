package io.meshee.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meshee.chaos.load.Load;
import io.meshee.chaos.nodes.ChaosCluster;
import io.meshee.chaos.nodes.Network;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Networks that break and heal between three nodes. Skipped where nobody may make networks. */
@Tag("chaos")
@Timeout(900)
class PartitionIT {

    private static final Load.Settings LOAD = new Load.Settings(21, 100, 1_000, 128, 1);

    @BeforeAll
    static void mayMakeNetworks() {
        var hindrance = Network.hindrance();
        hindrance.ifPresent(reason -> System.out.println("No partitions here: " + reason));
        assumeTrue(hindrance.isEmpty(), hindrance::get);
    }

    @Test
    void noIncrementThatWasAcknowledgedIsLostWhenOneOfThreeIsCutOff() {
        var outcome = told("cut-off", cluster -> cluster.isolate("n3", Duration.ofSeconds(25)));

        assertThat(outcome.findings()).isEmpty();
    }

    @Test
    void noIncrementThatWasAcknowledgedIsLostWhenOneNodeDoesNotHearAnother() {
        var outcome = told("one-way", cluster -> cluster.cutOneWay("n1", "n2", Duration.ofSeconds(25)));

        assertThat(outcome.findings()).isEmpty();
    }

    private static ChaosRun.Outcome told(String name, Consumer<ChaosCluster> story) {
        return ChaosRun.inNetworks(name, 3, LOAD)
                .run((cluster, load) -> ChaosRun.during(load, List.of(ChaosRun.DURABLE), () -> story.accept(cluster)));
    }
}
