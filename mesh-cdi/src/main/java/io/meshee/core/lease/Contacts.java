package io.meshee.core.lease;

import io.meshee.core.config.PartitionPolicy;
import io.meshee.core.view.MemberRecord.Node;
import io.meshee.core.view.Standing;
import io.meshee.core.view.View;
import io.meshee.core.view.ViewId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    private static final long REMEMBERED = TimeUnit.MINUTES.toNanos(10);

    private final String mesh;
    private final Node self;
    private final Quorum quorum;
    private final long leaseNanos;
    private final LongSupplier clock;
    private final Map<String, Contact> contacts = new HashMap<>();
    private final Set<String> dead = new HashSet<>();
    private final Set<String> uncounted = new HashSet<>();
    private View view;
    private ViewId viewId = ViewId.NONE;
    private Optional<View> newerView = Optional.empty();
    private boolean committed;
    private long committedSince;
    private boolean detached;
    private long awakeSince;
    private long lastTick;
    private volatile Lease lease;
    private Set<String> memberStarts = Set.of();
    private final Map<String, Long> leftOut = new HashMap<>();
    private final Set<String> stopped = new HashSet<>();

    Contacts(String mesh, Node self, Quorum quorum, long leaseNanos, LongSupplier clock) {
        this.mesh = mesh;
        this.self = self;
        this.quorum = quorum;
        this.leaseNanos = leaseNanos;
        this.clock = clock;
        this.awakeSince = clock.getAsLong();
        this.lastTick = awakeSince;
        this.lease = new Lease(awakeSince);
    }

    /** The lease of this node's present stay in the mesh. */
    Lease lease() {
        return lease;
    }

    /** Every other node that this one keeps in contact with. */
    synchronized List<Node> others() {
        return contacts.values().stream().map(Contact::node).toList();
    }

    /** What to ask that start. */
    synchronized Heartbeat question(String receiverStart) {
        return says(receiverStart, false);
    }

    /** Takes a question in, and answers it. */
    synchronized Heartbeat answer(Heartbeat question) {
        long now = clock.getAsLong();
        Contact asker = contacts.get(question.senderStart());
        boolean granted = asker != null && grants(asker, question.view(), now);
        if (granted) {
            asker.grant(now);
        }
        return says(question.senderStart(), granted);
    }

    /** Notes what a known node says of itself. True if some of it is new. */
    synchronized boolean heard(Heartbeat heartbeat) {
        Contact contact = contacts.get(heartbeat.senderStart());
        if (contact == null) {
            return false;
        }
        boolean news = contact.says(heartbeat);
        for (String start : heartbeat.dead()) {
            news |= buries(start);
        }
        heartbeat.brought().filter(this::isNewer).ifPresent(brought -> newerView = Optional.of(brought));
        judge();
        return news;
    }

    /** Notes that the node has answered what was sent to it then. True if it had not for some time, or refuses others now. */
    synchronized boolean answered(String start, long sentAt, Heartbeat answer) {
        Contact contact = contacts.get(start);
        if (contact == null) {
            return false;
        }
        boolean reached = contact.hasAnsweredWithin(leaseNanos, clock.getAsLong());
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
        Contact contact = contacts.get(start);
        if (contact != null) {
            contact.connected(now);
        }
        return contact != null && contact.silence(awakeSince, now) > leaseNanos + MARGIN;
    }

    /** It is proven that this start has ended. False if that is nothing new. */
    synchronized boolean died(String start) {
        boolean news = buries(start);
        judge();
        return news;
    }

    /** Somebody answers for it that this start has ended, and that it has not confirmed a view without this node. */
    synchronized void confirmDeath(String start) {
        dead.add(start);
        uncounted.add(start);
        judge();
    }

    /**
     * Looks at the clock. A gap since the last time means that this node itself was not running: the others' silence
     * meanwhile says nothing.
     */
    synchronized void tick() {
        long now = clock.getAsLong();
        if (now - lastTick > leaseNanos) {
            awakeSince = now;
        }
        lastTick = now;
        judge();
    }

    private boolean isNewer(View brought) {
        return view != null && comesAfter(brought, newerView.orElse(view));
    }

    private static boolean comesAfter(View one, View other) {
        return one.lineage().equals(other.lineage()) && one.epoch() > other.epoch();
    }

    /** What others want to be told of when it changes. */
    synchronized Situation situation() {
        long now = clock.getAsLong();
        Set<String> silent = new HashSet<>();
        Set<String> entering = new HashSet<>();
        contacts.forEach((start, contact) -> {
            if (isSilent(contact, now)) {
                silent.add(start);
            }
            if (!memberStarts.contains(start) && isPresent(contact.node())) {
                entering.add(start);
            }
        });
        boolean member = view != null && view.contains(self);
        return new Situation(
                viewId,
                committed,
                member,
                lease.holds(now),
                silent,
                entering,
                Set.copyOf(dead),
                refused(now),
                Set.copyOf(stopped),
                newerView.map(View::epoch).orElse(0L));
    }

    /**
     * Those of which it is certain that they have stopped, though nothing proves that they have ended: whoever comes from a quorum
     * grants them nothing. What they have in the grid is in the way of those that go on.
     */
    synchronized List<Node> stopped() {
        return stopped.stream().map(start -> contacts.get(start).node()).toList();
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
        if (view != null) {
            view.members().forEach(member -> wanted.putIfAbsent(member.node().startId(), member.node()));
        }
        leftOut.values().removeIf(since -> now - since > REMEMBERED);
        contacts.forEach((start, contact) -> {
            if (leftOut.containsKey(start) && !dead.contains(start)) {
                wanted.putIfAbsent(start, contact.node()); // it may come into the grid again and still be out of reach
            }
        });
        wanted.remove(self.startId());
        contacts.keySet().retainAll(wanted.keySet());
        wanted.forEach((start, node) -> contacts.computeIfAbsent(start, absent -> new Contact(node, now)));
        nodes.stream()
                .filter(node -> contacts.containsKey(node.startId()))
                .forEach(node -> contacts.get(node.startId()).isNow(node));
        dead.retainAll(wanted.keySet());
        stopped.retainAll(wanted.keySet());
    }

    @Override
    public synchronized void install(View next) {
        boolean wasMember = view != null && view.contains(self);
        boolean wasLeaving = wasMember && view.member(self.name()).orElseThrow().leaving();
        boolean isPutOut = wasMember
                && !wasLeaving
                && (!next.contains(self) || !next.lineage().equals(view.lineage()));
        if (isPutOut) {
            long now = clock.getAsLong();
            lease.end(now);
            lease = new Lease(now);
            contacts.values().forEach(Contact::forgetGrants);
        }
        if (view == null || !view.lineage().equals(next.lineage())) {
            leftOut.clear();
        } else {
            long now = clock.getAsLong();
            view.lostIn(next).forEach(node -> leftOut.put(node.startId(), now));
        }
        view = next;
        viewId = ViewId.of(next);
        newerView = newerView.filter(brought -> comesAfter(brought, next));
        memberStarts =
                next.members().stream().map(member -> member.node().startId()).collect(Collectors.toSet());
        leftOut.keySet().removeAll(memberStarts);
        memberStarts.stream().map(contacts::get).filter(Objects::nonNull).forEach(Contact::isMemberAgain);
        committed = false;
        know(others());
        judge();
    }

    @Override
    public synchronized Optional<View> newerView() {
        return newerView;
    }

    @Override
    public synchronized void detached() {
        detached = true;
        lease.end(clock.getAsLong());
    }

    @Override
    public synchronized boolean mayPropose() {
        long now = clock.getAsLong();
        if (view == null) {
            return contacts.values().stream()
                    .noneMatch(contact ->
                            isReached(contact, now) && !contact.view().equals(ViewId.NONE));
        }
        return view.contains(self) ? committed && lease.holds(now) : isExtinct();
    }

    @Override
    public synchronized boolean keepsLineage() {
        long now = clock.getAsLong();
        return isExtinct() || Quorum.majority(starts(view.voters()), start -> grantAge(start, now)) < leaseNanos;
    }

    @Override
    public synchronized boolean mayRemove(Collection<Node> removed) {
        long now = clock.getAsLong();
        boolean may = true;
        for (Node node : removed) {
            Contact contact = contacts.get(node.startId());
            if (contact != null && !dead.contains(node.startId())) {
                contact.shunUntil(now + MARGIN);
                may &= contact.hasNothingGranted(leaseNanos, now);
            }
        }
        return may;
    }

    /** A node that works by the view before may have been granted its lease until a majority had this one. */
    @Override
    public synchronized boolean mayLeaveOut(Collection<Node> removed) {
        boolean may = mayRemove(removed);
        long now = clock.getAsLong();
        return may
                && removed.stream()
                        .map(node -> contacts.get(node.startId()))
                        .allMatch(contact -> contact == null
                                || dead.contains(contact.node().startId())
                                || hasNoFormerLease(contact, now));
    }

    private boolean hasNoFormerLease(Contact contact, long now) {
        return contact.view().equals(viewId) || now - committedSince > leaseNanos;
    }

    @Override
    public synchronized boolean isDead(Node node) {
        return dead.contains(node.startId());
    }

    @Override
    public synchronized boolean isCommitted() {
        return committed;
    }

    @Override
    public synchronized boolean isCommittedElsewhere(ViewId other) {
        return contacts.values().stream().anyMatch(contact -> contact.hasCommitted(other));
    }

    @Override
    public synchronized boolean isPresent(Node node) {
        if (node.isSameStart(self)) {
            return true;
        }
        long now = clock.getAsLong();
        Contact contact = contacts.get(node.startId());
        return contact != null
                && isReached(contact, now)
                && !dead.contains(node.startId())
                && fellows(node, now).stream().allMatch(fellow -> fellow.reaches(node.startId()));
    }

    /** Whether a member of the view that this node hears from is none of these members of the grid. */
    synchronized boolean hearsOfMemberOutside(Set<String> gridMembers) {
        return view != null
                && contacts.values().stream()
                        .map(Contact::node)
                        .anyMatch(node ->
                                !gridMembers.contains(node.gridMember()) && view.contains(node) && isPresent(node));
    }

    /** Of two nodes that have lost each other only, the one with the lower name stays. */
    @Override
    public synchronized boolean isGone(Node node) {
        if (node.isSameStart(self)) {
            return false;
        }
        if (stopped.contains(node.startId()) && view.contains(node)) {
            return true; // the grid may have put it out by now: that is not taken back but by a view
        }
        long now = clock.getAsLong();
        Contact contact = contacts.get(node.startId());
        return dead.contains(node.startId())
                || contact != null
                        && isSilent(contact, now)
                        && (self.name().compareTo(node.name()) < 0
                                || fellows(node, now).stream().noneMatch(fellow -> fellow.reaches(node.startId())));
    }

    /** The members of the view that this node reaches, without that one. */
    private List<Contact> fellows(Node except, long now) {
        List<Contact> fellows = new ArrayList<>();
        if (view != null) {
            for (Contact contact : contacts.values()) {
                if (view.contains(contact.node()) && !contact.node().isSameStart(except) && isReached(contact, now)) {
                    fellows.add(contact);
                }
            }
        }
        return fellows;
    }

    private Heartbeat says(String receiverStart, boolean granted) {
        long now = clock.getAsLong();
        Set<String> reached = new HashSet<>();
        contacts.forEach((start, contact) -> {
            if (isReached(contact, now)) {
                reached.add(start);
            }
        });
        Set<String> ended = new HashSet<>(dead);
        if (detached) {
            ended.add(self.startId());
        }
        return new Heartbeat(
                mesh,
                self.startId(),
                receiverStart,
                viewId,
                committed,
                granted,
                reached,
                ended,
                silent(),
                refused(now),
                newsFor(receiverStart));
    }

    /** Who works by an older view is granted nothing: it is not to lose its lease because the directory hangs for it. */
    private Optional<View> newsFor(String receiverStart) {
        Contact receiver = contacts.get(receiverStart);
        boolean isBehind = receiver != null && receiver.view().isBefore(viewId);
        return isBehind ? Optional.of(view) : Optional.empty();
    }

    /** Those that this node would take out of the view for their silence. */
    private Set<String> silent() {
        Set<String> silent = new HashSet<>();
        if (view != null && mayPropose()) {
            contacts.forEach((start, contact) -> {
                if (!dead.contains(start) && isGone(contact.node())) {
                    silent.add(start);
                }
            });
        }
        return silent;
    }

    private Set<String> refused(long now) {
        Set<String> refused = new HashSet<>();
        contacts.forEach((start, contact) -> {
            if (refuses(contact, now)) {
                refused.add(start);
            }
        });
        return refused;
    }

    /** For a {@link #MARGIN} from now at least. */
    private boolean refuses(Contact contact, long now) {
        return contact.isShunned(now + MARGIN) && contact.hasNothingGranted(leaseNanos, now);
    }

    private boolean grants(Contact asker, ViewId asked, long now) {
        return view != null
                && view.contains(asker.node())
                && !asker.isShunned(now)
                && !dead.contains(asker.node().startId())
                && (asked.equals(viewId) || viewId.isBefore(asked));
    }

    /**
     * A node that dies while this one holds its lease cannot have confirmed a view without it: it need not be counted any
     * more. Of one that died later that is not known.
     */
    private boolean buries(String start) {
        if (!contacts.containsKey(start) || !dead.add(start)) {
            return false;
        }
        if (lease.holds(clock.getAsLong())) {
            uncounted.add(start);
        }
        if (view != null && isExtinct()) {
            uncounted.addAll(dead);
        }
        return true;
    }

    /** Whether the view is one of the dead alone: whoever comes after them goes on from it. */
    private boolean isExtinct() {
        return view.members().stream()
                .allMatch(member -> dead.contains(member.node().startId()));
    }

    /** Draws the consequences for the view and the lease. */
    private void judge() {
        if (view == null) {
            return;
        }
        long now = clock.getAsLong();
        boolean wasCommitted = committed;
        committed = committed
                || isCommittedElsewhere(viewId)
                || quorum.age(formerElectorate(), start -> hasView(start) ? 0 : Quorum.NEVER) == 0;
        if (committed && !wasCommitted) {
            committedSince = now;
        }
        if (view.contains(self)) {
            long age = quorum.age(electorate(view.voters()), start -> grantAge(start, now));
            if (!committed) {
                age = Math.max(age, quorum.age(formerElectorate(), start -> grantAge(start, now)));
            }
            if (age == 0) {
                lease.withoutLimit(now);
            } else {
                lease.until(age == Quorum.NEVER ? now : now - age + leaseNanos);
            }
        }
        refuseWhoIsToGo(now);
    }

    /**
     * Does beforehand what a view without them will ask for: so nobody has to wait for that view, which may hang in the grid
     * because of them, to know that they have stopped.
     */
    private void refuseWhoIsToGo(long now) {
        boolean may = mayPropose();
        if (!may) {
            stopped.clear();
        }
        contacts.forEach((start, contact) -> {
            if (!dead.contains(start) && (may && isGone(contact.node()) || isSaidToBeSilent(contact, now))) {
                contact.shunUntil(now + 2 * MARGIN);
                if (may && hasStopped(contact, now)) {
                    stopped.add(start);
                    contact.stopped(now);
                }
            } else if (!view.contains(contact.node())) {
                stopped.remove(start);
            }
        });
    }

    /** The other one of a pair that has lost each other says so, and it is the one that stays. */
    private boolean isSaidToBeSilent(Contact contact, long now) {
        Node node = contact.node();
        return contacts.values().stream()
                .anyMatch(other -> other.takesForSilent(node.startId())
                        && other.node().name().compareTo(node.name()) < 0
                        && view.contains(other.node())
                        && isReached(other, now));
    }

    /** Either a quorum has said that it refuses the node, or has confirmed a view without it. */
    private boolean hasStopped(Contact contact, long now) {
        String start = contact.node().startId();
        return leftOut.containsKey(start)
                || refuses(contact, now)
                        && hasNoFormerLease(contact, now)
                        && quorum.age(electorate(view.voters()), voter -> refuses(voter, start, now) ? 0 : Quorum.NEVER)
                                == 0;
    }

    private boolean refuses(String voter, String start, long now) {
        Contact contact = contacts.get(voter);
        return voter.equals(self.startId()) || contact != null && contact.refuses(start, viewId, MARGIN, now);
    }

    private List<String> formerElectorate() {
        List<String> former = electorate(view.formerVoters());
        return former.isEmpty() ? electorate(view.voters()) : former;
    }

    /** A static quorum counts whoever is there, so that nodes that come can make up for members that have died. */
    private List<String> electorate(List<Node> voters) {
        if (quorum.policy() == PartitionPolicy.STATIC_QUORUM) {
            return Stream.concat(Stream.of(self.startId()), contacts.keySet().stream())
                    .filter(start -> !dead.contains(start))
                    .toList();
        }
        return starts(voters);
    }

    private List<String> starts(List<Node> voters) {
        return voters.stream()
                .map(Node::startId)
                .filter(start -> !uncounted.contains(start))
                .toList();
    }

    /** Whoever the view leaves out has gone over to it without waiting for anything: that confirms nothing. */
    private boolean hasView(String start) {
        if (start.equals(self.startId())) {
            return view.contains(self);
        }
        Contact contact = contacts.get(start);
        if (contact == null) {
            return false;
        }
        boolean isPutOut =
                !view.contains(contact.node()) && view.formerVoters().stream().anyMatch(contact.node()::isSameStart);
        return !isPutOut && (contact.view().equals(viewId) || viewId.isBefore(contact.view()));
    }

    private long grantAge(String start, long now) {
        if (start.equals(self.startId())) {
            return 0;
        }
        Contact contact = contacts.get(start);
        return contact == null ? Quorum.NEVER : contact.grantAge(now);
    }

    private boolean isReached(Contact contact, long now) {
        return contact.hasAnsweredWithin(leaseNanos, now);
    }

    private boolean isSilent(Contact contact, long now) {
        boolean hasJustWoken = now - lastTick > leaseNanos; // and has not looked at the clock yet
        boolean mayComeAgain = view != null
                && !view.contains(contact.node())
                && contact.isInReachAgain(leaseNanos, MARGIN, now); // the transports may hang on for some seconds
        return !hasJustWoken && !mayComeAgain && contact.silence(awakeSince, now) > leaseNanos + MARGIN;
    }
}
