package io.meshee.chaos.nodes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;

/** The sample's WAR, with the classes of {@code io.meshee.chaos.app}. */
final class HarnessWar {

    private static final Path SAMPLE = Path.of("../mesh-war-sample/target/mesh-sample.war");
    private static final String CLASSES = "io/meshee/chaos/app/";
    private static final String NEXT_CLASSES = "io/meshee/chaos/next/";

    private HarnessWar() {}

    /** Writes it into the folder. */
    static Path write(Path folder) {
        return write(folder, CLASSES);
    }

    /** Writes the application's next version into the folder: some classes are others. */
    static Path writeNext(Path folder) {
        return write(folder, CLASSES, NEXT_CLASSES);
    }

    /** Writes it with the classes of these packages, all of them into the first; later ones take the place of earlier ones. */
    private static Path write(Path folder, String... packages) {
        try {
            Files.createDirectories(folder);
            var war = Files.copy(
                    SAMPLE.toAbsolutePath().normalize(),
                    folder.resolve("mesh-sample.war"),
                    StandardCopyOption.REPLACE_EXISTING);
            try (var zip = FileSystems.newFileSystem(URI.create("jar:" + war.toUri()), Map.of())) {
                var inside = Files.createDirectories(zip.getPath("WEB-INF/classes", packages[0]));
                for (var each : packages) {
                    try (Stream<Path> files = Files.list(testClasses().resolve(each))) {
                        for (var file : (Iterable<Path>) files::iterator) {
                            Files.write(
                                    inside.resolve(file.getFileName().toString()),
                                    moved(Files.readAllBytes(file), each, packages[0]));
                        }
                    }
                }
            }
            return war;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The class, as if it had been compiled in another package. */
    private static byte[] moved(byte[] classFile, String from, String to) {
        if (from.equals(to)) {
            return classFile;
        }
        var writer = new ClassWriter(0);
        new ClassReader(classFile)
                .accept(
                        new ClassRemapper(writer, new Remapper(Opcodes.ASM9) {
                            @Override
                            public String map(String name) {
                                return name.startsWith(from) ? to + name.substring(from.length()) : name;
                            }
                        }),
                        0);
        return writer.toByteArray();
    }

    private static Path testClasses() {
        try {
            return Path.of(HarnessWar.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
