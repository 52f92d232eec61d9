package io.meshee.chaos.clock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Puts {@link SteppedClock} in, and steps it to what a file says. */
public final class ClockAgent {

    private static final Duration LOOK = Duration.ofMillis(20);

    private ClockAgent() {}

    /**
     * Run by the JVM before the server.
     *
     * @param folder where the file is, if there is one: {@code NODE.clock} has the step in milliseconds
     */
    public static void premain(String folder, Instrumentation instrumentation) {
        instrumentation.addTransformer(new ClockReaders());
        var file = Path.of(folder, System.getProperty("mesh.node.name") + ".clock");
        var follower = new Thread(() -> follow(file), "follows the clock's steps");
        follower.setDaemon(true);
        follower.start();
    }

    private static void follow(Path file) {
        while (true) {
            try {
                SteppedClock.step(Files.exists(file) ? Long.parseLong(Files.readString(file)) : 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }
}
