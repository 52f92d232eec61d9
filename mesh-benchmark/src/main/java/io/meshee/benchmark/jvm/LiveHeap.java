package io.meshee.benchmark.jvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is left of another JVM's heap after a collection, by {@code jcmd}. */
public final class LiveHeap {

    /** Metaspace stands below the heap, with figures of the same form. */
    private static final Pattern USED = Pattern.compile(
            "^ *(?:garbage-first heap|def new generation|tenured generation) .*used (\\d+)K", Pattern.MULTILINE);

    private LiveHeap() {}

    /** Has it collect everything and gives the bytes that are left. */
    public static long afterCollection(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        return used(jcmd(pid, "GC.heap_info"));
    }

    /** The heap's bytes in use, by {@code GC.heap_info} of the serial or the garbage-first collector. */
    static long used(String info) {
        Matcher matcher = USED.matcher(info);
        long used = 0;
        boolean any = false;
        while (matcher.find()) {
            any = true;
            used += Long.parseLong(matcher.group(1)) * 1024;
        }
        if (!any) {
            throw new IllegalArgumentException("no heap in " + info);
        }
        return used;
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), "" + pid, command)
                .redirectErrorStream(true)
                .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException("jcmd " + pid + " " + command + " ended with " + jcmd.exitValue() + ": " + said);
        }
        return said;
    }
}
