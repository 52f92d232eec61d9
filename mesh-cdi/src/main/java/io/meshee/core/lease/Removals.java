package io.meshee.core.lease;

import io.meshee.core.view.MemberRecord.Node;
import io.meshee.core.view.View;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Whom this node refuses, and who has stopped for certain because a quorum does. Does beforehand what a view without them will ask
 * for: so nobody has to wait for that view, which may hang in the grid because of them, to know that they have stopped.
 * Guarded by its owner.
 */
final class Removals {

    private static final long REMEMBERED = TimeUnit.MINUTES.toNanos(10);

    private final Node self;
    private final long leaseNanos;
    private final long margin;
    private final PresentView present;
    private final Electorate electorate;
    private final Reach reach;
    private final Map<String, Long> leftOut = new HashMap<>();
    private final Set<String> stopped = new HashSet<>();

    /**
     * Nobody yet.
     *
     * @param margin for so long at least nothing will be granted to whom this node says that it refuses
     */
    Removals(Node self, long leaseNanos, long margin, PresentView present, Electorate electorate, Reach reach) {
        this.self = self;
        this.leaseNanos = leaseNanos;
        this.margin = margin;
        this.present = present;
        this.electorate = electorate;
        this.reach = reach;
    }

    /** Puts those among the wanted whom an earlier view had: they may come into the grid again and still be out of reach. */
    void remind(Map<String, Node> wanted, long now) {
        leftOut.values().removeIf(since -> now - since > REMEMBERED);
        leftOut.keySet().stream()
                .filter(start -> reach.of(start) != null && !electorate.isDead(start))
                .forEach(start -> wanted.putIfAbsent(start, reach.of(start).node()));
    }

    void forgetAllBut(Set<String> starts) {
        stopped.retainAll(starts);
    }

    /**
     * Another view has taken the place of that one.
     *
     * @param before {@code null} if there was none
     */
    void viewChanged(View before, long now) {
        if (before == null || !before.lineage().equals(present.view().lineage())) {
            leftOut.clear();
        } else {
            before.lostIn(present.view()).forEach(node -> leftOut.put(node.startId(), now));
        }
        leftOut.keySet().removeAll(present.starts());
        reach.all().stream().filter(reach::isMember).forEach(Contact::isMemberAgain);
    }

    /** Grants these nothing from now on. True if nothing counts any more that it has granted to them before. */
    boolean refuse(Collection<Node> removed, long now) {
        boolean all = true;
        for (Node node : removed) {
            Contact contact = reach.of(node.startId());
            if (contact != null && !electorate.isDead(node.startId())) {
                contact.shunUntil(now + margin);
                all &= contact.hasNothingGranted(leaseNanos, now);
            }
        }
        return all;
    }

    /** Whether none of these can hold a lease by the view before the present one. */
    boolean leavesNoFormerLease(Collection<Node> removed, long now) {
        return removed.stream()
                .map(node -> reach.of(node.startId()))
                .allMatch(contact -> contact == null
                        || electorate.isDead(contact.start())
                        || present.leavesNoFormerLease(contact, leaseNanos, now));
    }

    /** Whom it refuses, and will for the margin from now at least. */
    Set<String> refused(long now) {
        return reach.startsOf(contact -> refuses(contact, now));
    }

    /** Whether a view without it is wanted. Once it has stopped only a view takes that back: the grid may have put it out by now. */
    boolean isToGo(Contact contact, long now) {
        return stopped.contains(contact.start()) && reach.isMember(contact) || reach.isLost(contact, now);
    }

    /** Those that are to go, though nothing proves that they have ended. */
    Set<String> silent(long now) {
        return present.isMissing()
                ? Set.of()
                : reach.startsOf(contact -> !electorate.isDead(contact.start()) && isToGo(contact, now));
    }

    Set<String> stopped() {
        return Set.copyOf(stopped);
    }

    List<Node> stoppedNodes() {
        return stopped.stream().map(start -> reach.of(start).node()).toList();
    }

    /**
     * Refuses those that are to go.
     *
     * @param mayPropose whether this node may say itself who is to go
     */
    void look(boolean mayPropose, long now) {
        if (!mayPropose) {
            stopped.clear();
        }
        for (Contact contact : reach.all()) {
            boolean isWanted = mayPropose && isToGo(contact, now) || reach.isSaidToBeSilent(contact, now);
            if (isWanted && !electorate.isDead(contact.start())) {
                contact.shunUntil(now + 2 * margin);
                if (mayPropose && hasStopped(contact, now)) {
                    stopped.add(contact.start());
                    contact.stopped(now);
                }
            } else if (!reach.isMember(contact)) {
                stopped.remove(contact.start());
            }
        }
    }

    /** Either a quorum has said that it refuses the node, or has confirmed a view without it. */
    private boolean hasStopped(Contact contact, long now) {
        return leftOut.containsKey(contact.start())
                || refuses(contact, now)
                        && present.leavesNoFormerLease(contact, leaseNanos, now)
                        && electorate.age(
                                        present.view(),
                                        reach.starts(),
                                        voter -> refuses(voter, contact.start(), now) ? 0 : Quorum.NEVER)
                                == 0;
    }

    private boolean refuses(Contact contact, long now) {
        return contact.isShunned(now + margin) && contact.hasNothingGranted(leaseNanos, now);
    }

    private boolean refuses(String voter, String start, long now) {
        Contact contact = reach.of(voter);
        return voter.equals(self.startId()) || contact != null && contact.refuses(start, present.id(), margin, now);
    }
}
