package io.meshee.core.config;

/** {@code mesh.transport}: how this node reaches others. */
public enum TransportChoice {
    /** Remote EJB between two nodes that both offer it, else the data grid. */
    AUTO,
    /** Remote EJB only. */
    REMOTE_EJB,
    /** The data grid only. */
    DATA_GRID
}
