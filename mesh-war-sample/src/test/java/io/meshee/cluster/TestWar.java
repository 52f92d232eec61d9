package io.meshee.cluster;

import java.io.File;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Packs a package of test classes, with Mesh as the sample WAR carries it. */
public final class TestWar {

    private static final File SAMPLE = Path.of("target", "mesh-sample.war").toFile();

    private TestWar() {}

    /**
     * An archive.
     *
     * @param context the context root, whatever the file is called
     */
    public static WebArchive of(String fileName, String context, Package classes) {
        var mesh = ShrinkWrap.createFromZipFile(WebArchive.class, SAMPLE);
        return ShrinkWrap.create(WebArchive.class, fileName)
                .merge(mesh, Filters.include("/WEB-INF/(lib/.+|beans.xml|ejb-jar.xml)"))
                .addPackage(classes)
                .addAsWebInfResource(
                        new StringAsset(
                                "<glassfish-web-app><context-root>/" + context + "</context-root></glassfish-web-app>"),
                        "glassfish-web.xml");
    }

    /** Writes an archive under {@code target/wars}. */
    static Path write(WebArchive war) {
        var file = Path.of("target", "wars", war.getName()).toAbsolutePath();
        if (!file.getParent().toFile().mkdirs() && !file.getParent().toFile().isDirectory()) {
            throw new IllegalStateException("cannot make " + file.getParent());
        }
        war.as(ZipExporter.class).exportTo(file.toFile(), true);
        return file;
    }
}
