package io.meshee.core.node;

import io.meshee.core.view.MemberRecord.Node;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The calls that this node has sent to peers and that have not ended, by correlation number. */
final class PendingCalls {

    private final Map<Long, OutgoingCall> calls = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();

    long nextNumber() {
        return numbers.incrementAndGet();
    }

    void add(OutgoingCall call) {
        calls.put(call.correlation(), call);
    }

    /** The call with that number; {@code null} if it has ended. */
    OutgoingCall get(long number) {
        return calls.get(number);
    }

    /** Takes the call with that number out; {@code null} if it has ended. */
    OutgoingCall remove(long number) {
        return calls.remove(number);
    }

    /** Takes the call out. False if it had ended. */
    boolean remove(OutgoingCall call) {
        return calls.remove(call.correlation(), call);
    }

    int size() {
        return calls.size();
    }

    /** Whether some call waits for that start of a node. */
    boolean awaits(Node node) {
        return calls.values().stream().anyMatch(call -> node.startId().equals(call.startId()));
    }

    /** The calls that went to other starts than these. */
    List<OutgoingCall> toOthersThan(Collection<String> startIds) {
        return calls.values().stream()
                .filter(call -> !startIds.contains(call.startId()))
                .toList();
    }
}
