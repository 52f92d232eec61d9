package io.meshee.chaos.app;

import io.meshee.api.PassivationReason;
import io.meshee.api.ProcessContext;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What this start of a node says happened, a line each, in a file of its own: the system property
 * {@code chaos.evidence} names it. A line is written when it happens, by one system call, so that it outlives the
 * node's kill. Times are {@link System#nanoTime()}, which on Linux is one clock for all processes of a machine.
 */
public final class Evidence {

    /** Not a channel: that would be closed by the interrupt of a handler past its deadline. */
    private static final OutputStream FILE = open();

    private Evidence() {}

    /** It has begun. */
    public static void activated(ProcessContext process) {
        write("activated " + process.type() + " " + process.id() + " " + process.incarnation());
    }

    /** It goes on with what an earlier version of the application has saved. */
    public static void inherited(ProcessContext process) {
        write("inherited " + process.type() + " " + process.id() + " " + process.incarnation());
    }

    /** It ends in good order. */
    public static void passivated(ProcessContext process, PassivationReason reason) {
        write("passivated " + process.type() + " " + process.id() + " " + process.incarnation() + " " + reason);
    }

    /** Writes a line, after the time. */
    static synchronized void write(String what) {
        var line = System.nanoTime() + " " + what + "\n";
        try {
            FILE.write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OutputStream open() {
        try {
            return new FileOutputStream(System.getProperty("chaos.evidence"), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
