package io.meshee.core.shard;

import io.meshee.spi.Member;
import io.meshee.spi.ShardStrategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who owns what in one view: for each capability the owner of each shard. Immutable; computed once a view, on every node
 * alike.
 */
public final class RoutingTable {

    /**
     * A node of the view.
     *
     * @param member its name, weight and zone
     * @param capabilities what it serves
     */
    public record Node(Member member, SortedSet<String> capabilities) {

        /** Copies the capabilities. */
        public Node {
            capabilities = Collections.unmodifiableSortedSet(new TreeSet<>(capabilities));
        }
    }

    private record Placement(List<String> nodes, String[] owners) {}

    private final int shards;
    private final Map<String, Placement> placements;
    private final SortedSet<String> capabilities;

    private RoutingTable(int shards, SortedSet<String> capabilities, Map<String, Placement> placements) {
        this.shards = shards;
        this.capabilities = Collections.unmodifiableSortedSet(capabilities);
        this.placements = placements;
    }

    /**
     * Computes the table.
     *
     * @param nodes in any order, with distinct names
     * @param shards at least 1
     * @param strategy asked once for each shard and capability; it sees the members sorted by name
     * @throws IllegalArgumentException if {@code shards} is less than 1, or two nodes have one name
     * @throws IllegalStateException if the strategy names an owner that is not there; the message names the strategy
     */
    public static RoutingTable of(List<Node> nodes, int shards, ShardStrategy strategy) {
        if (shards < 1) {
            throw new IllegalArgumentException("shards must be at least 1, but was " + shards);
        }
        TreeMap<String, List<Member>> members = membersByCapability(nodes);
        Placer placer = new Placer(shards, strategy);
        Map<String, Placement> placements = new HashMap<>();
        members.forEach((capability, serving) -> placements.put(capability, placer.place(capability, serving)));
        return new RoutingTable(shards, new TreeSet<>(members.keySet()), placements);
    }

    /**
     * The node that owns a shard for a capability.
     *
     * @param shard from 0 to {@link #shards()} - 1
     * @return its name, or {@code null} if no node serves the capability
     * @throws ArrayIndexOutOfBoundsException if there is no such shard
     */
    public String owner(String capability, int shard) {
        Placement placement = placements.get(capability);
        return placement == null ? null : placement.owners[shard];
    }

    /** The names of the nodes that serve a capability, sorted; empty if there are none. */
    public List<String> nodesFor(String capability) {
        Placement placement = placements.get(capability);
        return placement == null ? List.of() : placement.nodes;
    }

    /** Every capability that some node serves. */
    public SortedSet<String> capabilities() {
        return capabilities;
    }

    /** The number of shards. */
    public int shards() {
        return shards;
    }

    boolean sharesOwners(String capability, String other) {
        return placements.get(capability).owners == placements.get(other).owners;
    }

    private static TreeMap<String, List<Member>> membersByCapability(List<Node> nodes) {
        List<Node> sorted = new ArrayList<>(nodes);
        sorted.sort(Comparator.comparing(node -> node.member().name()));
        Set<String> names = new HashSet<>();
        TreeMap<String, List<Member>> members = new TreeMap<>();
        for (Node node : sorted) {
            if (!names.add(node.member().name())) {
                throw new IllegalArgumentException(
                        "two nodes are named " + node.member().name());
            }
            for (String capability : node.capabilities()) {
                members.computeIfAbsent(capability, c -> new ArrayList<>()).add(node.member());
            }
        }
        members.replaceAll((capability, serving) -> List.copyOf(serving));
        return members;
    }

    /** Places capabilities one after the other, handing out again what equal members already have. */
    private static final class Placer {

        private final int shards;
        private final ShardStrategy strategy;
        private final WholePlacement.Placing whole; // null for a strategy that looks at the capability
        private final Map<List<Member>, List<Placement>> placed = new HashMap<>();

        Placer(int shards, ShardStrategy strategy) {
            this.shards = shards;
            this.strategy = strategy;
            this.whole = strategy instanceof WholePlacement placement ? placement.begin(shards) : null;
        }

        Placement place(String capability, List<Member> members) {
            List<Placement> known = placed.computeIfAbsent(members, m -> new ArrayList<>());
            if (whole != null) {
                if (known.isEmpty()) {
                    known.add(named(whole.owners(members), members));
                }
                return known.get(0);
            }
            Placement placement = named(owners(capability, members), members);
            for (Placement other : known) {
                if (Arrays.equals(other.owners, placement.owners)) {
                    return other;
                }
            }
            known.add(placement);
            return placement;
        }

        private int[] owners(String capability, List<Member> members) {
            int[] owners = new int[shards];
            for (int shard = 0; shard < shards; shard++) {
                int owner = strategy.owner(shard, capability, members);
                if (owner < 0 || owner >= members.size()) {
                    throw new IllegalStateException("MESH00402: shard strategy "
                            + strategy.getClass().getName() + " gave owner " + owner + " for shard " + shard
                            + " of capability \"" + capability + "\"; it must be from 0 to " + (members.size() - 1));
                }
                owners[shard] = owner;
            }
            return owners;
        }

        private static Placement named(int[] owners, List<Member> members) {
            String[] names = new String[members.size()];
            for (int i = 0; i < names.length; i++) {
                names[i] = members.get(i).name();
            }
            String[] named = new String[owners.length];
            for (int shard = 0; shard < owners.length; shard++) {
                named[shard] = names[owners[shard]];
            }
            return new Placement(List.of(names), named);
        }
    }
}
