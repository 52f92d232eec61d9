package io.meshee.ejb.membership;

import io.meshee.core.view.Grid.Probe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A socket that is open for as long as this node is. The kernel closes it with the process and not before: it goes on
 * taking connections for one that is frozen. The grid's own socket is looked at too, so that a firewall which refuses
 * unknown ports is not taken for a death; and it would not do alone, since the grid may end and the server go on.
 */
final class Sentinel implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Sentinel.class.getName());

    private static final int PATIENCE_MILLIS = 400;
    private static final int BACKLOG = 50;

    private final ServerSocket socket;
    private final InetSocketAddress grid;

    /** Listens on the address of that socket, on a port that the system picks. */
    Sentinel(InetSocketAddress grid) throws IOException {
        this.grid = grid;
        this.socket = new ServerSocket(0, BACKLOG, grid.getAddress());
        Thread thread = new Thread(null, this::takeAll, "mesh-sentinel", 0, false);
        thread.setDaemon(true);
        thread.start();
    }

    /** What is not taken fills the socket's queue, and then nobody can tell any more that the host can be reached. */
    private void takeAll() {
        while (!socket.isClosed()) {
            try {
                socket.accept().close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "a connection that said nothing could not be taken, or the socket is closed", e);
            }
        }
    }

    /** This socket and the grid's: {@code host:port,host:port}. */
    String sockets() {
        return grid.getAddress().getHostAddress() + ":" + socket.getLocalPort() + "," + name(grid);
    }

    /** The grid's among such sockets. */
    static String ofGrid(String sockets) {
        return sockets.substring(sockets.indexOf(',') + 1);
    }

    static String name(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    /** Whether their host takes a connection to one, or refuses a connection to each. No answer is no proof. */
    static Probe probe(String sockets) {
        for (String address : sockets.split(",")) {
            Probe one = probeOne(address);
            if (one != Probe.REFUSES) {
                return one;
            }
        }
        return Probe.REFUSES;
    }

    static InetSocketAddress addressOf(String name) {
        int colon = name.lastIndexOf(':');
        return new InetSocketAddress(name.substring(0, colon), Integer.parseInt(name.substring(colon + 1)));
    }

    private static Probe probeOne(String address) {
        try (Socket probe = new Socket()) {
            probe.connect(addressOf(address), PATIENCE_MILLIS);
            return Probe.CONNECTS;
        } catch (ConnectException e) {
            return String.valueOf(e.getMessage()).contains("refused") ? Probe.REFUSES : Probe.SILENT;
        } catch (IOException | IllegalArgumentException e) {
            return Probe.SILENT; // a time-out, no route, or an address that is none
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
