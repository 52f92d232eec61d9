package io.meshee.cluster.refused;

import io.meshee.api.Capability;
import io.meshee.api.Handle;
import jakarta.enterprise.context.ApplicationScoped;

/** Would be one instance for all ids. */
@ApplicationScoped
@Capability("shared")
public class Shared {

    /** In order. */
    @Handle
    public String handle(String text) {
        return text;
    }
}
