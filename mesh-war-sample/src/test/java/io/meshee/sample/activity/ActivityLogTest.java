package io.meshee.sample.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.ClusterView;
import io.meshee.api.PassivationReason;
import io.meshee.api.ProcessActivated;
import io.meshee.api.ProcessFailed;
import io.meshee.api.ProcessPassivated;
import io.meshee.api.ProcessRef;
import io.meshee.api.ShardsMoved;
import io.meshee.api.ViewChanged;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActivityLogTest {

    private final ActivityLog log = new ActivityLog();

    @Test
    void everyEventIsALineAndTheNewestComesFirst() {
        log.viewChanged(new ViewChanged(new ClusterView(0, "", List.of()), new ClusterView(1, "l", List.of())));
        log.shardsMoved(new ShardsMoved("game", 1, List.of(1, 2), List.of()));
        log.activated(new ProcessActivated(player(1)));
        log.passivated(new ProcessPassivated(player(1), PassivationReason.IDLE));
        log.failed(new ProcessFailed(player(2), "java.lang.IllegalStateException", "secret"));

        assertThat(log.newestFirst())
                .extracting(activity -> activity.event() + " " + activity.about())
                .containsExactly(
                        "ProcessFailed game/ann #2: java.lang.IllegalStateException",
                        "ProcessPassivated game/ann #1: IDLE",
                        "ProcessActivated game/ann #1",
                        "ShardsMoved game: 2 gained, 0 lost",
                        "ViewChanged epoch 0 to 1, 0 members");
    }

    @Test
    void onlyTheLastHundredAreKept() {
        for (int i = 1; i <= 150; i++) {
            log.activated(new ProcessActivated(player(i)));
        }

        assertThat(log.newestFirst()).hasSize(100);
        assertThat(log.newestFirst().get(0).about()).isEqualTo("game/ann #150");
    }

    private static ProcessRef player(long incarnation) {
        return new ProcessRef("n1", "game", "game", "ann", incarnation);
    }
}
