package io.meshee.core.lease;

import io.meshee.core.view.MemberRecord.Node;
import io.meshee.core.view.Standing;
import io.meshee.core.view.View;
import io.meshee.core.view.ViewId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Draws from heartbeats what follows from them: who is there, who is to be removed, whether the present view is committed,
 * and until when this node's lease runs. Sends nothing itself.
 *
 * <p>The rule behind it: a node that has confirmed a view answers nothing that counts for the lease of a node that is not
 * in that view, or works by an older one; and it does not confirm a view without a node before all that it answered that
 * node has run out. So a view that a majority has confirmed proves that the nodes which it left out have stopped.
 */
final class Contacts implements Standing {

    private static final long MARGIN = TimeUnit.SECONDS.toNanos(1);

    private final String mesh;
    private final Node self;
    private final long leaseNanos;
    private final LongSupplier clock;
    private final PresentView present = new PresentView();
    private final Electorate electorate;
    private final Reach reach;
    private final Removals removals;
    private boolean detached;
    private volatile Lease lease;

    Contacts(String mesh, Node self, Quorum quorum, long leaseNanos, LongSupplier clock) {
        this.mesh = mesh;
        this.self = self;
        this.leaseNanos = leaseNanos;
        this.clock = clock;
        long now = clock.getAsLong();
        this.electorate = new Electorate(self, quorum);
        this.reach = new Reach(self, leaseNanos, MARGIN, present, electorate, now);
        this.removals = new Removals(self, leaseNanos, MARGIN, present, electorate, reach);
        this.lease = new Lease(now);
    }

    /** The lease of this node's present stay in the mesh. */
    Lease lease() {
        return lease;
    }

    /** Every other node that this one keeps in contact with. */
    synchronized List<Node> others() {
        return reach.all().stream().map(Contact::node).toList();
    }

    /** What to ask that start. */
    synchronized Heartbeat question(String receiverStart) {
        return says(receiverStart, false);
    }

    /** Takes a question in, and answers it. */
    synchronized Heartbeat answer(Heartbeat question) {
        long now = clock.getAsLong();
        Contact asker = reach.of(question.senderStart());
        boolean granted = asker != null && grants(asker, question.view(), now);
        if (granted) {
            asker.grant(now);
        }
        return says(question.senderStart(), granted);
    }

    /** Notes what a known node says of itself. True if some of it is new. */
    synchronized boolean heard(Heartbeat heartbeat) {
        Contact contact = reach.of(heartbeat.senderStart());
        if (contact == null) {
            return false;
        }
        boolean news = contact.says(heartbeat);
        for (String start : heartbeat.dead()) {
            news |= buries(start);
        }
        heartbeat.brought().ifPresent(present::heardOf);
        judge();
        return news;
    }

    /** Notes that the node has answered what was sent to it then. True if it had not for some time, or refuses others now. */
    synchronized boolean answered(String start, long sentAt, Heartbeat answer) {
        Contact contact = reach.of(start);
        if (contact == null) {
            return false;
        }
        boolean reached = reach.isReached(contact, clock.getAsLong());
        boolean refusesOthers = contact.answered(sentAt, answer);
        judge();
        return !reached || refusesOthers;
    }

    /**
     * The host of that start has taken a connection: nothing is cut, though it need not run. True if nothing has come from it for
     * as long as would have it put out.
     */
    synchronized boolean connected(String start) {
        long now = clock.getAsLong();
        Contact contact = reach.of(start);
        if (contact != null) {
            contact.connected(now);
        }
        return contact != null && reach.isOverdue(contact, now);
    }

    /** It is proven that this start has ended. False if that is nothing new. */
    synchronized boolean died(String start) {
        boolean news = buries(start);
        judge();
        return news;
    }

    /** Somebody answers for it that this start has ended, and that it has not confirmed a view without this node. */
    synchronized void confirmDeath(String start) {
        electorate.buryUncounted(start);
        judge();
    }

    /** Looks at the clock. */
    synchronized void tick() {
        reach.tick(clock.getAsLong());
        judge();
    }

