package io.meshee.cluster;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Finds loopback ports that a server can bind later. They lie below the range that the system takes the ports of outgoing
 * connections from: a port of that range which is free now may belong to a connection by the time its server starts.
 */
public final class FreePorts {

    private static final int FIRST = 15_000;
    private static final int COUNT = 16_000;

    /** Each process begins elsewhere, so that two that look at the same time find unlike ports. */
    private static final AtomicInteger NEXT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * 211 % COUNT));

    private FreePorts() {}

    /** A port that nobody listens on, and that is not handed out again before all others were. */
    public static int next() {
        for (int tries = 0; tries < COUNT; tries++) {
            int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port from " + FIRST + " on is free");
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (BindException e) {
            return false;
        } catch (IOException e) {
            throw new IllegalStateException("port " + port, e);
        }
    }
}
