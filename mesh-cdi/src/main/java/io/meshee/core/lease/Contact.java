package io.meshee.core.lease;

import io.meshee.core.view.MemberRecord.Node;
import io.meshee.core.view.ViewId;
import java.util.Set;

/** What this node has heard from one start of another. Times are those of the monotonic clock. Guarded by its owner. */
final class Contact {

    private Node node;
    private final long knownSince;
    private boolean answered;
    private long answeredAt;
    private boolean grantedToMe;
    private long grantedToMeAt;
    private boolean grantedByMe;
    private long grantedByMeAt;
    private long shunnedUntil;
    private ViewId view = ViewId.NONE;
    private boolean committed;
    private Set<String> reached = Set.of();
    private boolean connected;
    private long connectedAt;
    private boolean stopped;
    private long stoppedAt;
    private Set<String> silent = Set.of();
    private Refusals refusals = new Refusals(Set.of(), ViewId.NONE, 0);

    /** Whom it refused when it was asked then, and the view that it worked by. */
    private record Refusals(Set<String> starts, ViewId view, long askedAt) {}

    Contact(Node node, long now) {
        this.node = node;
        this.knownSince = now;
        this.shunnedUntil = now;
    }

    Node node() {
        return node;
    }

    String start() {
        return node.startId();
    }

    /** What the same start says of itself by now: the grid gives it another id when it merges. */
    void isNow(Node later) {
        node = later;
    }

    ViewId view() {
        return view;
    }

    boolean hasCommitted(ViewId other) {
        return committed && view.equals(other);
    }

    boolean reaches(String start) {
        return reached.contains(start);
    }

    /** Its host has taken a connection. */
    void connected(long now) {
        connected = true;
        connectedAt = now;
    }

    /** It has certainly stopped. */
    void stopped(long now) {
        if (!stopped) {
            stopped = true;
            stoppedAt = now;
        }
    }

    void isMemberAgain() {
        stopped = false;
    }

    /** Whether it has stopped some time ago and its host can be reached now. */
    boolean isInReachAgain(long lately, long grace, long now) {
        return stopped && now - stoppedAt > grace && connected && now - connectedAt < lately;
    }

    boolean takesForSilent(String start) {
        return silent.contains(start);
    }

    /** Whether it answers that start nothing that counts, by that view, and has said so to what it was asked lately. */
    boolean refuses(String start, ViewId by, long nanos, long now) {
        return refusals.starts().contains(start) && refusals.view().equals(by) && now - refusals.askedAt() < nanos;
    }

    /** Notes what it says of itself. True if some of it is new. */
    boolean says(Heartbeat heartbeat) {
        boolean news = !view.equals(heartbeat.view())
                || committed != heartbeat.committed()
                || !reached.equals(heartbeat.reached())
                || !silent.equals(heartbeat.silent());
        view = heartbeat.view();
        committed = heartbeat.committed();
        reached = heartbeat.reached();
        silent = heartbeat.silent();
        return news;
    }

    /** It has answered what was sent then. True if it refuses others than before. */
    boolean answered(long sentAt, Heartbeat answer) {
        boolean granted = answer.granted();
        boolean news = !refusals.starts().equals(answer.refused());
        if (!answered || sentAt - answeredAt >= 0) {
            refusals = new Refusals(answer.refused(), answer.view(), sentAt);
        }
        if (!answered || sentAt - answeredAt > 0) {
            answered = true;
            answeredAt = sentAt;
        }
        if (granted && (!grantedToMe || sentAt - grantedToMeAt > 0)) {
            grantedToMe = true;
            grantedToMeAt = sentAt;
        }
        return news;
    }

    boolean hasAnsweredWithin(long nanos, long now) {
        return answered && now - answeredAt < nanos;
    }

    /** How long it has been silent while this node was awake. */
    long silence(long awakeSince, long now) {
        long heard = answered ? answeredAt : knownSince;
        return now - (heard - awakeSince > 0 ? heard : awakeSince);
    }

    /** How old the newest answer is that counts for this node's lease. */
    long grantAge(long now) {
        return grantedToMe ? Math.max(1, now - grantedToMeAt) : Quorum.NEVER;
    }

    /** What it granted was for a stay in the mesh that is over. */
    void forgetGrants() {
        grantedToMe = false;
    }

    void grant(long now) {
        grantedByMe = true;
        grantedByMeAt = now;
    }

    /** Whether what this node has granted to it has run out. */
    boolean hasNothingGranted(long lease, long now) {
        return !grantedByMe || now - grantedByMeAt > lease;
    }

    void shunUntil(long nanoTime) {
        if (nanoTime - shunnedUntil > 0) {
            shunnedUntil = nanoTime;
        }
    }

    boolean isShunned(long now) {
        return shunnedUntil - now > 0;
    }
}
