package io.meshee.cluster.refused;

import io.meshee.api.Capability;
import io.meshee.api.Handle;
import jakarta.ejb.Stateful;

/** Has a life of its own, which the container keeps. */
@Stateful
@Capability("conversation")
public class Conversation {

    /** In order. */
    @Handle
    public String handle(String text) {
        return text;
    }
}
