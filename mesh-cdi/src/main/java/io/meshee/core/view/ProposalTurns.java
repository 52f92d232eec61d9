package io.meshee.core.view;

import io.meshee.core.view.MemberRecord.Node;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

/**
 * Spares the directory a race: every node could propose the next view, and all would propose the same. The first by name
 * does so at once, each other one only if those before it have not.
 */
final class ProposalTurns {

    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Node self;
    private boolean planned;
    private View plannedOn;
    private long plannedSince;

    ProposalTurns(Node self) {
        this.self = self;
    }

    void nothingPlanned() {
        planned = false;
    }

    /** How long to leave the proposal to others; not more than 0 if it is this node's turn. */
    long nanosUntilMine(View present, Collection<MemberRecord> records, Liveness liveness) {
        long now = System.nanoTime();
        if (!planned || plannedOn != present) {
            planned = true;
            plannedOn = present;
            plannedSince = now;
        }
        boolean membersPropose = present != null && present.contains(self); // else all of them are dead
        long before = records.stream()
                .map(MemberRecord::node)
                .filter(node -> liveness.isPresent(node))
                .filter(node -> !membersPropose || present.contains(node))
                .filter(node -> node.name().compareTo(self.name()) < 0)
                .count();
        return plannedSince + before * STEP_NANOS - now;
    }
}
