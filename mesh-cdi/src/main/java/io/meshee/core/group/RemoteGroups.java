package io.meshee.core.group;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What other nodes have announced of their groups. A node's changes apply in the order of their versions; one that is
 * missing shows by a gap, or by the version that the node tells now and then, and then the whole is to be asked for.
 */
public final class RemoteGroups {

    private final Map<String, Announced> byStart = new HashMap<>();

    private static final class Announced {
        private final String node;
        private long version;
        private Set<String> groups = new HashSet<>();

        Announced(String node) {
            this.node = node;
        }
    }

    /**
     * A node's change.
     *
     * @return false if one before it is missing
     */
    public synchronized boolean changed(String node, String startId, long version, String group, boolean present) {
        Announced known = byStart.computeIfAbsent(startId, first -> new Announced(node));
        if (version <= known.version) {
            return true;
        }
        if (version != known.version + 1) {
            return false;
        }
        known.version = version;
        if (present) {
            known.groups.add(group);
        } else {
            known.groups.remove(group);
        }
        return true;
    }

    /** Everything that a node has. */
    public synchronized void whole(String node, String startId, long version, Collection<String> groups) {
        Announced known = byStart.computeIfAbsent(startId, first -> new Announced(node));
        if (version >= known.version) {
            known.version = version;
            known.groups = new HashSet<>(groups);
        }
    }

    /** Whether every change of the node up to that version is known. */
    public synchronized boolean knows(String startId, long version) {
        Announced known = byStart.get(startId);
        return known != null && known.version >= version;
    }

    /** The nodes that have members of the group. */
    public synchronized List<String> nodesWith(String group) {
        return byStart.values().stream()
                .filter(each -> each.groups.contains(group))
                .map(each -> each.node)
                .toList();
    }

    /** Forgets all but these starts of nodes. */
    public synchronized void retain(Collection<String> startIds) {
        byStart.keySet().retainAll(startIds);
    }
}