    /** What others want to be told of when it changes. */
    synchronized Situation situation() {
        long now = clock.getAsLong();
        return new Situation(
                present.id(),
                present.isCommitted(),
                present.contains(self),
                lease.holds(now),
                reach.startsOf(contact -> reach.isSilent(contact, now)),
                reach.startsOf(contact -> !reach.isMember(contact) && reach.isPresent(contact.node(), now)),
                electorate.dead(),
                removals.refused(now),
                removals.stopped(),
                present.newer().map(View::epoch).orElse(0L));
    }

    /**
     * Those of which it is certain that they have stopped, though nothing proves that they have ended: whoever comes from a quorum
     * grants them nothing. What they have in the grid is in the way of those that go on.
     */
    synchronized List<Node> stopped() {
        return removals.stoppedNodes();
    }

    /** See {@link Contacts#situation()}. */
    record Situation(
            ViewId view,
            boolean committed,
            boolean member,
            boolean serving,
            Set<String> silent,
            Set<String> entering,
            Set<String> dead,
            Set<String> refused,
            Set<String> stopped,
            long newerEpoch) {}

    @Override
    public synchronized void know(Collection<Node> nodes) {
        long now = clock.getAsLong();
        Map<String, Node> wanted = new HashMap<>();
        nodes.forEach(node -> wanted.put(node.startId(), node));
        if (!present.isMissing()) {
            present.view()
                    .members()
                    .forEach(member -> wanted.putIfAbsent(member.node().startId(), member.node()));
        }
        removals.remind(wanted, now);
        wanted.remove(self.startId());
        reach.keep(wanted, now);
        nodes.stream()
                .filter(node -> wanted.containsKey(node.startId()))
                .forEach(node -> reach.of(node.startId()).isNow(node));
        electorate.forgetAllBut(wanted.keySet());
        removals.forgetAllBut(wanted.keySet());
    }

    @Override
    public synchronized void install(View next) {
        long now = clock.getAsLong();
        View before = present.view();
        boolean isPutOut = before != null
                && before.contains(self)
                && !before.member(self.name()).orElseThrow().leaving()
                && (!next.contains(self) || !next.lineage().equals(before.lineage()));
        if (isPutOut) {
            lease.end(now);
            lease = new Lease(now);
            reach.all().forEach(Contact::forgetGrants);
        }
        present.install(next);
        removals.viewChanged(before, now);
        know(others());
        judge();
    }

    @Override
    public synchronized Optional<View> newerView() {
        return present.newer();
    }

    @Override
    public synchronized void detached() {
        detached = true;
        lease.end(clock.getAsLong());
    }

    @Override
    public synchronized boolean mayPropose() {
        long now = clock.getAsLong();
        if (present.isMissing()) {
            return reach.all().stream()
                    .noneMatch(contact ->
                            reach.isReached(contact, now) && !contact.view().equals(ViewId.NONE));
        }
        return present.contains(self) ? present.isCommitted() && lease.holds(now) : isExtinct();
    }

    @Override
    public synchronized boolean keepsLineage() {
        long now = clock.getAsLong();
        return isExtinct() || electorate.majorityAge(present.view(), start -> grantAge(start, now)) < leaseNanos;
    }

    @Override
    public synchronized boolean mayRemove(Collection<Node> removed) {
        return removals.refuse(removed, clock.getAsLong());
    }

    @Override
    public synchronized boolean mayLeaveOut(Collection<Node> removed) {
        long now = clock.getAsLong();
        return removals.refuse(removed, now) && removals.leavesNoFormerLease(removed, now);
    }

    @Override
    public synchronized boolean isDead(Node node) {
        return electorate.isDead(node.startId());
    }

    @Override
    public synchronized boolean isCommitted() {
        return present.isCommitted();
    }

    @Override
    public synchronized boolean isCommittedElsewhere(ViewId other) {
        return reach.all().stream().anyMatch(contact -> contact.hasCommitted(other));
    }

    @Override
    public synchronized boolean isPresent(Node node) {
        return reach.isPresent(node, clock.getAsLong());
    }

