package io.meshee.chaos.app;

import io.meshee.api.PassivationReason;
import io.meshee.api.ProcessContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What this start of a node says happened, a line each, in a file of its own: the system property
 * {@code chaos.evidence} names it. A line is written when it happens, by one system call, so that it outlives the
 * node's kill. Times are {@link System#nanoTime()}, which on Linux is one clock for all processes of a machine.
 */
final class Evidence {

    private static final FileChannel FILE = open();

    private Evidence() {}

    static void activated(ProcessContext process) {
        write("activated " + process.type() + " " + process.id() + " " + process.incarnation());
    }

    static void passivated(ProcessContext process, PassivationReason reason) {
        write("passivated " + process.type() + " " + process.id() + " " + process.incarnation() + " " + reason);
    }

    /** Writes a line, after the time. */
    static synchronized void write(String what) {
        var line = ByteBuffer.wrap((System.nanoTime() + " " + what + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            while (line.hasRemaining()) {
                FILE.write(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileChannel open() {
        try {
            return FileChannel.open(
                    Path.of(System.getProperty("chaos.evidence")),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
