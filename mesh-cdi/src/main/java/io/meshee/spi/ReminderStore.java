package io.meshee.spi;

import io.meshee.api.ProcessKey;
import io.meshee.spi.StateStore.UnavailableException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps reminders, in the order in which they are due within each shard of each capability. Safe for any number of
 * threads.
 *
 * <p>Every change is conditional on the version that it replaces, in one step. Versions are chosen by the writer and never
 * come twice, so that a node that no longer owns a shard cannot bring back what was cancelled or moved since. A change
 * that has returned {@code true} is seen by every later reading, on any node.
 */
public interface ReminderStore {

    /** The version of what is not there. */
    long NONE = 0;

    /**
     * One reminder.
     *
     * @param process whose it is
     * @param name unique within the process
     * @param version unlike every earlier one of this reminder; not 0
     * @param due when to look at it next, in whole milliseconds
     * @param content opaque to the store; up to {@code mesh.message.max-size} bytes and some hundred more
     */
    record Entry(ProcessKey process, String name, long version, Instant due, byte[] content) {}

    /**
     * The reminders of a shard that are due.
     *
     * @param due by due time, the earliest first
     * @param next when the first reminder is due that is not among them, whether due already or later; empty if there is
     *     none
     */
    record Page(List<Entry> due, Optional<Instant> next) {}

    /**
     * The reminders of a process, by name.
     *
     * @param shard the shard of the process's id
     */
    List<Entry> of(int shard, ProcessKey process) throws UnavailableException;

    /**
     * Puts a reminder, if what is there under its name still has the expected version.
     *
     * @param shard the shard of the process's id
     * @param expected the version that it replaces, or {@link #NONE} if there must be none
     * @return false if there is another version, or none, and nothing was changed
     * @throws UnavailableException if it is not known whether it was put
     */
    boolean put(int shard, Entry entry, long expected) throws UnavailableException;

    /**
     * Removes a reminder, if it still has the expected version.
     *
     * @param shard the shard of the process's id
     * @return false if there is another version, or none, and nothing was changed
     * @throws UnavailableException if it is not known whether it was removed
     */
    boolean remove(int shard, ProcessKey process, String name, long expected) throws UnavailableException;

    /**
     * The reminders of a shard that are due at that time, or were before. Reads no more of the others than it must.
     *
     * @param limit the most to give, at least 1
     */
    Page due(String capability, int shard, Instant time, int limit) throws UnavailableException;

    /**
     * When the earliest reminder of each shard is due, for as many shards as are asked for in as few steps as the store
     * can. A time may be too early, never too late.
     *
     * @return without the shards that have no reminder
     */
    Map<Integer, Instant> earliest(String capability, Collection<Integer> shards) throws UnavailableException;
}
