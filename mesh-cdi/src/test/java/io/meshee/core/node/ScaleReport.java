package io.meshee.core.node;

import io.meshee.api.ClusterView.State;
import io.meshee.core.process.WaitingPlaces;
import io.meshee.core.shard.RendezvousShardStrategy;
import io.meshee.core.shard.RoutingTable;
import io.meshee.core.view.MemberRecord;
import io.meshee.core.view.MemberRecord.Node;
import io.meshee.core.view.MemberRecord.Survival;
import io.meshee.core.view.MemberRecord.Terms;
import io.meshee.core.view.MembershipSimulation;
import io.meshee.core.view.MembershipSimulation.Change;
import io.meshee.core.view.MembershipSimulation.Traffic;
import io.meshee.core.view.View;
import io.meshee.core.wire.WireFormat;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What a change of the view costs as the cluster grows, in processor time, as Markdown on standard output. Not part of the build's tests:
 *
 * <pre>{@code mvn -pl mesh-cdi test -Dtest=ScaleReport}</pre>
 */
class ScaleReport {

    private static final int SHARDS = 16_384;
    private static final int CAPABILITIES = 50;
    private static final int ROUNDS = 5;
    private static final WaitingPlaces NOTHING_HELD = null; // no message comes to these gates
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int[] SIZES = {10, 100, 1000};
    private static final SortedSet<String> ALL = new TreeSet<>(
            IntStream.range(0, CAPABILITIES).mapToObj(i -> "c" + i).toList());

    @Test
    void report() {
        StringBuilder out = new StringBuilder();
        row(out, "", size -> size + " nodes");
        row(out, "---", size -> "---:");
        row(out, "routing table, every node serves every capability", size -> {
            List<Node> nodes = nodes(size, number -> ALL);
            return millis(() -> placement().table(nodes));
        });
        row(out, "routing table, a random half of the capabilities each", size -> {
            List<Node> nodes = nodes(size, ScaleReport::someCapabilities);
            return millis(() -> placement().table(nodes));
        });
        row(out, "gates of a node that joins", size -> {
            View view = joined(size);
            RoutingTable table = joiner(size).table(view.owners());
            var holders = new HashSet<>(names(size));
            return millis(() ->
                    joiner(size).gates(view, table, holders, ShardGates.NONE, NOTHING_HELD, (names, shard) -> {}));
        });
        row(out, "what an observer is told of a join", size -> {
            RoutingTable before = placement().table(nodes(size, number -> ALL));
            RoutingTable after = placement().table(nodes(size + 1, number -> ALL));
            return millis(() -> ShardMoves.of(name(0), 2, before, after));
        });
        row(out, "shards that move at a join (ideal)", size -> {
            RoutingTable before = placement().table(nodes(size, number -> ALL));
            RoutingTable after = placement().table(nodes(size + 1, number -> ALL));
            long moved = IntStream.range(0, SHARDS)
                    .filter(shard -> !before.owner("c0", shard).equals(after.owner("c0", shard)))
                    .count();
            return String.format("%.3f %% (%.3f %%)", 100.0 * moved / SHARDS, 100.0 / (size + 1));
        });
        row(out, "largest share of the mean, of the shards of a capability", size -> {
            RoutingTable table = placement().table(nodes(size, number -> ALL));
            int[] owned = new int[size];
            IntStream.range(0, SHARDS)
                    .forEach(shard ->
                            owned[Integer.parseInt(table.owner("c0", shard).substring(1))]++);
            return String.format(
                    "%.2f (smallest %.2f)",
                    Arrays.stream(owned).max().orElseThrow() / ((double) SHARDS / size),
                    Arrays.stream(owned).min().orElseThrow() / ((double) SHARDS / size));
        });
        System.out.print(out);
        out.setLength(0);
        membership(out);
        System.out.print(out);
    }

