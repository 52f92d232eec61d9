package io.meshee.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.ShardsMoved;
import io.meshee.core.shard.ModuloShardStrategy;
import io.meshee.core.shard.RoutingTable;
import io.meshee.spi.Member;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Four shards, dealt out in turn to the nodes by name. */
class ShardMovesTest {

    private static final RoutingTable ALONE = table(node("n1", "game"));
    private static final RoutingTable BOTH = table(node("n1", "game"), node("n2", "game", "chat"));

    @Test
    void the_first_view_gives() {
        assertThat(ShardMoves.of("n1", 1, null, ALONE))
                .containsExactly(new ShardsMoved("game", 1, List.of(0, 1, 2, 3), List.of()));
    }

    @Test
    void a_node_that_joins_takes() {
        assertThat(ShardMoves.of("n1", 2, ALONE, BOTH))
                .containsExactly(new ShardsMoved("game", 2, List.of(), List.of(1, 3)));
        assertThat(ShardMoves.of("n2", 2, null, BOTH))
                .containsExactly(
                        new ShardsMoved("chat", 2, List.of(0, 1, 2, 3), List.of()),
                        new ShardsMoved("game", 2, List.of(1, 3), List.of()));
    }

    @Test
    void leaving_takes_all() {
        assertThat(ShardMoves.of("n1", 3, ALONE, null))
                .containsExactly(new ShardsMoved("game", 3, List.of(), List.of(0, 1, 2, 3)));
    }

    @Test
    void where_nothing_moves_there_is_nothing_to_tell() {
        assertThat(ShardMoves.of("n1", 3, BOTH, BOTH)).isEmpty();
        assertThat(ShardMoves.of("n3", 3, ALONE, BOTH)).isEmpty();
    }

    private static RoutingTable table(RoutingTable.Node... nodes) {
        return RoutingTable.of(List.of(nodes), 4, new ModuloShardStrategy());
    }

    private static RoutingTable.Node node(String name, String... capabilities) {
        return new RoutingTable.Node(new Member(name, 1, ""), new TreeSet<>(Set.of(capabilities)));
    }
}
