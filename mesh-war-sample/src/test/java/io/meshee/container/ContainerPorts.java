package io.meshee.container;

import io.meshee.cluster.FreePorts;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Picks the ports that {@code arquillian.xml} names; to stand before Arquillian's own extension, which reads it. */
public final class ContainerPorts implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        System.setProperty("container.iiop.port", Integer.toString(FreePorts.next()));
        System.setProperty("container.grid.port", Integer.toString(FreePorts.next()));
    }
}
