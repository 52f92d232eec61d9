package io.meshee.chaos.nodes;

import io.meshee.chaos.mutant.MutantAgent;
import io.meshee.chaos.mutant.Mutation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import net.bytebuddy.ByteBuddy;

/** The Java agent that makes mutants of nodes. */
public final class AgentJar {

    private static final String CLASSES = "io/meshee/chaos/mutant";

    private AgentJar() {}

    /**
     * The options of a JVM that makes these changes. It uses no class-data archive: with one made without the agent it
     * crashes (SIGSEGV in JDK 17.0.15) when a changed class is an archived one.
     */
    public static List<String> options(Mutation... mutations) {
        var names = Arrays.stream(mutations).map(Enum::name).collect(Collectors.joining(","));
        return List.of("-Xshare:off", "-javaagent:" + write() + "=" + names);
    }

    private static Path write() {
        var file = Path.of("target", "chaos", "mutant-agent.jar").toAbsolutePath();
        var manifest = new Manifest();
        var entries = manifest.getMainAttributes();
        entries.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        entries.put(new Attributes.Name("Premain-Class"), MutantAgent.class.getName());
        entries.put(
                Attributes.Name.CLASS_PATH, sourceOf(ByteBuddy.class).toUri().toString());
        try {
            Files.createDirectories(file.getParent());
            try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest);
                    Stream<Path> classes =
                            Files.list(sourceOf(MutantAgent.class).resolve(CLASSES))) {
                for (var each : (Iterable<Path>) classes::iterator) {
                    jar.putNextEntry(new ZipEntry(CLASSES + "/" + each.getFileName()));
                    Files.copy(each, jar);
                    jar.closeEntry();
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
