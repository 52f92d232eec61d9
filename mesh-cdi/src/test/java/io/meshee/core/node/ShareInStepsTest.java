package io.meshee.core.node;

import static io.meshee.core.node.World.add;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.ShardsMoved;
import io.meshee.testkit.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShareInStepsTest {

    private static final List<String> IDS =
            IntStream.range(0, 3000).mapToObj(i -> "p" + i).toList();

    private final World world = new World();

    @AfterEach
    void endNodes() {
        world.close();
    }

    @Test
    void a_node_that_joins_busy_ones_comes_to_its_share_and_one_that_leaves_gives_it_up_few_shards_at_a_time()
            throws Exception {
        world.cluster.set("mesh.rebalance.steps", "8");
        MeshNode n1 = world.start("n1");
        callAll(n1);
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Void> calls = CompletableFuture.runAsync(() -> {
            while (!enough.get()) {
                callAll(n1);
            }
        });

        MeshNode n2 = world.start("n2");
        Eventually.until("n2 is in the view", () -> n2.status().member());
        Eventually.until("n2 is ready", () -> n2.status().isReady());
        assertThat(shardsOf(n1, "n2")).isGreaterThan(90);
        Eventually.until("much lives there", () -> n2.status().processes() > 1000);
        world.cluster.stop("n2");
        enough.set(true);

        assertThat(calls).succeedsWithin(Duration.ofSeconds(20)); // none of them failed
        assertThat(portions("n2", ShardsMoved::gained)).hasSizeGreaterThan(5).allMatch(portion -> portion < 60);
        assertThat(portions("n2", ShardsMoved::lost)).hasSizeGreaterThan(5).allMatch(portion -> portion < 60);
        assertThat(world.aliveTwice).isEmpty();
    }

    @Test
    void a_node_that_joins_idle_ones_comes_to_its_whole_share_after_the_first_step() throws Exception {
        world.cluster.set("mesh.rebalance.steps", "8");
        MeshNode n1 = world.start("n1");

        world.start("n2");

        Eventually.until("it has its share", () -> shardsOf(n1, "n2") > 90);
        Eventually.until(
                "it has gone from n1 in two portions; n2 may come to both when it first holds its lease",
                () -> portions("n1", ShardsMoved::lost).size() == 2);
        Eventually.until("it is ready", () -> world.cluster.node("n2").status().isReady());
    }

    private void callAll(MeshNode from) {
        IDS.forEach(id -> from.call(add(id, 1)));
    }

    private static long shardsOf(MeshNode asked, String owner) {
        return IntStream.range(0, 256)
                .filter(shard -> asked.ownerNode(shard, "work").orElse("").equals(owner))
                .count();
    }

    private List<Integer> portions(String node, Function<ShardsMoved, List<Integer>> which) {
        return world.cluster.events(node).of(ShardsMoved.class).stream()
                .map(which)
                .filter(shards -> !shards.isEmpty())
                .map(List::size)
                .toList();
    }
}
