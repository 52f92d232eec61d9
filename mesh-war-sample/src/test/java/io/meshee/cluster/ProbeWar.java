package io.meshee.cluster;

import io.meshee.cluster.probe.EchoBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Packs the probe's classes into {@code probe.war}. */
final class ProbeWar {

    /** A path that answers once the probe is deployed. */
    static final String READY = "/probe/api/name";

    private static final String BEANS = """
            <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0" bean-discovery-mode="annotated"/>
            """;
    private static final String REMOTE_VIEW = """
            <ejb-jar xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0">
              <enterprise-beans>
                <session>
                  <ejb-name>EchoBean</ejb-name>
                  <business-remote>io.meshee.cluster.probe.Echo</business-remote>
                </session>
              </enterprise-beans>
            </ejb-jar>
            """;

    private ProbeWar() {}

    /** Writes the WAR into a folder. */
    static Path into(Path folder) {
        var war = folder.resolve("probe.war").toAbsolutePath();
        var classes = classesRoot();
        try {
            Files.createDirectories(folder);
            try (var jar = new JarOutputStream(Files.newOutputStream(war));
                    Stream<Path> files = Files.list(classes.resolve("io/meshee/cluster/probe"))) {
                for (var file : (Iterable<Path>) files.sorted()::iterator) {
                    add(jar, "WEB-INF/classes/" + classes.relativize(file), Files.readAllBytes(file));
                }
                add(jar, "WEB-INF/beans.xml", BEANS.getBytes(StandardCharsets.UTF_8));
                add(jar, "WEB-INF/ejb-jar.xml", REMOTE_VIEW.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return war;
    }

    private static Path classesRoot() {
        return Path.of(URI.create(EchoBean.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
    }

    private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name.replace('\\', '/')));
        jar.write(content);
        jar.closeEntry();
    }
}
