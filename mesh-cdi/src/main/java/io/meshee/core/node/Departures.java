package io.meshee.core.node;

import io.meshee.core.view.MemberRecord.Node;
import io.meshee.core.view.View;
import io.meshee.core.view.View.ViewMember;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The nodes that have left the view in good order. They are still there for a moment, and answer the calls that were on
 * their way to them: with what a handler returned, or "moved". Nodes that were removed otherwise are not waited for.
 */
final class Departures {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Map<Node, Long> until = new LinkedHashMap<>();

    /** Notes who has left between two views. The first may be {@code null}. */
    synchronized void note(View before, View view, long now) {
        if (before != null) {
            before.members().stream()
                    .filter(ViewMember::leaving)
                    .map(ViewMember::node)
                    .filter(node -> !view.contains(node))
                    .forEach(node -> until.put(node, now + PATIENCE_NANOS));
        }
    }

    /** Forgets those of whom nothing is awaited any more, or for too long. True if there were such. */
    synchronized boolean forget(long now, Predicate<Node> awaited) {
        boolean changed = false;
        for (Iterator<Map.Entry<Node, Long>> all = until.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Node, Long> departed = all.next();
            if (departed.getValue() - now <= 0 || !awaited.test(departed.getKey())) {
                all.remove();
                changed = true;
            }
        }
        return changed;
    }

    /** These nodes and the ones that are waited for. */
    synchronized List<Node> with(List<Node> members) {
        List<Node> all = new ArrayList<>(members);
        until.keySet().stream()
                .filter(node ->
                        members.stream().noneMatch(member -> member.name().equals(node.name())))
                .forEach(all::add);
        return all;
    }
}
