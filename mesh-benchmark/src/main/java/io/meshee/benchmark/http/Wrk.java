package io.meshee.benchmark.http;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The load generator wrk, which is not of this project and may be missing. */
public final class Wrk {

    private static final String SCRIPT = "wrk.lua";

    private final Path executable;
    private final Path script;

    private Wrk(Path executable, Path script) {
        this.executable = executable;
        this.script = script;
    }

    /**
     * The one on the path that executables are looked for on; empty if there is none.
     *
     * @param path folders, separated as the system does it
     * @param folder where its script goes; an existing one
     */
    public static Optional<Wrk> on(String path, Path folder) throws IOException {
        Optional<Path> executable = Stream.of(path.split(File.pathSeparator))
                .map(each -> Path.of(each).resolve("wrk"))
                .filter(Files::isExecutable)
                .findFirst();
        if (executable.isEmpty()) {
            return Optional.empty();
        }
        Path script = folder.resolve(SCRIPT);
        try (InputStream packed = Wrk.class.getResourceAsStream("/" + SCRIPT)) {
            Files.copy(packed, script, StandardCopyOption.REPLACE_EXISTING);
        }
        return Optional.of(new Wrk(executable.get(), script));
    }

    /**
     * Runs it, with as many threads as there are ports: each thread has a port of its own, and its share of the connections,
     * rounded down.
     *
     * @param ports of this machine
     * @param connections kept open, each with one request at a time
     * @return a JSON object: {@code requests}, {@code rate} a second, {@code p50}, {@code p90}, {@code p99} and {@code max} of the
     *     latency in microseconds, {@code failed} for those without an answer, and {@code refused} for answers that are no success
     */
    public String run(HttpRequest request, List<Integer> ports, int connections, int seconds)
            throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder(
                executable.toString(),
                "--threads=" + ports.size(),
                "--connections=" + connections,
                "--duration=" + seconds + "s",
                "--timeout=10s",
                "--script=" + script,
                "http://127.0.0.1:" + ports.get(0),
                "--",
                request.method(),
                request.path(),
                "" + request.ids());
        command.environment()
                .put("MESH_PORTS", ports.stream().map(String::valueOf).collect(Collectors.joining(" ")));
        Process running = command.redirectErrorStream(true).start();
        try {
            String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (running.waitFor() != 0) {
                throw new IOException("wrk ended with " + running.exitValue() + ": " + said);
            }
            return said.lines()
                    .filter(line -> line.startsWith("{"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("wrk gave no result: " + said));
        } finally {
            running.destroy();
        }
    }
}
