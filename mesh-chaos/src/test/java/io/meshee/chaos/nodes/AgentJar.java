package io.meshee.chaos.nodes;

import io.meshee.chaos.clock.ClockAgent;
import io.meshee.chaos.clock.SteppedClock;
import io.meshee.chaos.mutant.MutantAgent;
import io.meshee.chaos.mutant.Mutation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import net.bytebuddy.ByteBuddy;

/**
 * The Java agents that change nodes. A JVM with one uses no class-data archive: with one made without the agent it crashes
 * (SIGSEGV in JDK 17.0.15) when a changed class is an archived one.
 */
public final class AgentJar {

    /** What the changed classes call: all class loaders see it on the boot class path. */
    private static final String BOOT = "stepped-clock.jar";

    private static final Path FOLDER = Path.of("target", "chaos").toAbsolutePath();

    private AgentJar() {}

    /** The options of a JVM that makes these changes. */
    public static List<String> options(Mutation... mutations) {
        var names = Arrays.stream(mutations).map(Enum::name).collect(Collectors.joining(","));
        return options("mutant-agent.jar", new Manifest(), MutantAgent.class, names);
    }

    /**
     * The options of a JVM whose wall clock can be stepped.
     *
     * @param run the name of the run's folder
     */
    public static List<String> clocks(String run) {
        write(BOOT, new Manifest(), SteppedClock.class, file -> file.startsWith(SteppedClock.class.getSimpleName()));
        var manifest = new Manifest();
        manifest.getMainAttributes().put(new Attributes.Name("Boot-Class-Path"), BOOT);
        return options(
                "clock-agent.jar",
                manifest,
                ClockAgent.class,
                FOLDER.resolve(run).toString());
    }

    private static List<String> options(String jar, Manifest manifest, Class<?> agent, String argument) {
        var entries = manifest.getMainAttributes();
        entries.put(new Attributes.Name("Premain-Class"), agent.getName());
        entries.put(
                Attributes.Name.CLASS_PATH, sourceOf(ByteBuddy.class).toUri().toString());
        return List.of("-Xshare:off", "-javaagent:" + write(jar, manifest, agent, any -> true) + "=" + argument);
    }

    /** Writes a jar of classes of a class's package. */
    private static Path write(String name, Manifest manifest, Class<?> one, Predicate<String> which) {
        var file = FOLDER.resolve(name);
        var classes = one.getPackageName().replace('.', '/');
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        try {
            Files.createDirectories(FOLDER);
            try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest);
                    Stream<Path> files = Files.list(sourceOf(one).resolve(classes))) {
                for (var each : (Iterable<Path>) files::iterator) {
                    if (which.test(each.getFileName().toString())) {
                        jar.putNextEntry(new ZipEntry(classes + "/" + each.getFileName()));
                        Files.copy(each, jar);
                        jar.closeEntry();
                    }
                }
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path sourceOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
