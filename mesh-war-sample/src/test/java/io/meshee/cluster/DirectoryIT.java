package io.meshee.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.cluster.SharedNodes.Nodes;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The directory loses everything while nodes run. */
@Timeout(180)
@OnSharedNodes
class DirectoryIT {

    private final FixtureNode f1;

    DirectoryIT(Nodes nodes) {
        f1 = nodes.f1();
    }

    @Test
    void aWipedDirectoryIsFilledAgainAndNoActivationIsLost() {
        var id = f1.idOn("f2", "wiped");
        assertThat(f1.call("count", id).value()).isEqualTo("1");
        var view = f1.get("view").body();
        var entries = f1.post("directory/size?mesh=" + FixtureNode.MESH).body();

        f1.post("directory/wipe?mesh=" + FixtureNode.MESH);

        MeshCluster.await(
                "the directory is full again",
                Duration.ofSeconds(10),
                () -> f1.post("directory/size?mesh=" + FixtureNode.MESH).body().equals(entries));
        assertThat(f1.call("count", id).value()).isEqualTo("2");
        assertThat(f1.get("view").body()).isEqualTo(view);
    }
}
