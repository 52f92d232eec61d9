package io.meshee.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Two JVMs of a peer. They end when this JVM does, whatever ends it. */
final class PeerNodes extends Cluster {

    private static final long LONGEST_END_SECONDS = 20;

    /** What the peers' own guides ask for on Java 17; without it their network threads take a slower way. */
    private static final List<String> OPENED = List.of(
            "--add-modules=java.se",
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.management/sun.management=ALL-UNNAMED",
            "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED");

    private final List<Process> processes;

    private PeerNodes(int port, List<Process> processes) {
        super(Endpoint.at(port, ""));
        this.processes = processes;
    }

    /** Starts them. */
    static PeerNodes start(Settings settings, Contender.Group group, String options) throws IOException {
        String name = group.name().toLowerCase(Locale.ROOT);
        int http = Ports.free(2);
        int peer = Ports.free(2);
        Files.createDirectories(settings.out());
        List<Process> processes = new ArrayList<>();
        for (int index = 0; index < 2; index++) {
            Path log = settings.out().resolve(name + "-" + index + ".log");
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of(options.split(" ")));
            command.addAll(OPENED);
            command.addAll(List.of("-classpath", System.getProperty("java.class.path")));
            command.addAll(List.of("io.meshee.benchmark.peer.PeerNode", name));
            command.addAll(List.of("" + index, "" + (http + index), "" + peer));
            processes.add(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start());
        }
        return new PeerNodes(http, processes);
    }

    @Override
    SortedMap<String, Long> pids() {
        SortedMap<String, Long> pids = new TreeMap<>();
        processes.forEach(process -> pids.put("n" + (pids.size() + 1), process.pid()));
        return pids;
    }

    @Override
    void requireAlive() {
        if (!processes.stream().allMatch(Process::isAlive)) {
            throw new IllegalStateException(
                    "a peer ended: " + processes.stream().map(Process::info).toList());
        }
    }

    @Override
    public void close() throws IOException {
        for (Process process : processes) {
            process.getOutputStream().close();
        }
        for (Process process : processes) {
            if (!hasEnded(process, LONGEST_END_SECONDS)) {
                process.destroyForcibly();
            }
        }
    }
}
