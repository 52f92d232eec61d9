package io.meshee.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.BitSet;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports in a row that nobody listens on, below those that the system gives to connections. None is given twice: nobody may listen
 * yet on those that were given before.
 */
final class Ports {

    private static final int LOWEST = 15_000;
    private static final int HIGHEST = 31_000;
    private static final int TRIES = 1000;

    private static final BitSet GIVEN = new BitSet();

    private Ports() {}

    /** The first of so many. */
    static synchronized int free(int count) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            int first = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (GIVEN.get(first, first + count).isEmpty() && allFree(first, count)) {
                GIVEN.set(first, first + count);
                return first;
            }
        }
        throw new IOException("no " + count + " free ports in a row from " + LOWEST + " to " + HIGHEST);
    }

    private static boolean allFree(int first, int count) {
        for (int port = first; port < first + count; port++) {
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                socket.setReuseAddress(true);
            } catch (IOException e) {
                return false; // taken
            }
        }
        return true;
    }
}
