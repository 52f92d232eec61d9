package io.meshee.cluster.refused;

import io.meshee.api.Capability;
import io.meshee.api.Handle;

/** Two handlers for one payload. */
@Capability("torn")
public class Torn {

    /** One. */
    @Handle
    public String one(String text) {
        return text;
    }

    /** The other. */
    @Handle
    public String other(String text) {
        return text;
    }
}
