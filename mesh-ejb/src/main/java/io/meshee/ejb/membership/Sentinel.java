package io.meshee.ejb.membership;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;

/**
 * A socket that is open for as long as this node is. The kernel closes it with the process and not before: it goes on
 * taking connections for one that is frozen. The grid's own socket is looked at too, so that a firewall which refuses
 * unknown ports is not taken for a death; and it would not do alone, since the grid may end and the server go on.
 */
final class Sentinel implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 400;

    private final ServerSocket socket;
    private final InetSocketAddress grid;

    /** Listens on the address of that socket, on a port that the system picks. */
    Sentinel(InetSocketAddress grid) throws IOException {
        this.grid = grid;
        this.socket = new ServerSocket(0, 1, grid.getAddress());
    }

    /** This socket and the grid's: {@code host:port,host:port}. */
    String sockets() {
        String host = grid.getAddress().getHostAddress();
        return host + ":" + socket.getLocalPort() + "," + host + ":" + grid.getPort();
    }

    /** Whether their host answers, and refuses a connection to each. No answer is no proof. */
    static boolean isRefused(String sockets) {
        List<String> all = Arrays.asList(sockets.split(","));
        return all.stream().allMatch(Sentinel::isOneRefused);
    }

    private static boolean isOneRefused(String address) {
        int colon = address.lastIndexOf(':');
        try (Socket probe = new Socket()) {
            InetSocketAddress target =
                    new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
            probe.connect(target, PATIENCE_MILLIS);
            return false;
        } catch (ConnectException e) {
            return String.valueOf(e.getMessage()).contains("refused");
        } catch (IOException | IllegalArgumentException e) {
            return false; // a time-out, no route, or an address that is none
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the socket that shows that this node runs could not be closed", e);
        }
    }
}
