package io.meshee.core.view;

import io.meshee.core.view.MemberRecord.Node;

/** Which nodes are there, for the rule that gives the next view. */
public interface Liveness {

    /** Whether the node may be taken in: this node and all that it is in contact with reach it. */
    boolean isPresent(Node node);

    /** Whether the node is to be removed: it is proven dead, or has been silent for too long. */
    boolean isGone(Node node);
}
