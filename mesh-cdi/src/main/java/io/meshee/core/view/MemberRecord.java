package io.meshee.core.view;

import io.meshee.api.ClusterView.State;
import io.meshee.core.wire.MalformedException;
import io.meshee.core.wire.WireFormat;
import io.meshee.core.wire.WireReader;
import io.meshee.core.wire.WireWriter;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a node says of itself in the directory. Only the node itself writes it.
 *
 * @param node who it is and what it serves
 * @param state JOINING until its application has started, then UP, then LEAVING once it is to stop
 * @param terms what must be equal on all members
 * @param lineage the lineage of the view it works by; empty before the first
 * @param seenEpoch the epoch of the view it works by; 0 before the first
 * @param releasedEpoch the newest epoch for which it has let go of every shard that it lost
 * @param processes how many lived on it when it last saw a newer view
 */
public record MemberRecord(
        Node node, State state, Terms terms, String lineage, long seenEpoch, long releasedEpoch, long processes) {

    private static final int MARK = 0xD1;
    private static final State[] STATES = State.values();

    /**
     * Settings that decide where shards are, how nodes talk and who survives: a node with others would be a second truth.
     *
     * @param wireVersion of {@link WireFormat}
     * @param shards {@code mesh.shards}
     * @param strategy {@code mesh.shard-strategy}
     * @param survival what decides who may go on when nodes lose each other
     */
    public record Terms(int wireVersion, int shards, String strategy, Survival survival) {}

    /**
     * A node that waits for a shorter time than another serves, or counts otherwise, would take over from one that goes on.
     *
     * @param leaseMillis {@code mesh.lease} in milliseconds
     * @param policy {@code mesh.partition-policy}
     * @param quorumSize {@code mesh.static-quorum.size}; 0 with any other policy
     */
    public record Survival(long leaseMillis, String policy, int quorumSize) {

        static final Survival UNKNOWN = new Survival(0, "", 0);
    }

    /**
     * A node.
     *
     * @param startId unlike for every start
     * @param gridMember the data grid's own id of the JVM it runs in
     * @param endpoints how to reach it, by transport name; under {@link #SOCKETS} where it can be seen to have ended
     * @param weight its share of the shards
     * @param zone where it stands
     */
    public record Node(
            String name,
            String startId,
            String gridMember,
            SortedSet<String> capabilities,
            Map<String, String> endpoints,
            double weight,
            String zone) {

        /** Names, among the endpoints, the sockets that exist for as long as the node does. */
        public static final String SOCKETS = "sockets";

        /** Keeps ordered, unmodifiable copies. */
        public Node {
            capabilities = Collections.unmodifiableSortedSet(new TreeSet<>(capabilities));
            endpoints = Collections.unmodifiableMap(new TreeMap<>(endpoints));
        }

        /** The same node with other capabilities. */
        public Node withCapabilities(SortedSet<String> others) {
            return new Node(name, startId, gridMember, others, endpoints, weight, zone);
        }

        /** The same node when the grid has given its JVM another id. */
        public Node withGridMember(String other) {
            return new Node(name, startId, other, capabilities, endpoints, weight, zone);
        }

        /** The same node with another share. */
        public Node withWeight(double other) {
            return new Node(name, startId, gridMember, capabilities, endpoints, other, zone);
        }

        /** Whether both are the same start of the same node. */
        public boolean isSameStart(Node other) {
            return name.equals(other.name) && startId.equals(other.startId);
        }

        void write(WireWriter out) {
            out.writeString(name)
                    .writeString(startId)
                    .writeString(gridMember)
                    .writeStrings(capabilities)
                    .writeStrings(endpoints)
                    .writeDouble(weight)
                    .writeString(zone);
        }

        static Node read(WireReader in) throws MalformedException {
            return new Node(
                    in.readString(),
                    in.readString(),
                    in.readString(),
                    new TreeSet<>(in.readStringList()),
                    in.readStringMap(),
                    in.readDouble(),
                    in.readString());
        }
    }

    /** The same record by a newer view, of which nothing is released yet. */
    MemberRecord seen(String lineage, long epoch) {
        long released = lineage.equals(this.lineage) ? Math.min(releasedEpoch, epoch - 1) : 0;
        return new MemberRecord(node, state, terms, lineage, epoch, released, processes);
    }

    /** The same record of a node with that weight. */
    MemberRecord weighing(double weight) {
        return new MemberRecord(node.withWeight(weight), state, terms, lineage, seenEpoch, releasedEpoch, processes);
    }

    /** The same record of a node whose JVM has that id in the grid. */
    MemberRecord onGridMember(String gridMember) {
        return new MemberRecord(
                node.withGridMember(gridMember), state, terms, lineage, seenEpoch, releasedEpoch, processes);
    }

    /** The same record once everything lost up to that epoch is let go of. */
    MemberRecord released(long epoch) {
        return new MemberRecord(node, state, terms, lineage, seenEpoch, epoch, processes);
    }

    /** The same record with other capabilities. */
    MemberRecord serving(SortedSet<String> capabilities) {
        return new MemberRecord(
                node.withCapabilities(capabilities), state, terms, lineage, seenEpoch, releasedEpoch, processes);
    }

    /** The same record with so many processes. */
    MemberRecord hosting(long processes) {
        return new MemberRecord(node, state, terms, lineage, seenEpoch, releasedEpoch, processes);
    }

    /** The same record in another state. */
    MemberRecord in(State other) {
        return new MemberRecord(node, other, terms, lineage, seenEpoch, releasedEpoch, processes);
    }

    /** The record as canonical bytes. */
    public byte[] encode() {
        WireWriter out = new WireWriter()
                .writeByte(MARK)
                .writeByte(terms.wireVersion())
                .writeVarint(terms.shards())
                .writeString(terms.strategy());
        if (terms.wireVersion() == WireFormat.VERSION) {
            out.writeVarint(terms.survival().leaseMillis())
                    .writeString(terms.survival().policy())
                    .writeVarint(terms.survival().quorumSize());
        }
        node.write(out);
        return out.writeByte(state.ordinal())
                .writeString(lineage)
                .writeVarint(seenEpoch)
                .writeVarint(releasedEpoch)
                .writeVarint(processes)
                .toByteArray();
    }

    /**
     * The terms in a record's bytes. They come first, so that the version can be read of a record of another version.
     */
    public static Terms decodeTerms(byte[] bytes) throws MalformedException {
        return readTerms(new WireReader(bytes));
    }

    /** The record in the bytes. */
    public static MemberRecord decode(byte[] bytes) throws MalformedException {
        WireReader in = new WireReader(bytes);
        Terms terms = readTerms(in);
        if (terms.wireVersion() != WireFormat.VERSION) {
            throw in.malformed("wire version " + terms.wireVersion() + " instead of " + WireFormat.VERSION);
        }
        Node node = Node.read(in);
        MemberRecord record = new MemberRecord(
                node,
                STATES[in.readInt(STATES.length - 1)],
                terms,
                in.readString(),
                in.readVarint(),
                in.readVarint(),
                in.readVarint());
        in.requireEnd();
        return record;
    }

    private static Terms readTerms(WireReader in) throws MalformedException {
        if (in.readByte() != MARK) {
            throw in.malformed("no member record");
        }
        int wireVersion = in.readByte();
        int shards = in.readInt(Integer.MAX_VALUE);
        String strategy = in.readString();
        Survival survival = wireVersion == WireFormat.VERSION
                ? new Survival(in.readVarint(), in.readString(), in.readInt(Integer.MAX_VALUE))
                : Survival.UNKNOWN;
        return new Terms(wireVersion, shards, strategy, survival);
    }
}
