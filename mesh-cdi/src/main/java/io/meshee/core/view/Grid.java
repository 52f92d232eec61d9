package io.meshee.core.view;

import java.util.Set;

/** The data grid beneath the mesh: which JVMs are there, and a way to tell all nodes that the directory changed. */
public interface Grid {

    /** The grid's ids of the JVMs that are there; empty if this JVM is not part of a running grid. */
    Set<String> members();

    /**
     * Whether this JVM is taking what it has into another part of the grid, from which it had been cut off. Till then the grid
     * gives what that part had, which may be older.
     */
    boolean isMerging();

    /** The grid's id of this JVM. */
    String localMember();

    /** Runs the action, soon and on any thread, whenever the grid's members change or another node hints. */
    void onChange(Runnable action);

    /** Tells all nodes that the directory changed. Best effort: nodes also look by themselves, more seldom. */
    void hint();

    /** Sockets of this JVM that exist for as long as it does, for {@link #probe} and {@link #suspect} of other nodes. */
    String sockets();

    /**
     * Looks whether connections to a JVM can be made. Takes a second at most.
     *
     * @param sockets what {@link #sockets} gave there
     */
    Probe probe(String sockets);

    /** What comes of {@link #probe}. */
    enum Probe {
        /** The JVM is proven to have ended: its host answers, and refuses every connection. */
        REFUSES,
        /** Its host answers, and takes a connection, as it does for a JVM that is frozen too. */
        CONNECTS,
        /** Nothing came back, which proves nothing. */
        SILENT
    }

    /**
     * Has the grid put a JVM out sooner than it would by itself, with what it keeps there; its other copies serve then. Nothing
     * happens if it is not there. The JVM comes in again as after a split. May wait for the grid, but not for that JVM.
     *
     * @param sockets what {@link #sockets} gave there
     */
    void suspect(String sockets);

    /**
     * Has the grid look for a JVM that can be reached and is none of its members, so that the two become one sooner than they would
     * by themselves. Nothing happens if it is one. To be called for as long as it is none; may wait for that JVM, for seconds.
     *
     * @param sockets what {@link #sockets} gave there
     */
    void approach(String sockets);
}
