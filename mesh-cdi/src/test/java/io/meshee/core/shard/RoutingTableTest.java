package io.meshee.core.shard;

import static io.meshee.core.shard.Members.SHARDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.core.shard.RoutingTable.Node;
import io.meshee.spi.Member;
import io.meshee.spi.ShardStrategy;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoutingTableTest {

    private final ShardStrategy rendezvous = new RendezvousShardStrategy();

    @Test
    void eachShardIsOwnedByANodeThatServesTheCapability() {
        RoutingTable table =
                RoutingTable.of(List.of(node("n2", "game", "payment"), node("n1", "game", "chat")), SHARDS, rendezvous);

        assertThat(table.shards()).isEqualTo(SHARDS);
        assertThat(table.capabilities()).containsExactly("chat", "game", "payment");
        assertThat(table.nodesFor("game")).containsExactly("n1", "n2");
        assertThat(IntStream.range(0, SHARDS).mapToObj(shard -> table.owner("game", shard)))
                .contains("n1", "n2")
                .containsOnly("n1", "n2");
        assertThat(IntStream.range(0, SHARDS).mapToObj(shard -> table.owner("payment", shard)))
                .containsOnly("n2");
    }

    @Test
    void aCapabilityThatNobodyServesHasNoOwner() {
        RoutingTable table = RoutingTable.of(List.of(node("n1", "game")), SHARDS, rendezvous);
        assertThat(table.owner("chat", 0)).isNull();
        assertThat(table.nodesFor("chat")).isEmpty();
        assertThat(RoutingTable.of(List.of(), SHARDS, rendezvous).capabilities())
                .isEmpty();
    }

    @Test
    void theOrderInWhichNodesAreGivenDoesNotCount() {
        Node first = node("n1", "game");
        Node second = node("n2", "game");
        Node third = node("n10", "game");
        RoutingTable table = RoutingTable.of(List.of(first, second, third), 64, new ModuloShardStrategy());
        RoutingTable other = RoutingTable.of(List.of(third, second, first), 64, new ModuloShardStrategy());
        for (int shard = 0; shard < 64; shard++) {
            assertThat(other.owner("game", shard)).isEqualTo(table.owner("game", shard));
        }
    }

    @Test
    void moduloTakesTheSortedNodesInTurnAsTheElixirLibraryDoes() {
        RoutingTable table = RoutingTable.of(
                List.of(node("c", "game"), node("a", "game"), node("b", "game")), 8, new ModuloShardStrategy());
        assertThat(IntStream.range(0, 8).mapToObj(shard -> table.owner("game", shard)))
                .containsExactly("a", "b", "c", "a", "b", "c", "a", "b");
        assertThat(new ModuloShardStrategy().owner(5, "game", Members.numbered(3)))
                .isEqualTo(2);
    }

    @Test
    void capabilitiesWithTheSameMembersShareOneArray() {
        List<Node> nodes = List.of(node("n1", "game", "chat", "own"), node("n2", "game", "chat"));
        RoutingTable table = RoutingTable.of(nodes, SHARDS, rendezvous);
        assertThat(table.sharesOwners("game", "chat")).isTrue();
        assertThat(table.sharesOwners("game", "own")).isFalse();

        ShardStrategy custom = (shard, capability, members) -> 0;
        assertThat(RoutingTable.of(nodes, SHARDS, custom).sharesOwners("game", "chat"))
                .isTrue();
    }

    @Test
    void aCustomStrategyMayTellCapabilitiesApart() {
        ShardStrategy custom = (shard, capability, members) -> capability.equals("game") ? 0 : 1;
        RoutingTable table =
                RoutingTable.of(List.of(node("n1", "game", "chat"), node("n2", "game", "chat")), 4, custom);
        assertThat(table.owner("game", 3)).isEqualTo("n1");
        assertThat(table.owner("chat", 3)).isEqualTo("n2");
    }

    @Test
    void anOwnerThatIsNotThereIsRefusedInTheStrategysName() {
        for (int owner : new int[] {-1, 1}) {
            assertThatThrownBy(() -> RoutingTable.of(List.of(node("n1", "game")), SHARDS, new Fixed(owner)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("MESH00402: shard strategy " + Fixed.class.getName() + " gave owner " + owner
                            + " for shard 0 of capability \"game\"; it must be from 0 to 0");
        }
    }

    @Test
    void neitherNodesNorTablesChangeAfterwards() {
        TreeSet<String> capabilities = new TreeSet<>(List.of("game"));
        Node node = new Node(Members.member("n1"), capabilities);
        capabilities.add("chat");
        assertThat(node.capabilities()).containsExactly("game");
        SortedSet<String> served = RoutingTable.of(List.of(node), 1, rendezvous).capabilities();
        assertThatThrownBy(() -> served.add("chat")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void twoNodesOfOneNameAreRefused() {
        List<Node> twins = List.of(node("n1", "game"), node("n1", "chat"));
        assertThatThrownBy(() -> RoutingTable.of(twins, SHARDS, rendezvous))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two nodes are named n1");
    }

    @Test
    void noShardsIsRefused() {
        assertThatThrownBy(() -> RoutingTable.of(List.of(), 0, rendezvous))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("shards must be at least 1, but was 0");
    }

    @Test
    void aShardThatDoesNotExistIsRefused() {
        RoutingTable table = RoutingTable.of(List.of(node("n1", "game")), SHARDS, rendezvous);
        assertThatThrownBy(() -> table.owner("game", SHARDS)).isInstanceOf(ArrayIndexOutOfBoundsException.class);
    }

    private static Node node(String name, String... capabilities) {
        return new Node(Members.member(name), new TreeSet<>(List.of(capabilities)));
    }

    private record Fixed(int owner) implements ShardStrategy {

        @Override
        public int owner(int shard, String capability, List<Member> members) {
            return owner;
        }
    }
}
