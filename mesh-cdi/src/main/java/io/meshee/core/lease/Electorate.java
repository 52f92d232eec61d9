package io.meshee.core.lease;

import io.meshee.core.config.PartitionPolicy;
import io.meshee.core.view.MemberRecord.Node;
import io.meshee.core.view.View;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** Who counts for a quorum, and who does not any more since it is dead. Guarded by its owner. */
final class Electorate {

    private final Node self;
    private final Quorum quorum;
    private final Set<String> dead = new HashSet<>();
    private final Set<String> uncounted = new HashSet<>();

    Electorate(Node self, Quorum quorum) {
        this.self = self;
        this.quorum = quorum;
    }

    boolean isDead(String start) {
        return dead.contains(start);
    }

    Set<String> dead() {
        return Set.copyOf(dead);
    }

    /**
     * A node that dies while this one holds its lease cannot have confirmed a view without it: it need not be counted any
     * more. Of one that died later that is not known.
     *
     * @param view by which this node works; {@code null} if by none yet
     * @return false if it was known to be dead
     */
    boolean bury(String start, boolean holdsLease, View view) {
        if (!dead.add(start)) {
            return false;
        }
        if (holdsLease) {
            uncounted.add(start);
        }
        if (view != null && isExtinct(view)) {
            uncounted.addAll(dead);
        }
        return true;
    }

    /** Somebody answers for it that this start has ended, and that it has not confirmed a view without this node. */
    void buryUncounted(String start) {
        dead.add(start);
        uncounted.add(start);
    }

    void forgetAllBut(Set<String> starts) {
        dead.retainAll(starts);
    }

    /** Whether the view is one of the dead alone: whoever comes after them goes on from it. */
    boolean isExtinct(View view) {
        return view.members().stream()
                .allMatch(member -> dead.contains(member.node().startId()));
    }

    /**
     * How old the oldest answer is of the quorum that answered last; {@link Quorum#NEVER} if none has answered.
     *
     * @param view whose voters are asked
     * @param others those with which this node keeps in contact
     * @param ages how old each one's last answer is
     */
    long age(View view, Collection<String> others, ToLongFunction<String> ages) {
        return quorum.age(of(view.voters(), others), ages);
    }

    /** The same of the voters of the view before; of this one's where none of those counts any more. */
    long formerAge(View view, Collection<String> others, ToLongFunction<String> ages) {
        List<String> former = of(view.formerVoters(), others);
        return former.isEmpty() ? age(view, others, ages) : quorum.age(former, ages);
    }

    /** The same of more than half of the voters, whatever the policy. */
    long majorityAge(View view, ToLongFunction<String> ages) {
        return Quorum.majority(counted(view.voters()), ages);
    }

    /** A static quorum counts whoever is there, so that nodes that come can make up for members that have died. */
    private List<String> of(List<Node> voters, Collection<String> others) {
        if (quorum.policy() == PartitionPolicy.STATIC_QUORUM) {
            return Stream.concat(Stream.of(self.startId()), others.stream())
                    .filter(start -> !dead.contains(start))
                    .toList();
        }
        return counted(voters);
    }

    private List<String> counted(List<Node> voters) {
        return voters.stream()
                .map(Node::startId)
                .filter(start -> !uncounted.contains(start))
                .toList();
    }
}
