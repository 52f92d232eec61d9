package io.meshee.ejb.router;

/** The Java versions that a node runs on. */
final class JavaVersion {

    private static final int OLDEST = 17;
    private static final int NEWEST = 21;

    private JavaVersion() {}

    static void requireSupported() {
        requireSupported(Runtime.version().feature());
    }

    static void requireSupported(int feature) {
        if (feature < OLDEST || feature > NEWEST) {
            throw new IllegalStateException("MESH00621: Mesh runs on JDK 17 or 21, but this is JDK " + feature
                    + ": the server's ORB, which carries remote EJB, does not start above 21");
        }
    }
}
