package io.meshee.container;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Picks the ports that {@code arquillian.xml} names; to stand before Arquillian's own extension, which reads it. */
public final class FreePorts implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        try (var iiop = hold();
                var grid = hold()) {
            System.setProperty("container.iiop.port", Integer.toString(iiop.getLocalPort()));
            System.setProperty("container.grid.port", Integer.toString(grid.getLocalPort()));
        }
    }

    private static ServerSocket hold() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
