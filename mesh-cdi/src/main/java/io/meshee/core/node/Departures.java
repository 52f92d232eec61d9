package io.meshee.core.node;

import io.meshee.core.view.MemberRecord.Node;
import io.meshee.core.view.View;
import io.meshee.core.view.View.ViewMember;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The nodes that have left the view in good order. They are still there for a moment: they answer the calls that were on
 * their way to them, with what a handler returned, or "moved"; and wait for the answers to what they have handed on. Nodes
 * that were removed otherwise are not waited for.
 */
final class Departures {

    /** As long as a node that stops stays for its answers, if nothing else was set. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** For what has been written down nowhere yet, or nowhere any more: it is about to be taken, or under way. */
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Map<Node, Farewell> departed = new LinkedHashMap<>();

    private record Farewell(long longest, long quietSince) {}

    /** Notes who has left between two views. The first may be {@code null}. */
    synchronized void note(View before, View view, long now) {
        if (before != null) {
            before.members().stream()
                    .filter(ViewMember::leaving)
                    .map(ViewMember::node)
                    .filter(node -> !view.contains(node))
                    .forEach(node -> departed.put(node, new Farewell(now + PATIENCE_NANOS, now)));
        }
    }

    /**
     * Forgets those with whom there has been nothing to do for a second, and those that were waited for too long. True if
     * there were such.
     *
     * @param busy whether something is awaited of the node, or owed to it
     */
    synchronized boolean forget(long now, Predicate<Node> busy) {
        departed.replaceAll((node, farewell) -> busy.test(node) ? new Farewell(farewell.longest(), now) : farewell);
        return departed.values()
                .removeIf(farewell -> farewell.longest() - now <= 0 || now - farewell.quietSince() >= GRACE_NANOS);
    }

    /** These nodes and the ones that are waited for. */
    synchronized List<Node> with(List<Node> members) {
        List<Node> all = new ArrayList<>(members);
        departed.keySet().stream()
                .filter(node ->
                        members.stream().noneMatch(member -> member.name().equals(node.name())))
                .forEach(all::add);
        return all;
    }
}
