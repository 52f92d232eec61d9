package io.meshee.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** The loopback ports of a node. */
record NodePorts(int http, int iiop, int grid) {

    /** Finds ports that nobody listens on, unlike one another, for some nodes at once. */
    static List<NodePorts> free(int nodes) {
        var held = new ArrayList<ServerSocket>();
        try {
            var found = new ArrayList<NodePorts>();
            for (int i = 0; i < nodes; i++) {
                found.add(new NodePorts(hold(held), hold(held), hold(held)));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            held.forEach(NodePorts::release);
        }
    }

    private static int hold(List<ServerSocket> held) throws IOException {
        var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        held.add(socket);
        return socket.getLocalPort();
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
