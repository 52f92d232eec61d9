package io.meshee.benchmark.jmh;

import io.meshee.core.shard.RendezvousShardStrategy;
import io.meshee.core.shard.RoutingTable;
import io.meshee.core.shard.ShardHash;
import io.meshee.spi.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From an id to its owner, and the table of a new view: 10 nodes, 4096 shards, 20 capabilities. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RoutingParts {

    private static final int NODES = 10;
    private static final int SHARDS = 4096;
    private static final int CAPABILITIES = 20;
    private static final int IDS = 10_000;

    private final RendezvousShardStrategy strategy = new RendezvousShardStrategy();
    private List<RoutingTable.Node> alike;
    private List<RoutingTable.Node> weighted;
    private RoutingTable table;
    private String[] ids;
    private int next;

    /** Makes the nodes. */
    @Setup
    public void prepare() {
        alike = nodes(false);
        weighted = nodes(true);
        table = RoutingTable.of(alike, SHARDS, strategy);
        ids = IntStream.range(0, IDS).mapToObj(i -> "player_" + i).toArray(String[]::new);
    }

    /** A look-up, the hash of the id included. */
    @Benchmark
    public String owner() {
        next = next == IDS - 1 ? 0 : next + 1;
        return table.owner("capability-3", ShardHash.shardOf(ids[next], SHARDS));
    }

    /** A view whose nodes all weigh the same and serve the same. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public RoutingTable tableOfEqualNodes() {
        return RoutingTable.of(alike, SHARDS, strategy);
    }

    /** A view whose nodes all weigh differently, and of whose capabilities no two are served by the same nodes. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public RoutingTable tableOfAllDifferentNodes() {
        return RoutingTable.of(weighted, SHARDS, strategy);
    }

    /** Where all differ, capability c is served by all but one node (c under 10), or by all but two neighbours. */
    private static List<RoutingTable.Node> nodes(boolean differ) {
        List<RoutingTable.Node> nodes = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            TreeSet<String> capabilities = new TreeSet<>();
            for (int c = 0; c < CAPABILITIES; c++) {
                if (!differ || c % NODES != i && (c < NODES || (c + 1) % NODES != i)) {
                    capabilities.add("capability-" + c);
                }
            }
            nodes.add(new RoutingTable.Node(new Member("node-" + i, differ ? 1 + i / 4.0 : 1, ""), capabilities));
        }
        return nodes;
    }
}
