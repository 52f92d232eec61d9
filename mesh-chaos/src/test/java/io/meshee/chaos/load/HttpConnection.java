package io.meshee.chaos.load;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * A kept connection to a node: one request at a time, bodies of known length. No more of HTTP/1.1 than the nodes speak,
 * for the load shares two processors with them. Used by one thread at a time.
 */
final class HttpConnection implements AutoCloseable {

    private final String host;
    private final Socket socket;
    private final InputStream in;
    private boolean usable = true;
    private long lastUsed = System.nanoTime();

    private HttpConnection(String host, Socket socket) throws IOException {
        this.host = host;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 1024);
    }

    /** An answer. */
    record Response(int status, String body) {}

    /**
     * Connects.
     *
     * @throws RefusedException if nobody listens, or nobody answers in time: certainly no request was sent
     */
    static HttpConnection open(String host, int port, Duration patience) throws RefusedException {
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(host, port), (int) patience.toMillis());
            return new HttpConnection(host, socket);
        } catch (ConnectException | SocketTimeoutException e) {
            closeQuietly(socket, e);
            throw new RefusedException(host + ":" + port + " refused", e);
        } catch (IOException e) {
            closeQuietly(socket, e);
            throw new RefusedException(host + ":" + port + " cannot be reached", e);
        }
    }

    /** Sends a request, and waits for the answer. After an exception the connection is of no more use. */
    Response send(String method, String path, String body, Duration patience) throws IOException {
        usable = false;
        socket.setSoTimeout((int) patience.toMillis());
        var request = method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        var status = line();
        if (!status.startsWith("HTTP/1.1 ")) {
            throw new ProtocolException("no status line: " + status);
        }
        int length = -1;
        boolean keep = true;
        for (var header = line(); !header.isEmpty(); header = line()) {
            var lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(
                        lower.substring("content-length:".length()).trim());
            } else if (lower.startsWith("connection:")) {
                keep = !lower.endsWith("close");
            }
        }
        if (length < 0) {
            throw new ProtocolException("an answer without its length: " + status);
        }
        byte[] answer = in.readNBytes(length);
        if (answer.length < length) {
            throw new EOFException("the answer ends after " + answer.length + " of " + length + " bytes");
        }
        usable = keep;
        lastUsed = System.nanoTime();
        return new Response(Integer.parseInt(status.substring(9, 12)), new String(answer, StandardCharsets.UTF_8));
    }

    /** Whether another request may be sent: the node did not say it would close, and was not left idle for so long that it may. */
    boolean isUsable(Duration longestIdle) {
        return usable && System.nanoTime() - lastUsed < longestIdle.toNanos();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String line() throws IOException {
        var line = new StringBuilder(48);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection was closed");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private static void closeQuietly(Socket socket, IOException reason) {
        try {
            socket.close();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    /** No connection came about. */
    static final class RefusedException extends Exception {

        private static final long serialVersionUID = 1;

        RefusedException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
