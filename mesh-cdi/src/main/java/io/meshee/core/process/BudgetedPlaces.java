package io.meshee.core.process;

import io.meshee.core.Errors;

/** Places of the stock that the mailboxes have theirs from. */
record BudgetedPlaces(String node, QueueBudget budget, Journal journal) implements WaitingPlaces {

    @Override
    public void take() {
        if (!budget.take()) {
            journal.refused();
            throw Errors.nodeFull(node, budget.all());
        }
    }

    @Override
    public void give() {
        budget.give();
    }
}
