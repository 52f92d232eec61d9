package io.meshee.core.view;

/**
 * What a node does about a view in the directory that is not the one it works by. Pure.
 *
 * <p>Within a line the higher epoch is newer. Two views of one epoch come from two sides of a split: the one that is
 * committed stays, and as long as neither is known to be, nobody moves. Of two lines, which were two meshes, the one with
 * more members stays, then the one with the higher epoch, then the one whose name is lower.
 */
enum Succession {

    /** The directory's view is older, or of a line that ends here: this node's is to be put in its place. */
    PUT_BACK,
    /** The directory's view is the next one: this node may confirm it. */
    CONFIRM,
    /** The directory's view has won without this node's word. */
    FOLLOW,
    /** Nobody can tell yet. */
    WAIT;

    static Succession of(View own, boolean ownIsCommitted, View there, boolean thereIsCommitted) {
        if (!own.lineage().equals(there.lineage())) {
            return winsOver(there, own) ? FOLLOW : PUT_BACK;
        } else if (there.epoch() != own.epoch()) {
            return there.epoch() > own.epoch() ? CONFIRM : PUT_BACK;
        } else if (ownIsCommitted) {
            return PUT_BACK;
        }
        return thereIsCommitted ? FOLLOW : WAIT;
    }

    private static boolean winsOver(View one, View other) {
        if (one.members().size() != other.members().size()) {
            return one.members().size() > other.members().size();
        } else if (one.epoch() != other.epoch()) {
            return one.epoch() > other.epoch();
        }
        return one.lineage().compareTo(other.lineage()) < 0;
    }
}
