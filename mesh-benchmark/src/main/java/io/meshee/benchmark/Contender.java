package io.meshee.benchmark;

/** A system that is measured. */
enum Contender {
    MESH("Mesh", Group.NODES, ""),
    MESH_GRID("Mesh, data grid", Group.GRID_NODES, ""),
    PEKKO("Pekko", Group.PEKKO, "pekko"),
    HAZELCAST("Hazelcast submitToMember", Group.HAZELCAST, "submitToMember"),
    HAZELCAST_KEY("Hazelcast executeOnKey", Group.HAZELCAST, "executeOnKey"),
    RAW("raw", Group.RAW, "raw");

    private final String title;
    private final Group group;
    private final String subject;

    Contender(String title, Group group, String subject) {
        this.title = title;
        this.group = group;
        this.subject = subject;
    }

    /** The two JVMs that a system runs in; some share them. */
    enum Group {
        NODES,
        GRID_NODES,
        PEKKO,
        HAZELCAST,
        RAW;

        boolean isMesh() {
            return this == NODES || this == GRID_NODES;
        }
    }

    String title() {
        return title;
    }

    Group group() {
        return group;
    }

    /** Which of those in its JVMs. */
    String subject() {
        return subject;
    }
}
