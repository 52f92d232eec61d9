package io.meshee.core.node;

import io.meshee.core.group.LocalGroups;
import io.meshee.core.group.RemoteGroups;
import io.meshee.core.peer.LaneClosedException;
import io.meshee.core.peer.LaneFullException;
import io.meshee.core.peer.Peers;
import io.meshee.core.view.View;
import io.meshee.core.view.View.ViewMember;
import io.meshee.core.wire.Batch;
import io.meshee.core.wire.Message;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets the nodes know of each other's groups. A change is announced to all when it happens; its version is told to all after
 * each change of the view and every two seconds, and who finds that it has missed something asks for the whole. A node that
 * never had a group says nothing.
 */
final class GroupSpread implements LocalGroups.Announcer {

    private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** Announcements share a lane, and so arrive in their order. */
    private static final int LANE = 0;

    private static final int SMALL = 64;

    private final String self;
    private final Supplier<Topology> topology;
    private final Peers peers;
    private final LocalGroups local;
    private final RemoteGroups remote = new RemoteGroups();
    private View seen;
    private long next;

    GroupSpread(String self, Supplier<Topology> topology, Peers peers, LocalGroups local) {
        this.self = self;
        this.topology = topology;
        this.peers = peers;
        this.local = local;
        local.announceTo(this);
    }

    /** The other nodes that have members of the group, as far as is known. */
    List<String> nodesWith(String group) {
        return remote.nodesWith(group);
    }

    @Override
    public void changed(long version, String group, boolean present) {
        tellAll(new Message.GroupChange(0, version, group, present), SMALL + group.length());
    }

    /** Repairs what was lost. Called by one thread, every few milliseconds. */
    void tick(long now) {
        View view = topology.get().view();
        if (view == null || view == seen && now - next < 0) {
            return;
        }
        if (view != seen) {
            remote.retain(view.members().stream()
                    .map(member -> member.node().startId())
                    .toList());
        }
        seen = view;
        next = now + PERIOD_NANOS;
        if (local.version() > 0) {
            tellAll(new Message.GroupVersion(0, local.version()), SMALL);
        }
    }

    void take(Batch.Header from, Message.GroupChange change) {
        if (!remote.changed(from.sender(), from.senderStart(), change.version(), change.group(), change.present())) {
            askForAll(from.sender());
        }
    }

    void take(Batch.Header from, Message.GroupVersion version) {
        if (!remote.knows(from.senderStart(), version.version())) {
            askForAll(from.sender());
        }
    }

    void take(Batch.Header from, Message.AllGroups all) {
        remote.whole(from.sender(), from.senderStart(), all.version(), all.groups());
    }

    void takeQuestion(Batch.Header from) {
        LocalGroups.Whole whole = local.whole();
        int size = whole.groups().stream().mapToInt(String::length).sum();
        tell(from.sender(), new Message.AllGroups(0, whole.version(), whole.groups()), SMALL + size);
    }

    private void askForAll(String node) {
        tell(node, new Message.AskGroups(0), SMALL);
    }

    private void tellAll(Message message, int size) {
        View view = topology.get().view();
        if (view != null) {
            view.members().stream()
                    .map(ViewMember::node)
                    .filter(node -> !node.name().equals(self))
                    .forEach(node -> tell(node.name(), message, size));
        }
    }

    private void tell(String node, Message message, int size) {
        try {
            peers.send(node, LANE, new Notice(message, size, () -> {}), false);
        } catch (LaneFullException | LaneClosedException e) {
            return; // the next version that is told shows what is missing
        }
    }
}
