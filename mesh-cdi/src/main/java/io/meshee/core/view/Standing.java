package io.meshee.core.view;

import io.meshee.core.view.MemberRecord.Node;
import java.util.Collection;
import java.util.Optional;

/** What this node knows at first hand of the others, and what it may therefore do to the view. */
public interface Standing extends Liveness {

    /** Keeps in contact with these nodes and the members of the view, and with no others. */
    void know(Collection<Node> nodes);

    /** This node works by that view from now on. Ends its lease if it is not a member any more. */
    void install(View view);

    /** The newest view after the present one of which another node has told that works by it. */
    Optional<View> newerView();

    /** This node has lost its grid, and with it its state and the directory: it serves no longer, and says so. */
    void detached();

    /**
     * Whether this node may propose the next view: it holds its lease, and the present view is known to be confirmed by a
     * majority of the one before. Without a view: whether nobody that it reaches has one.
     */
    boolean mayPropose();

    /** Whether the present view's line goes on with this node's side; if not, what this side makes is a line of its own. */
    boolean keepsLineage();

    /**
     * Whether this node may confirm a view without these nodes: nothing that it answered them counts for their leases any
     * more. From the first time that it is asked it answers them nothing that would.
     */
    boolean mayRemove(Collection<Node> removed);

    /**
     * Whether this node may propose a view without these nodes: it may confirm such a view, and none of them can still hold
     * a lease by the view before the present one.
     */
    boolean mayLeaveOut(Collection<Node> removed);

    /** Whether it is proven that the node has ended. */
    boolean isDead(Node node);

    /** Whether the present view is known to be confirmed by a majority of the one before. */
    boolean isCommitted();

    /** Whether another node says so of that view. */
    boolean isCommittedElsewhere(ViewId view);
}
