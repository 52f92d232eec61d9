package io.meshee.benchmark.peer;

import io.meshee.benchmark.load.Row;
import io.meshee.benchmark.load.Subject;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The limits of the machine: a counter behind a lock in a {@link ConcurrentHashMap}, and 64 bytes there and back over a
 * loopback connection for each caller.
 */
final class RawNode implements Subject {

    private static final int MESSAGE = 64;

    private final Map<String, Count> counts = new ConcurrentHashMap<>();
    private final AtomicInteger idle = new AtomicInteger();
    private final int peerPort;

    private RawNode(int peerPort) {
        this.peerPort = peerPort;
    }

    static Map<String, Subject> start(int index, int port) throws IOException {
        if (index == 1) {
            ServerSocket server = new ServerSocket(port, 1024, InetAddress.getLoopbackAddress());
            daemon(() -> accept(server));
        }
        return Map.of("raw", new RawNode(port));
    }

    @Override
    public Optional<Calls> calls(Row row) {
        return switch (row) {
            case LOCAL -> Optional.of(new MapCalls(names("p", Row.IDS)));
            case HOT -> Optional.of(new MapCalls(names("hot", 1)));
            case REMOTE -> Optional.of(new PingPong());
            case LOCAL_POOL, ACTIVATE, REMOTE_RECORD -> Optional.empty();
        };
    }

    @Override
    public int idle(int count) {
        for (int i = 0; i < count; i++) {
            counts.computeIfAbsent("idle-" + i, id -> new Count()).add(1);
        }
        idle.set(count);
        return count;
    }

    @Override
    public void endIdle() {
        for (int i = idle.getAndSet(0) - 1; i >= 0; i--) {
            counts.remove("idle-" + i);
        }
    }

    private static String[] names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toArray(String[]::new);
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "raw");
        thread.setDaemon(true);
        thread.start();
    }

    private static void accept(ServerSocket server) {
        try {
            while (true) {
                Socket socket = server.accept();
                daemon(() -> echo(socket));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void echo(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            byte[] message = new byte[MESSAGE];
            for (int read = in.read(message); read >= 0; read = in.read(message)) {
                in.readFully(message, read, MESSAGE - read);
                out.write(message);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Count {

        private int value;

        synchronized int add(int by) {
            value += by;
            return value;
        }
    }

    private final class MapCalls implements Calls {

        private final String[] ids;

        MapCalls(String[] ids) {
            this.ids = ids;
        }

        @Override
        public void call(int number) {
            counts.computeIfAbsent(ids[Integer.remainderUnsigned(number, ids.length)], id -> new Count())
                    .add(1);
        }

        @Override
        public void start(int number, Runnable done) {
            call(number);
            done.run();
        }
    }

    private final class PingPong implements Calls {

        private final Map<Thread, Connection> connections = new ConcurrentHashMap<>();

        @Override
        public void call(int number) throws IOException {
            connections
                    .computeIfAbsent(Thread.currentThread(), thread -> Connection.to(peerPort))
                    .roundTrip();
        }

        @Override
        public void start(int number, Runnable done) {
            throw new UnsupportedOperationException("one message at a time goes back and forth");
        }

        @Override
        public void tidy() throws IOException {
            for (Connection connection : connections.values()) {
                connection.socket().close();
            }
        }
    }

    private record Connection(Socket socket, DataInputStream in, OutputStream out, byte[] message) {

        static Connection to(int port) {
            try {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                socket.setTcpNoDelay(true);
                return new Connection(
                        socket,
                        new DataInputStream(socket.getInputStream()),
                        socket.getOutputStream(),
                        new byte[MESSAGE]);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void roundTrip() throws IOException {
            out.write(message);
            in.readFully(message);
        }
    }
}
