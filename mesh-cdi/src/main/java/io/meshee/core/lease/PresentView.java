package io.meshee.core.lease;

import io.meshee.core.view.MemberRecord.Node;
import io.meshee.core.view.View;
import io.meshee.core.view.ViewId;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The view by which this node works, and what is known of it and of those after it. Guarded by its owner. */
final class PresentView {

    private View view;
    private ViewId id = ViewId.NONE;
    private Set<String> starts = Set.of();
    private boolean committed;
    private long committedSince;
    private Optional<View> newer = Optional.empty();

    /** Whether there has been none yet. */
    boolean isMissing() {
        return view == null;
    }

    /** {@code null} if there has been none yet. */
    View view() {
        return view;
    }

    ViewId id() {
        return id;
    }

    /** Whether that very start is a member. */
    boolean contains(Node node) {
        return starts.contains(node.startId());
    }

    Set<String> starts() {
        return starts;
    }

    void install(View next) {
        view = next;
        id = ViewId.of(next);
        starts = next.members().stream().map(member -> member.node().startId()).collect(Collectors.toSet());
        committed = false;
        newer = newer.filter(brought -> comesAfter(brought, next));
    }

    /** Whether a quorum of the view before is known to have confirmed this one. */
    boolean isCommitted() {
        return committed;
    }

    void commit(long now) {
        committed = true;
        committedSince = now;
    }

    /** A node that works by the view before may have been granted its lease until a quorum had this one. */
    boolean leavesNoFormerLease(Contact contact, long leaseNanos, long now) {
        return contact.view().equals(id) || now - committedSince > leaseNanos;
    }

    /** Somebody works by that view. */
    void heardOf(View brought) {
        if (view != null && comesAfter(brought, newer.orElse(view))) {
            newer = Optional.of(brought);
        }
    }

    /** The newest view after this one by which somebody works. */
    Optional<View> newer() {
        return newer;
    }

    private static boolean comesAfter(View one, View other) {
        return one.lineage().equals(other.lineage()) && one.epoch() > other.epoch();
    }
}
