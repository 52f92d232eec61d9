package io.meshee.core.node;

/**
 * What is known of a message only once it waits for its turn, or goes to another node. It is noted apart from the message,
 * which is most of the garbage of a local call.
 *
 * <p>Written by whoever has the message at the moment: its caller, then its order, its lane or the thread that brings the
 * answer, each of which gives it on by a lock, a queue or a map. What its caller reads when it gives up is volatile.
 */
final class Travel {

    private volatile String hindrance;
    private volatile String startId;
    private volatile ShardOrder order;
    private ShardOrder.Leg leg;
    private byte[] payload;
    private byte[] initArg;
    private long correlation;
    private String node;
    private boolean wayBackTaken;

    /** Why it could not be sent, the last time that it could not; {@code null} if there was no such time. */
    String hindrance() {
        return hindrance;
    }

    void hindrance(String reason) {
        hindrance = reason;
    }

    /** The name of the node that it went to last. */
    String node() {
        return node;
    }

    /** The start id of the node that it went to last; {@code null} if it went to none. */
    String startId() {
        return startId;
    }

    /** The number by which it went. */
    long correlation() {
        return correlation;
    }

    void goes(long number, String name, String start) {
        correlation = number;
        node = name;
        startId = start;
    }

    /** Its process is on this node now. */
    void goesNowhere() {
        startId = null;
    }

    /** Whether the way back into a process that waits for it may be tried: once. */
    boolean takesWayBack() {
        boolean first = !wayBackTaken;
        wayBackTaken = true;
        return first;
    }

    /** The order that it stands in, or stood in last; {@code null} if in none yet. */
    ShardOrder order() {
        return order;
    }

    void order(ShardOrder next) {
        order = next;
    }

    /** Belongs to its order. */
    ShardOrder.Leg leg() {
        return leg;
    }

    void leg(ShardOrder.Leg now) {
        leg = now;
    }

    /** The payload as bytes; {@code null} if it has not been encoded. */
    byte[] payload() {
        return payload;
    }

    /** The activation argument as bytes; {@code null} if it has none. */
    byte[] initArg() {
        return initArg;
    }

    void encoded(byte[] newPayload, byte[] newInitArg) {
        payload = newPayload;
        initArg = newInitArg;
    }
}
