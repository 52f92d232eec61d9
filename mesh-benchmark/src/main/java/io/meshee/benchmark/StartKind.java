package io.meshee.benchmark;

import java.io.IOException;
import java.nio.file.Path;

/** A way to start a server with the sample. */
enum StartKind {
    STOCK("stock Payara Micro", false, false, false),
    MESH("Mesh node", true, false, false),
    MESH_ARCHIVE("Mesh node, class-data archive", true, true, false),
    STOCK_SHORT("stock Payara Micro, short-lived", false, false, true),
    MESH_SHORT("Mesh node, class-data archive, short-lived", true, true, true);

    /** Read in {@code server-config/target}, where both kinds of server run. */
    private static final String SHORT_LIVED = "@../config/short-lived.options";

    private final String title;
    private final boolean mesh;
    private final boolean archive;
    private final boolean shortLived;

    StartKind(String title, boolean mesh, boolean archive, boolean shortLived) {
        this.title = title;
        this.mesh = mesh;
        this.archive = archive;
        this.shortLived = shortLived;
    }

    /** As people read it. */
    String title() {
        return title;
    }

    /** The stock server that it is compared with, which has the same JVM's options. */
    StartKind stock() {
        return shortLived ? STOCK_SHORT : STOCK;
    }

    /** Whether it comes with the class-data archive, which has to be there. */
    boolean wantsArchive() {
        return archive;
    }

    /** Begins a start, in a new folder. */
    SampleNodes begin(Sampled sample, String folder) throws IOException {
        String options = (archive ? "-XX:SharedArchiveFile=" + archive(Path.of("")) : "")
                + (shortLived ? " " + SHORT_LIVED : "");
        return mesh ? sample.mesh(1, folder, options.strip()) : sample.stock(folder, options.strip());
    }

    /** What {@code mesh archive} writes. */
    static Path archive(Path target) {
        return target.resolve("classes-" + System.getProperty("java.vm.version") + ".jsa");
    }
}
