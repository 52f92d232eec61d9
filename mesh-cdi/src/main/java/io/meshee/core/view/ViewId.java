package io.meshee.core.view;

import java.util.zip.CRC32C;

/**
 * Tells a view from every other, also from one of the same epoch that the other side of a split has made.
 *
 * @param digest of the view's bytes
 */
public record ViewId(String lineage, long epoch, long digest) {

    /** Stands for no view. */
    public static final ViewId NONE = new ViewId("", 0, 0);

    /** The id of a view. */
    public static ViewId of(View view) {
        CRC32C digest = new CRC32C();
        digest.update(view.encode());
        return new ViewId(view.lineage(), view.epoch(), digest.getValue());
    }

    /** Whether it comes earlier in the same line. */
    public boolean isBefore(ViewId other) {
        return lineage.equals(other.lineage) && epoch < other.epoch;
    }
}
