package io.meshee.server;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.spi.merge.MergingValue;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;

/**
 * Which of two entries of a process's state the data grid keeps when it merges after a split: the one that was saved last, on
 * whichever side. The grid's own policies keep what is on the side with more members, or of two halves on the one with the lower
 * address, and that need not be the half with which Mesh went on.
 */
public final class LastSaveMergePolicy implements SplitBrainMergePolicy<Object, MergingValue<Object>, Object> {

    @Override
    public Object merge(MergingValue<Object> merging, MergingValue<Object> existing) {
        boolean isLater =
                existing == null || SavedEntry.of(merging.getValue()).isLaterThan(SavedEntry.of(existing.getValue()));
        return (isLater ? merging : existing).getRawValue();
    }

    /** It has nothing to send. */
    @Override
    public void writeData(ObjectDataOutput out) {}

    @Override
    public void readData(ObjectDataInput in) {}
}