    private static void membership(StringBuilder out) {
        List<String[]> columns = new ArrayList<>();
        for (int size : SIZES) {
            MembershipSimulation nodes = new MembershipSimulation(size, SHARDS, 1);
            View view = joined(size);
            int record = record(view.members().get(0).node()).encode().length;
            Traffic idle = nodes.idleSecond();
            long begun = THREADS.getCurrentThreadCpuTime();
            Change join = nodes.join();
            double seconds = (THREADS.getCurrentThreadCpuTime() - begun) / 1e9;
            Change leave = nodes.leave();
            columns.add(new String[] {
                record + " B",
                String.format("%.1f KiB", view.encode().length / 1024.0),
                told(idle, size),
                told(join.traffic(), size),
                join.millis() + " ms",
                told(leave.traffic(), size),
                leave.millis() + " ms",
                String.format("%.1f ms", seconds * 1000 / size)
            });
        }
        String[] titles = {
            "a member's record",
            "the view, while a join is not settled",
            "a node's share of the directory's traffic in a second without change",
            "a node's share of a join",
            "a join's steps, with 1 ms a hint and nothing else that takes time",
            "a node's share of a graceful leave",
            "a leave's steps",
            "processor time of the membership thread for a join"
        };
        for (int i = 0; i < titles.length; i++) {
            int line = i;
            out.append("| ").append(titles[i]);
            columns.forEach(column -> out.append(" | ").append(column[line]));
            out.append(" |\n");
        }
    }

    private static String told(Traffic traffic, int size) {
        return String.format(
                "%.1f hints, %.1f views and %.0f records read, %.1f writes",
                (double) traffic.hints() / size,
                (double) traffic.views() / size,
                (double) traffic.records() / size,
                (double) traffic.writes() / size);
    }

    private static void row(StringBuilder out, String title, IntFunction<String> cell) {
        out.append("| ").append(title);
        for (int size : SIZES) {
            out.append(" | ").append(cell.apply(size));
        }
        out.append(" |\n");
    }

    private static String millis(Supplier<?> work) {
        double[] taken = new double[ROUNDS];
        for (int i = -2; i < ROUNDS; i++) {
            long begun = THREADS.getCurrentThreadCpuTime();
            work.get();
            if (i >= 0) {
                taken[i] = (THREADS.getCurrentThreadCpuTime() - begun) / 1e6;
            }
        }
        Arrays.sort(taken);
        return String.format("%.1f ms", taken[ROUNDS / 2]);
    }

    private static Placement placement() {
        return new Placement(name(0), SHARDS, new RendezvousShardStrategy());
    }

    private static Placement joiner(int size) {
        return new Placement(name(size), SHARDS, new RendezvousShardStrategy());
    }

    private static View joined(int size) {
        List<Node> before = nodes(size, number -> ALL);
        return new View(
                "line",
                2,
                nodes(size + 1, number -> ALL).stream()
                        .map(node -> new View.ViewMember(node, false))
                        .toList(),
                List.of(new View.Ownership(1, before)));
    }

    private static MemberRecord record(Node node) {
        return new MemberRecord(
                node,
                State.UP,
                new Terms(WireFormat.VERSION, SHARDS, "rendezvous", new Survival(3000, "keep-majority", 0)),
                "line",
                2,
                1,
                0);
    }

    private static List<Node> nodes(int count, IntFunction<SortedSet<String>> capabilities) {
        return IntStream.range(0, count)
                .mapToObj(number -> new MemberRecord.Node(
                        name(number),
                        new UUID(number, number).toString(),
                        new UUID(number, -number).toString(),
                        capabilities.apply(number),
                        Map.of(
                                "remote-ejb",
                                "10.0.0.1:3700",
                                "data-grid",
                                "10.0.0.1:5701",
                                Node.SOCKETS,
                                "10.0.0.1:5701,40001"),
                        1,
                        ""))
                .toList();
    }

    private static SortedSet<String> someCapabilities(int number) {
        Random random = new Random(number);
        SortedSet<String> some = new TreeSet<>();
        ALL.stream().filter(any -> random.nextBoolean()).forEach(some::add);
        return some;
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(ScaleReport::name).toList();
    }

    private static String name(int number) {
        return String.format("n%04d", number);
    }
}
