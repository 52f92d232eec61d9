package io.meshee.cluster.novelty;

import io.meshee.api.Capability;
import io.meshee.api.Handle;

/** Unknown to the other nodes. */
@Capability("novelty")
public class Novelty {

    /** A word. */
    @Handle
    public String word() {
        return "new";
    }
}
