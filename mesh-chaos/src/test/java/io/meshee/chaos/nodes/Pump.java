package io.meshee.chaos.nodes;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Run in a network's place: {@code take HOST PORT} swallows what comes, {@code send HOST PORT BYTES} sends so much, and says how long it took. */
final class Pump {

    private static final int PATIENCE_MILLIS = 1_000;

    private Pump() {}

    public static void main(String[] args) throws IOException {
        var address = new InetSocketAddress(args[1], Integer.parseInt(args[2]));
        if (args[0].equals("take")) {
            try (var server = new ServerSocket()) {
                server.bind(address);
                System.out.println("ready");
                while (true) {
                    take(server);
                }
            }
        }
        System.out.println(send(address, Integer.parseInt(args[3])));
    }

    private static void take(ServerSocket server) throws IOException {
        try (var socket = server.accept()) {
            drain(socket.getInputStream());
            socket.getOutputStream().write(1);
        }
    }

    private static void drain(InputStream in) throws IOException {
        byte[] buffer = new byte[8192];
        while (in.read(buffer) >= 0) {
            // until the sender has sent all
        }
    }

    /** Milliseconds until the other side has all of it; -1 if no connection came about. */
    private static long send(InetSocketAddress address, int bytes) throws IOException {
        long begin = System.nanoTime();
        try (var socket = new Socket()) {
            try {
                socket.connect(address, PATIENCE_MILLIS);
            } catch (IOException e) {
                return -1;
            }
            socket.getOutputStream().write(new byte[bytes]);
            socket.shutdownOutput();
            socket.getInputStream().read();
        }
        return (System.nanoTime() - begin) / 1_000_000;
    }
}