    /** Whether a member of the view that this node hears from is none of these members of the grid. */
    synchronized boolean hearsOfMemberOutside(Set<String> gridMembers) {
        return reach.presentOutside(gridMembers, clock.getAsLong()).anyMatch(reach::isMember);
    }

    /** All nodes, members or not, that this one hears from and that are none of these members of the grid. */
    synchronized List<Node> presentOutside(Set<String> gridMembers) {
        return reach.presentOutside(gridMembers, clock.getAsLong())
                .map(Contact::node)
                .toList();
    }

    @Override
    public synchronized boolean isGone(Node node) {
        Contact contact = reach.of(node.startId());
        return !node.isSameStart(self)
                && (electorate.isDead(node.startId())
                        || contact != null && removals.isToGo(contact, clock.getAsLong()));
    }

    private Heartbeat says(String receiverStart, boolean granted) {
        long now = clock.getAsLong();
        Set<String> ended = new HashSet<>(electorate.dead());
        if (detached) {
            ended.add(self.startId());
        }
        return new Heartbeat(
                mesh,
                self.startId(),
                receiverStart,
                present.id(),
                present.isCommitted(),
                granted,
                reach.startsOf(contact -> reach.isReached(contact, now)),
                ended,
                mayPropose() ? removals.silent(now) : Set.of(),
                removals.refused(now),
                newsFor(receiverStart));
    }

    /** Who works by an older view is granted nothing: it is not to lose its lease because the directory hangs for it. */
    private Optional<View> newsFor(String receiverStart) {
        Contact receiver = reach.of(receiverStart);
        boolean isBehind = receiver != null && receiver.view().isBefore(present.id());
        return isBehind ? Optional.of(present.view()) : Optional.empty();
    }

    private boolean grants(Contact asker, ViewId asked, long now) {
        return reach.isMember(asker)
                && !asker.isShunned(now)
                && !electorate.isDead(asker.start())
                && (asked.equals(present.id()) || present.id().isBefore(asked));
    }

    private boolean buries(String start) {
        return reach.of(start) != null && electorate.bury(start, lease.holds(clock.getAsLong()), present.view());
    }

    private boolean isExtinct() {
        return electorate.isExtinct(present.view());
    }

    /** Draws the consequences for the view and the lease. */
    private void judge() {
        if (present.isMissing()) {
            return;
        }
        long now = clock.getAsLong();
        if (!present.isCommitted() && (isCommittedElsewhere(present.id()) || isConfirmedByQuorum())) {
            present.commit(now);
        }
        if (present.contains(self)) {
            long age = electorate.age(present.view(), reach.starts(), start -> grantAge(start, now));
            if (!present.isCommitted()) {
                age = Math.max(
                        age, electorate.formerAge(present.view(), reach.starts(), start -> grantAge(start, now)));
            }
            if (age == 0) {
                lease.withoutLimit(now);
            } else {
                lease.until(age == Quorum.NEVER ? now : now - age + leaseNanos);
            }
        }
        removals.look(mayPropose(), now);
    }

    private boolean isConfirmedByQuorum() {
        return electorate.formerAge(present.view(), reach.starts(), start -> hasView(start) ? 0 : Quorum.NEVER) == 0;
    }

    /** Whoever the view leaves out has gone over to it without waiting for anything: that confirms nothing. */
    private boolean hasView(String start) {
        if (start.equals(self.startId())) {
            return present.contains(self);
        }
        Contact contact = reach.of(start);
        if (contact == null) {
            return false;
        }
        boolean isPutOut = !reach.isMember(contact)
                && present.view().formerVoters().stream().anyMatch(contact.node()::isSameStart);
        return !isPutOut && (contact.view().equals(present.id()) || present.id().isBefore(contact.view()));
    }

    private long grantAge(String start, long now) {
        if (start.equals(self.startId())) {
            return 0;
        }
        Contact contact = reach.of(start);
        return contact == null ? Quorum.NEVER : contact.grantAge(now);
    }
}
