package io.meshee.core.node;

import io.meshee.core.Errors;
import io.meshee.core.shard.Shard;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/**
 * The order of what this node sends, shard by shard. Remote messages pass through it; local ones only in the moments in
 * which some shard is stalled, or a view is being installed.
 */
final class ShardOrders {

    private final int capacity;
    private final Map<Shard, ShardOrder> orders = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger unrest = new AtomicInteger();

    /**
     * No orders yet.
     *
     * @param capacity how many messages may wait for their turn; those that came back are not refused
     */
    ShardOrders(int capacity) {
        this.capacity = capacity;
    }

    /** Whether a message to a process on this node need not ask for its turn. */
    boolean isCalm() {
        return unrest.get() == 0;
    }

    /** Whether nothing waits for the shard or is under way to another owner. */
    boolean isQuiet(Shard shard) {
        return isCalm() || !orders.containsKey(shard);
    }

    /**
     * Asks for a message's turn.
     *
     * @param to the start of the node that owns the shard; {@code null} if that is this one
     */
    boolean mayGo(Shard shard, OutgoingCall call, String to) {
        while (true) {
            ShardOrder order =
                    to == null ? orders.get(shard) : orders.computeIfAbsent(shard, key -> new ShardOrder(key, this));
            if (order == null) {
                return true;
            }
            call.order(order);
            ShardOrder.Turn turn = order.enter(call, to);
            if (turn != ShardOrder.Turn.ASK_AGAIN) {
                return turn == ShardOrder.Turn.GO;
            }
        }
    }

    /**
     * A message was not taken, and waits for its turn again.
     *
     * @param earliest when that may come, by {@link System#nanoTime()}
     */
    void comeBack(Shard shard, OutgoingCall call, long earliest) {
        while (call.order() == null || !call.order().comeBack(call, earliest)) {
            call.order(orders.computeIfAbsent(shard, key -> new ShardOrder(key, this)));
        }
    }

    /** The message is not under way any more: it was taken, has ended, or is lost. */
    void left(OutgoingCall call) {
        ShardOrder order = call.order();
        if (order != null) {
            order.left(call);
        }
    }

    /** Who owns a shard now: the start of a node, or {@code null} if that is this node, or nobody. */
    @FunctionalInterface
    interface Owners {
        String startOf(Shard shard);
    }

    /** Another view is there: what is under way to former owners has to be waited for. */
    void viewInstalled(Owners owners) {
        orders.values().forEach(order -> order.viewInstalled(owners.startOf(order.shard())));
    }

    /**
     * Routes what waits for its turn and may have it. Called by one thread, every few milliseconds.
     *
     * @param route routes the message whose turn is next in its order; false if it has to wait
     * @param overdue ends a message that has waited for too long
     */
    void tick(long now, BiPredicate<ShardOrder, OutgoingCall> route, Consumer<OutgoingCall> overdue) {
        if (isCalm()) {
            return;
        }
        for (ShardOrder order : orders.values()) {
            if (order.isStalled()) {
                order.takeOverdue(now).forEach(overdue);
                for (OutgoingCall next = order.next(now); next != null; next = order.next(now)) {
                    if (!route.test(order, next)) {
                        break;
                    }
                }
                order.routed();
            }
        }
    }

    /** Takes out everything that waits. */
    void takeAll(Consumer<OutgoingCall> end) {
        orders.values().forEach(order -> order.takeAll().forEach(end));
    }

    /** A view is about to be installed: until {@link #endView}, every message asks for its turn. */
    void beginView() {
        unrest.incrementAndGet();
    }

    void endView() {
        unrest.decrementAndGet();
    }

    /** What is under way to other starts than these is not waited for. */
    void retain(Set<String> startIds) {
        orders.values().forEach(order -> order.retain(startIds));
    }

    int waiting() {
        return waiting.get();
    }

    void requireRoom(OutgoingCall call) {
        if (call.takenAt() == 0 && waiting.get() >= capacity) {
            throw Errors.turnsFull(capacity);
        }
    }

    void waits(int more) {
        waiting.addAndGet(more);
    }

    void stalls(int more) {
        unrest.addAndGet(more);
    }

    void remove(ShardOrder order) {
        orders.remove(order.shard(), order);
    }
}
