package io.meshee.core.group;

import io.meshee.api.InvalidRequestException;
import io.meshee.api.OverloadedException;
import io.meshee.api.ProcessRef;
import io.meshee.core.Errors;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The groups that activations of this node are in. Membership is the activation's and ends with it.
 *
 * <p>Other nodes need to know only which groups have members here. Each such change has a version, one more than the last,
 * and is announced in the order of the versions.
 */
public final class LocalGroups {

    /** The most groups that have members on one node. */
    public static final int MOST_GROUPS = 10_000;

    /** The most members that one group has on one node. */
    public static final int MOST_MEMBERS = 10_000;

    private static final int LONGEST_NAME = 255;

    private final Map<String, Set<ProcessRef>> members = new ConcurrentHashMap<>();
    private final Map<ProcessRef, Set<String>> joined = new ConcurrentHashMap<>();
    private Announcer announcer = (version, group, present) -> {};
    private volatile long version;

    /** Tells other nodes. */
    @FunctionalInterface
    public interface Announcer {

        /** The first member of a group has come, or the last one has gone. Must not block. */
        void changed(long version, String group, boolean present);
    }

    /** Every group with members, as of a version. */
    public record Whole(long version, List<String> groups) {}

    /** Has changes announced from now on. */
    public synchronized void announceTo(Announcer to) {
        announcer = to;
    }

    /**
     * Checks a group's name.
     *
     * @throws InvalidRequestException if it is null, blank, or longer than 255 characters
     */
    public static void requireName(String group) {
        if (group == null || group.isBlank() || group.length() > LONGEST_NAME) {
            throw Errors.groupName(group, LONGEST_NAME);
        }
    }

    /**
     * Takes an activation in. Does nothing if it is in already.
     *
     * @throws OverloadedException if the node has as many groups, or the group has as many members here, as may be
     */
    public synchronized void join(ProcessRef process, String group) {
        requireName(group);
        Set<ProcessRef> present = members.get(group);
        if (present == null && members.size() >= MOST_GROUPS) {
            throw Errors.tooManyGroups(process.node(), MOST_GROUPS);
        }
        if (present != null && present.size() >= MOST_MEMBERS && !present.contains(process)) {
            throw Errors.tooManyMembers(group, process.node(), MOST_MEMBERS);
        }
        joined.computeIfAbsent(process, first -> ConcurrentHashMap.newKeySet()).add(group);
        if (present != null) {
            present.add(process);
            return;
        }
        Set<ProcessRef> fresh = ConcurrentHashMap.newKeySet();
        fresh.add(process);
        members.put(group, fresh);
        announcer.changed(++version, group, true);
    }

    /** Lets an activation go. Does nothing if it is not in. */
    public synchronized void leave(ProcessRef process, String group) {
        requireName(group);
        Set<String> groups = joined.get(process);
        if (groups == null || !groups.remove(group)) {
            return;
        }
        if (groups.isEmpty()) {
            joined.remove(process);
        }
        remove(process, group);
    }

    /** The activation has ended. */
    public void ended(ProcessRef process) {
        if (joined.containsKey(process)) {
            leaveAll(process);
        }
    }

    private synchronized void leaveAll(ProcessRef process) {
        Set<String> groups = joined.remove(process);
        if (groups != null) {
            groups.forEach(group -> remove(process, group));
        }
    }

    /** The members here; none if the group has none. Follows what happens meanwhile. */
    public Collection<ProcessRef> members(String group) {
        return members.getOrDefault(group, Set.of());
    }

    /** The version of the newest change; 0 before the first. */
    public long version() {
        return version;
    }

    /** Every group with members here. */
    public synchronized Whole whole() {
        return new Whole(version, List.copyOf(members.keySet()));
    }

    private void remove(ProcessRef process, String group) {
        Set<ProcessRef> present = members.get(group);
        present.remove(process);
        if (present.isEmpty()) {
            members.remove(group);
            announcer.changed(++version, group, false);
        }
    }
}
