package io.meshee.chaos.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is cut is cut, what is slow is slow, and nothing else is. Skipped where nobody may make networks. */
@Tag("chaos")
@Timeout(120)
class NetworkIT {

    private static final int PORT = 7000;
    private static final int KIBI = 1024;
    private static final long NOTHING_CAME_THROUGH = -1;

    private final List<Process> takers = new ArrayList<>();
    private Network network;

    @BeforeEach
    void open() throws IOException {
        var hindrance = Network.hindrance();
        assumeTrue(hindrance.isEmpty(), hindrance::get);
        network = Network.of(3);
        for (var node : List.of("a", "b", "c")) {
            var host = network.placeOf(node).host();
            var taker = pump(node, "take", host, Integer.toString(PORT));
            takers.add(taker);
            assertThat(said(taker)).isEqualTo("ready");
        }
    }

    @AfterEach
    void close() {
        takers.forEach(Process::destroyForcibly);
        if (network != null) {
            network.close();
        }
    }

    @Test
    void whatIsCutIsCutUntilItIsHealed() throws IOException {
        assertThat(send("a", "b", 1)).isNotNegative();

        network.cut("a", "b");

        assertThat(send("a", "b", 1)).isEqualTo(NOTHING_CAME_THROUGH);
        assertThat(send("b", "a", 1)).as("the answer is lost").isEqualTo(NOTHING_CAME_THROUGH);
        assertThat(send("a", "c", 1)).isNotNegative();
        assertThat(send("c", "b", 1)).isNotNegative();

        network.heal();

        assertThat(send("a", "b", 1)).isNotNegative();
    }

    /** At 256 kbit/s 128 KiB take 4 s, less the 16 kbit that may be sent at once. */
    @Test
    void aSlowNodeSendsNoFasterThanItMayUntilItIsFastAgain() throws IOException {
        network.slow("a", 256);

        assertThat(send("a", "b", 128 * KIBI)).isGreaterThan(3_000);
        assertThat(network.heldBack("a")).isPositive();
        assertThat(send("b", "a", 128 * KIBI)).as("to the slow one").isLessThan(3_000);
        assertThat(send("b", "c", 128 * KIBI)).as("between others").isLessThan(1_000);

        network.hurry("a");

        assertThat(send("a", "b", 128 * KIBI)).isLessThan(1_000);
    }

    @Test
    void whoComesTakesTheLowestFreePlaceAndTheHighestAddress() {
        var a = network.placeOf("a");
        assertThat(network.placeOf("a")).isEqualTo(a);
        assertThat(a.host()).isGreaterThan(network.placeOf("b").host());

        network.leave("a");

        assertThat(network.placeOf("d")).isEqualTo(a);
    }

    private long send(String from, String to, int bytes) throws IOException {
        var host = network.placeOf(to).host();
        var sender = pump(from, "send", host, Integer.toString(PORT), Integer.toString(bytes));
        return Long.parseLong(said(sender));
    }

    private Process pump(String node, String... args) throws IOException {
        var command = new ArrayList<>(network.placeOf(node).within());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.add(Pump.class.getName());
        command.addAll(List.of(args));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static String said(Process process) throws IOException {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
    }
}
