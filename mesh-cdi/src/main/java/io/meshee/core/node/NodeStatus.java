package io.meshee.core.node;

import io.meshee.core.peer.Inbox;
import io.meshee.core.peer.Peers;
import io.meshee.core.process.Journal;
import io.meshee.core.reminder.ReminderCounts;
import java.util.List;
import java.util.SortedSet;

/**
 * How a node is.
 *
 * @param joined whether its record is in the directory
 * @param member whether it is in the view that it works by
 * @param arriving whether it is in the view, and on its way to its share of the shards
 * @param serving whether it holds its lease, and so may run handlers
 * @param connected whether its JVM is part of a running grid
 * @param draining whether it is to stop, or is handing shards over before it stops
 * @param transports those that peers can reach it by
 * @param processes how many processes it hosts
 * @param pending how many of its calls are at peers
 * @param queued how many messages wait in its mailboxes and pools
 * @param workers the threads of its pool
 * @param castsDropped casts that had been accepted here and did not arrive
 * @param answersLost answers that could not be brought back to their callers
 * @param counts what became of processes and messages
 * @param eventsDropped events that were dropped because their observers did not keep up
 * @param reminders what became of the reminders that were due here
 */
public record NodeStatus(
        String node,
        boolean joined,
        boolean member,
        boolean arriving,
        boolean serving,
        boolean connected,
        boolean draining,
        long epoch,
        int members,
        SortedSet<String> capabilities,
        List<String> transports,
        int processes,
        int pending,
        int queued,
        int workers,
        long castsDropped,
        long answersLost,
        Journal.Counts counts,
        long eventsDropped,
        ReminderCounts reminders,
        Inbox.Traffic received,
        List<Peers.Traffic> sent) {

    /** Whether the node may be given work. */
    public boolean isReady() {
        return joined && member && !arriving && serving && connected && !draining && !transports.isEmpty();
    }
}
