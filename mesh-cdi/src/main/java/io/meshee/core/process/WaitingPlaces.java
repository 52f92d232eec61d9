package io.meshee.core.process;

import io.meshee.api.OverloadedException;
import io.meshee.core.Errors;

/**
 * The node's places for waiting messages, for those that wait before they come to a mailbox. Safe for any number of
 * threads.
 */
public final class WaitingPlaces {

    private final String node;
    private final QueueBudget budget;
    private final Journal journal;

    WaitingPlaces(String node, QueueBudget budget, Journal journal) {
        this.node = node;
        this.budget = budget;
        this.journal = journal;
    }

    /**
     * Takes a place.
     *
     * @throws OverloadedException if all are taken; that is counted
     */
    public void take() {
        if (!budget.take()) {
            journal.refused();
            throw Errors.nodeFull(node, budget.all());
        }
    }

    /** Gives a place back. */
    public void give() {
        budget.give();
    }
}
