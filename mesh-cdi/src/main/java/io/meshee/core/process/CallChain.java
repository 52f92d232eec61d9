package io.meshee.core.process;

import io.meshee.api.ProcessKey;
import java.util.LinkedList;
import java.util.List;

/**
 * The processes that wait for a call, from the innermost outwards.
 *
 * @param process the process whose handler made the call
 * @param run the number of its way back; 0 if its class has no reentrant handler
 * @param node where it runs; empty if it has no way back
 * @param outer those that wait for that one; {@code null} if none
 */
public record CallChain(ProcessKey process, long run, String node, CallChain outer) {

    /** Whether the process waits for this call. */
    public boolean contains(ProcessKey key) {
        return linkOf(key) != null;
    }

    /** The innermost link of the process; {@code null} if it does not wait for this call. */
    public CallChain linkOf(ProcessKey key) {
        for (CallChain link = this; link != null; link = link.outer) {
            if (link.process.equals(key)) {
                return link;
            }
        }
        return null;
    }

    /** Whether the message with that way back waits for this call. */
    boolean contains(Reentry reentry) {
        for (CallChain link = this; link != null; link = link.outer) {
            if (link.run == reentry.number()) {
                return true;
            }
        }
        return false;
    }

    /** The processes from the first caller on; none for {@code null}. */
    public static List<ProcessKey> toList(CallChain chain) {
        LinkedList<ProcessKey> keys = new LinkedList<>();
        for (CallChain link = chain; link != null; link = link.outer) {
            keys.addFirst(link.process);
        }
        return keys;
    }
}
