package io.meshee.chaos.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeLogTest {

    private static final Process PROCESS = new Process("tally", "7");

    @Test
    void readsLivesViewsSettlingsAndLegacies() {
        var log = NodeLog.parse(
                "n1",
                List.of(
                        "5 held",
                        "6 let-go",
                        "10 activated tally 7 1",
                        "20 view abc 2 n1,n2(leaving) n1=4096",
                        "21 settled abc 2",
                        "30 passivated tally 7 1 HANDOFF",
                        "40 activated tally 7 3",
                        "41 inherited tally 7 3"));

        assertThat(log.activations())
                .containsExactly(
                        new Activation(PROCESS, "n1", 1, 10, OptionalLong.of(30)),
                        new Activation(PROCESS, "n1", 3, 40, OptionalLong.empty()));
        assertThat(log.views())
                .containsExactly(new NodeLog.ViewSeen(20, "abc", 2, List.of("n1", "n2(leaving)"), Map.of("n1", 4096)));
        assertThat(log.settled()).containsExactly(new NodeLog.Settled(21, "abc", 2));
        assertThat(log.inherited()).containsExactly(PROCESS);
    }

    @Test
    void leavesOutALineThatTheNodesDeathCutShort(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("log"), "10 activated tally 7 1\n20 activated tal");

        assertThat(NodeLog.read("n1", file).activations()).hasSize(1);
    }

    @Test
    void aNodeThatNeverSaidAnythingHasAnEmptyLog(@TempDir Path folder) {
        assertThat(NodeLog.read("n1", folder.resolve("none")).activations()).isEmpty();
    }
}
