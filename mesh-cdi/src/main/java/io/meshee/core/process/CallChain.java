package io.meshee.core.process;

import io.meshee.api.ProcessKey;
import java.util.LinkedList;
import java.util.List;

/**
 * The processes that wait for a call, from the innermost outwards.
 *
 * @param process the process whose handler made the call
 * @param outer those that wait for that one; {@code null} if none
 */
public record CallChain(ProcessKey process, CallChain outer) {

    /** Whether the process waits for this call. */
    public boolean contains(ProcessKey key) {
        for (CallChain link = this; link != null; link = link.outer) {
            if (link.process.equals(key)) {
                return true;
            }
        }
        return false;
    }

    /** The processes from the first caller on; none for {@code null}. */
    public static List<ProcessKey> toList(CallChain chain) {
        if (chain == null) {
            return List.of();
        }
        LinkedList<ProcessKey> keys = new LinkedList<>();
        for (CallChain link = chain; link != null; link = link.outer) {
            keys.addFirst(link.process);
        }
        return keys;
    }

    /** The chain of these processes; {@code null} for none. */
    public static CallChain of(List<ProcessKey> keys) {
        CallChain chain = null;
        for (ProcessKey key : keys) {
            chain = new CallChain(key, chain);
        }
        return chain;
    }
}
