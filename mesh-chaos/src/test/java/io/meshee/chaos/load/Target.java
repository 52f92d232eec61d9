package io.meshee.chaos.load;

import io.meshee.chaos.load.HttpConnection.RefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/** One start of a node that can be asked, with the connections that are kept to it. */
final class Target {

    private static final Duration CONNECT = Duration.ofSeconds(1);

    /** Shorter than the server's own 30 s, so that it never closes a connection that is just being used. */
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(10);

    private final String node;
    private final String host;
    private final int port;
    private final Deque<HttpConnection> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean ready;

    Target(String node, String host, int port) {
        this.node = node;
        this.host = host;
        this.port = port;
    }

    String node() {
        return node;
    }

    boolean isReady() {
        return ready;
    }

    void ready(boolean now) {
        ready = now;
    }

    HttpConnection take() throws RefusedException {
        for (var kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
            if (kept.isUsable(LONGEST_IDLE)) {
                return kept;
            }
            close(kept);
        }
        return HttpConnection.open(host, port, CONNECT);
    }

    void giveBack(HttpConnection connection) {
        if (connection.isUsable(LONGEST_IDLE)) {
            idle.addFirst(connection);
        } else {
            close(connection);
        }
    }

    void closeIdle() {
        for (var kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
            close(kept);
        }
    }

    private static void close(HttpConnection connection) {
        try {
            connection.close();
        } catch (IOException e) {
            throw new IllegalStateException("a socket that cannot be closed", e);
        }
    }
}
