package io.meshee.benchmark.peer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.meshee.benchmark.load.Generator;
import io.meshee.benchmark.load.Memory;
import io.meshee.benchmark.load.Subject;
import io.meshee.benchmark.load.Task;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A node of a peer, in a JVM of its own: {@code PeerNode SYSTEM INDEX HTTP_PORT PEER_PORT}. It ends when its standard input
 * does, so that it does not outlive whoever started it.
 */
public final class PeerNode {

    private PeerNode() {}

    /** Starts the node and its driver. */
    public static void main(String[] arguments) throws Exception {
        int index = Integer.parseInt(arguments[1]);
        int port = Integer.parseInt(arguments[3]);
        Map<String, Subject> subjects = switch (arguments[0]) {
            case "pekko" -> PekkoNode.start(index, port);
            case "hazelcast" -> HazelcastNode.start(index, port);
            case "raw" -> RawNode.start(index, port);
            default -> throw new IllegalArgumentException("no such peer: " + arguments[0]);
        };
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[2])), 0);
        server.createContext("/", exchange -> serve(subjects, exchange));
        server.start();
        while (System.in.read() >= 0) {
            // nothing is ever said there
        }
        Runtime.getRuntime().halt(0);
    }

    private static void serve(Map<String, Subject> subjects, HttpExchange exchange) throws IOException {
        int status = 200;
        String body;
        try {
            Optional<String> answer = answer(subjects, exchange);
            body = answer.orElse("");
            status = answer.isPresent() ? 200 : 204;
        } catch (Exception e) {
            StringWriter text = new StringWriter();
            e.printStackTrace(new PrintWriter(text));
            body = text.toString();
            status = 500;
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static Optional<String> answer(Map<String, Subject> subjects, HttpExchange exchange) throws Exception {
        Map<String, String> query = queryOf(exchange);
        Subject subject = subjects.get(query.getOrDefault("subject", ""));
        return switch (exchange.getRequestURI().getPath()) {
            case "/ready" -> Optional.of("ready");
            case "/run" -> {
                Task task = Task.of(query);
                Optional<Subject.Calls> calls = subject.calls(task.row());
                yield calls.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                Generator.run(task, calls.get(), Thread::new).toJson());
            }
            case "/garbage" -> Optional.of(Memory.garbage(subject));
            case "/idle" -> Optional.of(Memory.idle(subject, Integer.parseInt(query.get("count"))));
            default -> throw new IllegalArgumentException("no such path: " + exchange.getRequestURI());
        };
    }

    private static Map<String, String> queryOf(HttpExchange exchange) {
        Map<String, String> query = new HashMap<>();
        String text = exchange.getRequestURI().getQuery();
        if (text != null) {
            for (String part : text.split("&")) {
                int equals = part.indexOf('=');
                query.put(part.substring(0, equals), part.substring(equals + 1));
            }
        }
        return query;
    }
}
