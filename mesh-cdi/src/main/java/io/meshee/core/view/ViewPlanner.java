package io.meshee.core.view;

import io.meshee.api.ClusterView.State;
import io.meshee.core.view.View.Ownership;
import io.meshee.core.view.View.ViewMember;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rule that gives the next view: a pure function of the present one, the member records and the grid's members, so
 * that whichever node applies it proposes the same.
 *
 * <p>Removals are proposed at once. Joins, leaves and changes of capabilities wait until the present view is settled,
 * and then all come in one view.
 */
public final class ViewPlanner {

    private ViewPlanner() {}

    /**
     * The first view, once enough nodes are there.
     *
     * @param initialMembers {@code mesh.cluster.initial-members}
     */
    public static Optional<View> first(
            String lineage, Collection<MemberRecord> records, Liveness liveness, int initialMembers) {
        List<ViewMember> members = records.stream()
                .filter(record -> record.state() == State.UP && liveness.isPresent(record.node()))
                .map(record -> new ViewMember(record.node(), false))
                .toList();
        return members.isEmpty() || members.size() < initialMembers
                ? Optional.empty()
                : Optional.of(new View(lineage, 1, members, List.of()));
    }

    /** The view after the present one; empty if nothing is to be changed now. */
    public static Optional<View> next(View view, Collection<MemberRecord> records, Liveness liveness) {
        Map<String, MemberRecord> byName = new HashMap<>();
        records.forEach(record -> byName.put(record.node().name(), record));
        boolean settled = isSettled(view, byName, liveness);

        List<ViewMember> members = new ArrayList<>();
        for (ViewMember member : view.members()) {
            MemberRecord record = byName.get(member.node().name());
            if (liveness.isGone(member.node()) || settled && member.leaving()) {
                continue;
            }
            members.add(
                    settled && record != null && record.node().isSameStart(member.node())
                            ? new ViewMember(record.node(), record.state() == State.LEAVING)
                            : member);
        }
        if (settled) {
            Set<String> names =
                    members.stream().map(member -> member.node().name()).collect(Collectors.toSet());
            for (MemberRecord record : records) {
                if (!names.contains(record.node().name()) && mayEnter(view, record, liveness)) {
                    members.add(new ViewMember(record.node(), false));
                }
            }
        }
        View next = new View(view.lineage(), view.epoch() + 1, members, owed(view, settled));
        return next.members().equals(view.members()) || members.isEmpty() ? Optional.empty() : Optional.of(next);
    }

    /** Whether every living member has let go of what it lost in this view. */
    public static boolean isSettled(View view, Map<String, MemberRecord> byName, Liveness liveness) {
        return view.members().stream()
                .map(ViewMember::node)
                .filter(node -> !liveness.isGone(node))
                .allMatch(node -> hasReleased(view, byName.get(node.name())));
    }

    /** Whether the record says that its node has let go of what it lost in this view. */
    public static boolean hasReleased(View view, MemberRecord record) {
        return record != null && record.lineage().equals(view.lineage()) && record.releasedEpoch() >= view.epoch();
    }

    /** Those that may still hold shards when the next view comes: the present owners, and earlier ones if unsettled. */
    private static List<Ownership> owed(View view, boolean settled) {
        List<Ownership> owed = new ArrayList<>();
        if (!settled) {
            owed.addAll(view.unsettled());
        }
        owed.add(new Ownership(view.epoch(), view.owners()));
        return owed;
    }

    /**
     * A node that has worked by this line before must have seen the view that does without it: only then has it let go of
     * what it held.
     */
    private static boolean mayEnter(View view, MemberRecord record, Liveness liveness) {
        boolean isFresh = record.lineage().isEmpty();
        boolean hasSeen = record.lineage().equals(view.lineage()) && record.seenEpoch() >= view.epoch();
        return record.state() == State.UP
                && !view.contains(record.node())
                && (isFresh || hasSeen)
                && liveness.isPresent(record.node());
    }
}
