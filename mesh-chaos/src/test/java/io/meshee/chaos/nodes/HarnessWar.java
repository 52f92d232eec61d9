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

/** The sample's WAR, with the classes of {@code io.meshee.chaos.app}. */
final class HarnessWar {

    private static final Path SAMPLE = Path.of("../mesh-war-sample/target/mesh-sample.war");
    private static final String CLASSES = "io/meshee/chaos/app";

    private HarnessWar() {}

    /** Writes it into the folder. */
    static Path write(Path folder) {
        try {
            Files.createDirectories(folder);
            var war = Files.copy(
                    SAMPLE.toAbsolutePath().normalize(),
                    folder.resolve("mesh-sample.war"),
                    StandardCopyOption.REPLACE_EXISTING);
            try (var zip = FileSystems.newFileSystem(URI.create("jar:" + war.toUri()), Map.of())) {
                var inside = Files.createDirectories(zip.getPath("WEB-INF/classes", CLASSES));
                try (Stream<Path> files = Files.list(testClasses().resolve(CLASSES))) {
                    for (var file : (Iterable<Path>) files::iterator) {
                        Files.copy(file, inside.resolve(file.getFileName().toString()));
                    }
                }
            }
            return war;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
