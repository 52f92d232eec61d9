package io.meshee.api;

/**
 * Names one activation of a virtual process.
 *
 * @param node the name of the node that hosts it
 * @param incarnation grows with every activation on that node; 0 for a pooled process
 */
public record ProcessRef(String node, String capability, String type, String id, long incarnation) {

    /** The process, whatever its activation. */
    public ProcessKey key() {
        return new ProcessKey(capability, type, id);
    }
}
