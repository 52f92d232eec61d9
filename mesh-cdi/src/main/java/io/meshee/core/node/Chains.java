package io.meshee.core.node;

import io.meshee.core.process.CallChain;
import io.meshee.core.wire.Message.Waiting;
import java.util.LinkedList;
import java.util.List;

/** Call chains as they travel. */
final class Chains {

    private Chains() {}

    /** From the first caller on; none for {@code null}. */
    static List<Waiting> toWire(CallChain chain) {
        if (chain == null) {
            return List.of();
        }
        LinkedList<Waiting> waiting = new LinkedList<>();
        for (CallChain link = chain; link != null; link = link.outer()) {
            waiting.addFirst(new Waiting(link.process(), link.run(), link.node()));
        }
        return waiting;
    }

    /** {@code null} for none. */
    static CallChain fromWire(List<Waiting> waiting) {
        CallChain chain = null;
        for (Waiting each : waiting) {
            chain = new CallChain(each.process(), each.run(), each.node(), chain);
        }
        return chain;
    }
}
