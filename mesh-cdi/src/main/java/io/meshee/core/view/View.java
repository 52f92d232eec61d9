package io.meshee.core.view;

import io.meshee.api.ClusterView;
import io.meshee.core.view.MemberRecord.Node;
import io.meshee.core.wire.MalformedException;
import io.meshee.core.wire.WireFormat;
import io.meshee.core.wire.WireReader;
import io.meshee.core.wire.WireWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The numbered list of member nodes: one entry of the directory, changed by compare-and-set on its bytes.
 *
 * @param lineage names the line of views; drawn when the first of them is made
 * @param epoch counts the line's views from 1
 * @param members sorted by name
 * @param unsettled what owned shards in the earlier views from which shards may still be on their way, oldest first
 */
public record View(String lineage, long epoch, List<ViewMember> members, List<Ownership> unsettled) {

    private static final int MARK = 0xD2;

    /** Sorts the members by name. */
    public View {
        members = members.stream()
                .sorted(Comparator.comparing(member -> member.node().name()))
                .toList();
        unsettled = List.copyOf(unsettled);
    }

    /**
     * A node in the view.
     *
     * @param leaving it owns nothing any more and goes once it has handed its shards over
     */
    public record ViewMember(Node node, boolean leaving) {}

    /** The nodes among which an earlier view divided the shards. */
    public record Ownership(long epoch, List<Node> owners) {
        /** Keeps an unmodifiable copy. */
        public Ownership {
            owners = List.copyOf(owners);
        }
    }

    /** The nodes among which the shards are divided. */
    public List<Node> owners() {
        return members.stream()
                .filter(member -> !member.leaving())
                .map(ViewMember::node)
                .toList();
    }

    /** Those whose word counts when it is to be known who may go on: all that do not leave, or all if all do. */
    public List<Node> voters() {
        List<Node> owners = owners();
        return owners.isEmpty() ? members.stream().map(ViewMember::node).toList() : owners;
    }

    /** The voters of the view before; this one's where there was none. */
    public List<Node> formerVoters() {
        List<Node> owners = unsettled.isEmpty()
                ? List.of()
                : unsettled.get(unsettled.size() - 1).owners();
        return owners.isEmpty() ? voters() : owners;
    }

    /** Those that a later view has lost without their having left. */
    public List<Node> lostIn(View later) {
        return members.stream()
                .filter(member -> !member.leaving() && !later.contains(member.node()))
                .map(ViewMember::node)
                .toList();
    }

    /** The same view as the first step of another line. */
    View in(String otherLineage) {
        return new View(otherLineage, epoch, members, unsettled);
    }

    /** The member of that name. Asked for each call that leaves the node. */
    public Optional<ViewMember> member(String name) {
        for (ViewMember member : members) {
            if (member.node().name().equals(name)) {
                return Optional.of(member);
            }
        }
        return Optional.empty();
    }

    /** Whether this very start of the node is a member. */
    public boolean contains(Node node) {
        return member(node.name())
                .filter(member -> member.node().isSameStart(node))
                .isPresent();
    }

    /** The view as applications see it; one of epoch 0 without members for {@code null}. */
    public static ClusterView forApplications(View view) {
        return view == null ? new ClusterView(0, "", List.of()) : view.toClusterView();
    }

    /** The view as applications see it. */
    public ClusterView toClusterView() {
        return new ClusterView(
                epoch,
                lineage,
                members.stream()
                        .map(member -> new ClusterView.Member(
                                member.node().name(),
                                member.node().startId(),
                                member.node().capabilities(),
                                member.leaving() ? ClusterView.State.LEAVING : ClusterView.State.UP))
                        .toList());
    }

    /** The view as canonical bytes. */
    public byte[] encode() {
        WireWriter out = new WireWriter(1024)
                .writeByte(MARK)
                .writeByte(WireFormat.VERSION)
                .writeString(lineage)
                .writeVarint(epoch)
                .writeVarint(members.size());
        for (ViewMember member : members) {
            member.node().write(out);
            out.writeBoolean(member.leaving());
        }
        out.writeVarint(unsettled.size());
        for (Ownership ownership : unsettled) {
            out.writeVarint(ownership.epoch()).writeVarint(ownership.owners().size());
            ownership.owners().forEach(node -> node.write(out));
        }
        return out.toByteArray();
    }

    /** The view in the bytes. */
    public static View decode(byte[] bytes) throws MalformedException {
        WireReader in = new WireReader(bytes);
        if (in.readByte() != MARK || in.readByte() != WireFormat.VERSION) {
            throw in.malformed("no view of version " + WireFormat.VERSION);
        }
        String lineage = in.readString();
        long epoch = in.readVarint();
        int count = in.readCount();
        List<ViewMember> members = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            members.add(new ViewMember(Node.read(in), in.readBoolean()));
        }
        int past = in.readCount();
        List<Ownership> unsettled = new ArrayList<>(past);
        for (int i = 0; i < past; i++) {
            unsettled.add(readOwnership(in));
        }
        in.requireEnd();
        return new View(lineage, epoch, members, unsettled);
    }

    private static Ownership readOwnership(WireReader in) throws MalformedException {
        long epoch = in.readVarint();
        int count = in.readCount();
        List<Node> owners = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            owners.add(Node.read(in));
        }
        return new Ownership(epoch, owners);
    }
}
