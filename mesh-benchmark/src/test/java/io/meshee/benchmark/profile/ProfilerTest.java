package io.meshee.benchmark.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfilerTest {

    @TempDir
    Path folder;

    @Test
    void aJvmThatRunsIsLookedInto() throws Exception {
        Process busy = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Busy.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = busy.inputReader()) {
            await(said, "ready");
            Path flames = folder.resolve("flames.html");
            Path stacks = folder.resolve("stacks.collapsed");
            Profiler profiler = Profiler.in(folder);
            profiler.start(busy.pid(), "cpu");
            busy.getOutputStream().write('w');
            busy.getOutputStream().flush();
            await(said, "done");
            profiler.stop(busy.pid(), "busy, very", flames, stacks, List.of("*Busy.hidden*"));
            assertThat(flames).content().contains("busy  very").contains("Busy.");
            assertThat(Files.readString(stacks)).contains("Busy.seen").doesNotContain("Busy.hidden");
            assertThat(Stacks.of(Files.readAllLines(stacks)).samples()).isGreaterThan(10);
        } finally {
            busy.destroyForcibly().waitFor();
        }
    }

    @Test
    void eachMachineHasItsLibrary() throws IOException {
        for (List<String> machine :
                List.of(List.of("Linux", "amd64"), List.of("Linux", "aarch64"), List.of("Mac OS X", "aarch64"))) {
            assertThat(getClass().getResource(Profiler.library(machine.get(0), machine.get(1))))
                    .as("library of %s", machine)
                    .isNotNull();
        }
    }

    /** The profiler says things as well. */
    private static void await(BufferedReader said, String line) throws IOException {
        for (String each = said.readLine(); !line.equals(each); each = said.readLine()) {
            assertThat(each).as("the JVM ended before it said " + line).isNotNull();
        }
    }

    /** Works a while when it is told to. */
    static final class Busy {

        private static final long WORK_MILLIS = 150;
        private static volatile double result;

        public static void main(String[] arguments) throws IOException {
            System.out.println("ready");
            System.in.read();
            seen();
            hidden();
            System.out.println("done");
            System.in.read();
        }

        private static void seen() {
            work();
        }

        private static void hidden() {
            work();
        }

        private static void work() {
            long end = System.nanoTime() + WORK_MILLIS * 1_000_000;
            while (System.nanoTime() - end < 0) {
                result = Math.sin(result + 1);
            }
        }
    }
}
