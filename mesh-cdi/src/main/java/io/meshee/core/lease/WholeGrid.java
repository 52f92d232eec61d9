package io.meshee.core.lease;

import io.meshee.core.view.Grid;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Whether the data grid has all members of the view that this node hears from. It may split where Mesh does not, as on a link
 * that is slow: then what it gives may be older than what its other part has, or nothing where that has something.
 */
final class WholeGrid {

    private final Grid grid;
    private final Contacts contacts;

    WholeGrid(Grid grid, Contacts contacts) {
        this.grid = grid;
        this.contacts = contacts;
    }

    boolean isWhole() {
        return !grid.isMerging() && !contacts.hearsOfMemberOutside(grid.members());
    }

    /** False if it is not whole, nor becomes so within that time: somebody is lost to the grid, and lives. */
    boolean await(Duration limit) {
        if (isWhole()) {
            return true;
        }
        long giveUp = System.nanoTime() + limit.toNanos();
        synchronized (this) {
            while (!isWhole()) {
                long left = TimeUnit.NANOSECONDS.toMillis(giveUp - System.nanoTime());
                if (left <= 0) {
                    return false;
                }
                try {
                    wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return isWhole();
                }
            }
        }
        return true;
    }

    /** Something may have changed. */
    synchronized void look() {
        notifyAll();
    }
}
