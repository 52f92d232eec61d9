package io.meshee.core.lease;

import io.meshee.core.view.MemberRecord.Node;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who is there, who is silent, and who of two that have lost each other stays: by what has come from each node, and by what they
 * say of one another. Guarded by its owner.
 */
final class Reach {

    private final Node self;
    private final long leaseNanos;
    private final long margin;
    private final PresentView present;
    private final Electorate electorate;
    private final Map<String, Contact> contacts = new HashMap<>();
    private long awakeSince;
    private long lastTick;

    /**
     * Nobody yet.
     *
     * @param margin how much longer than a lease nothing may come from a node before it is silent
     */
    Reach(Node self, long leaseNanos, long margin, PresentView present, Electorate electorate, long now) {
        this.self = self;
        this.leaseNanos = leaseNanos;
        this.margin = margin;
        this.present = present;
        this.electorate = electorate;
        this.awakeSince = now;
        this.lastTick = now;
    }

    /** What is known of that start; {@code null} if nothing is, or it is this node's own. */
    Contact of(String start) {
        return contacts.get(start);
    }

    /** All others with which this node keeps in contact. */
    Collection<Contact> all() {
        return contacts.values();
    }

    /** The starts of all those. */
    Set<String> starts() {
        return contacts.keySet();
    }

    /** The starts of some of them. */
    Set<String> startsOf(Predicate<Contact> which) {
        return contacts.values().stream().filter(which).map(Contact::start).collect(Collectors.toSet());
    }

    /** Keeps in contact with these and nobody else. */
    void keep(Map<String, Node> wanted, long now) {
        contacts.keySet().retainAll(wanted.keySet());
        wanted.forEach((start, node) -> contacts.computeIfAbsent(start, absent -> new Contact(node, now)));
    }

    /**
     * Looks at the clock. A gap since the last time means that this node itself was not running: the others' silence
     * meanwhile says nothing.
     */
    void tick(long now) {
        if (now - lastTick > leaseNanos) {
            awakeSince = now;
        }
        lastTick = now;
    }

    boolean isMember(Contact contact) {
        return present.contains(contact.node());
    }

    boolean isReached(Contact contact, long now) {
        return contact.hasAnsweredWithin(leaseNanos, now);
    }

    /** Whether nothing has come from it for as long as would have it put out. */
    boolean isOverdue(Contact contact, long now) {
        return contact.silence(awakeSince, now) > leaseNanos + margin;
    }

    boolean isSilent(Contact contact, long now) {
        boolean hasJustWoken = now - lastTick > leaseNanos; // and has not looked at the clock yet
        boolean mayComeAgain = !isMember(contact)
                && contact.isInReachAgain(leaseNanos, margin, now); // the transports may hang on for some seconds
        return !hasJustWoken && !mayComeAgain && isOverdue(contact, now);
    }

    /** Whether this node hears from that one, and so do all members that it hears from. */
    boolean isPresent(Node node, long now) {
        if (node.isSameStart(self)) {
            return true;
        }
        Contact contact = contacts.get(node.startId());
        return contact != null
                && isReached(contact, now)
                && !electorate.isDead(node.startId())
                && fellows(node, now).allMatch(fellow -> fellow.reaches(node.startId()));
    }

    /** Whether it is silent, and to go for that: of two nodes that have lost each other only, the one with the lower name stays. */
    boolean isLost(Contact contact, long now) {
        Node node = contact.node();
        return isSilent(contact, now)
                && (self.name().compareTo(node.name()) < 0
                        || fellows(node, now).noneMatch(fellow -> fellow.reaches(node.startId())));
    }

    /** Those that this node hears from, and so do all members that it hears from, but that are none of these members of the grid. */
    Stream<Contact> presentOutside(Set<String> gridMembers, long now) {
        return contacts.values().stream()
                .filter(contact ->
                        !gridMembers.contains(contact.node().gridMember()) && isPresent(contact.node(), now));
    }

    /** The other one of a pair that has lost each other says so, and it is the one that stays. */
    boolean isSaidToBeSilent(Contact contact, long now) {
        Node node = contact.node();
        return contacts.values().stream()
                .anyMatch(other -> other.takesForSilent(node.startId())
                        && other.node().name().compareTo(node.name()) < 0
                        && isMember(other)
                        && isReached(other, now));
    }

    /** The members of the view that this node reaches, without that one. */
    private Stream<Contact> fellows(Node except, long now) {
        return contacts.values().stream()
                .filter(contact -> isMember(contact) && !contact.node().isSameStart(except) && isReached(contact, now));
    }
}
