package io.meshee.core.process;

/** The node holds as many waiting messages as it may. */
final class NodeFullException extends Exception {

    private static final long serialVersionUID = 1L;

    NodeFullException() {
        super("node full", null, false, false);
    }
}
