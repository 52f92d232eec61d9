package io.meshee.ejb.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import java.util.Optional;

/** The state of one process, or what is left of it. Changed by queries that look at the generation, never through an instance. */
@Entity(name = "MeshState")
@Table(name = "MESH_STATE")
class StateRow {

    @Id
    @Column(name = "PROCESS_KEY")
    private String key;

    @Column(name = "MESH")
    private String mesh;

    /** For people. */
    @Column(name = "PROCESS")
    private String process;

    @Column(name = "GENERATION")
    private long generation;

    @Lob
    @Column(name = "STATE")
    private byte[] state;

    /** Milliseconds since 1970; null while the process is not forgotten. */
    @Column(name = "DELETED_AT")
    private Long deletedAt;

    /** For the persistence provider. */
    protected StateRow() {}

    StateRow(RowKey key, long generation) {
        this.key = key.digest();
        this.mesh = key.mesh();
        this.process = key.readable();
        this.generation = generation;
    }

    long generation() {
        return generation;
    }

    Optional<byte[]> state() {
        return Optional.ofNullable(state);
    }
}
