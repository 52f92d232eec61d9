package io.meshee.benchmark.profile;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** async-profiler, loaded into JVMs of this user that run already. */
public final class Profiler {

    /** What is narrower in the flame graph nobody sees, and it is most of the page. */
    private static final double LEAST_PERCENT = 0.1;

    private final Path library;

    private Profiler(Path library) {
        this.library = library;
    }

    /**
     * Copies the library to where other JVMs can load it.
     *
     * @param folder an existing one
     * @throws IOException also where there is no library for this machine
     */
    public static Profiler in(Path folder) throws IOException {
        String name = library(System.getProperty("os.name"), System.getProperty("os.arch"));
        try (InputStream packed = Profiler.class.getResourceAsStream(name)) {
            if (packed == null) {
                throw new IOException("async-profiler has no " + name);
            }
            Path library = folder.resolve("libasyncProfiler.so").toAbsolutePath();
            Files.copy(packed, library, StandardCopyOption.REPLACE_EXISTING);
            return new Profiler(library);
        }
    }

    /** Where the library of such a machine is on the class path. */
    static String library(String system, String processor) {
        if (system.toLowerCase(Locale.ROOT).contains("mac")) {
            return "/macos/libasyncProfiler.so";
        }
        return "aarch64".equals(processor) ? "/linux-arm64/libasyncProfiler.so" : "/linux-x64/libasyncProfiler.so";
    }

    /**
     * Begins to take samples of a JVM, a thousand for each second of what is looked at.
     *
     * @param event {@code cpu}, which is the kernel's events or, where they are not permitted, timers of the threads' processor
     *     time; {@code wall}, {@code alloc} or {@code lock}
     */
    public void start(long pid, String event) throws IOException {
        boolean timed = "cpu".equals(event) || "wall".equals(event);
        tell(pid, "start,event=" + event + (timed ? ",interval=1ms" : ""));
    }

    /**
     * Ends that.
     *
     * @param flames where the flame graph goes, a page of its own
     * @param stacks where the same goes as lines of frames with semicolons between, and a count behind
     * @param without stacks with one of these frames do not count; a star at an end stands for anything
     */
    public void stop(long pid, String title, Path flames, Path stacks, Collection<String> without) throws IOException {
        String excluded = without.stream().map(frame -> ",exclude=" + frame).collect(Collectors.joining());
        tell(pid, "dump,collapsed" + excluded + ",file=" + stacks.toAbsolutePath());
        tell(
                pid,
                "stop,flamegraph,minwidth=" + LEAST_PERCENT + ",title=" + title.replace(',', ' ') + excluded + ",file="
                        + flames.toAbsolutePath());
    }

    private void tell(long pid, String command) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach("" + pid);
            try {
                machine.loadAgentPath(library.toString(), command);
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException | AgentLoadException e) {
            throw new IOException("process " + pid + " takes no profiler", e);
        } catch (AgentInitializationException e) {
            throw new IOException(
                    "async-profiler refused '" + command + "' with " + e.returnValue() + "; process " + pid
                            + " logs why",
                    e);
        }
    }
}
