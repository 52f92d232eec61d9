package io.meshee.ejb.membership;

import com.hazelcast.partition.PartitionLostEvent;
import com.hazelcast.partition.PartitionLostListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Tells of entries that the data grid has lost: the member that had them and the one that had their copies died, or were
 * cut off, before there were others. Nobody can tell afterwards which entries there were, so this is all that is ever said.
 */
final class LostEntries implements PartitionLostListener {

    private static final Logger LOG = System.getLogger(LostEntries.class.getName());

    /** Of states, reminders and the directory alike. */
    private static final int COPIES = 1;

    @Override
    public void partitionLost(PartitionLostEvent event) {
        if (event.getLostBackupCount() >= COPIES) {
            LOG.log(
                    Level.WARNING,
                    () -> "MESH00740: the data grid has lost both copies of all that it kept in its partition "
                            + event.getPartitionId()
                            + ": a process whose state was there begins anew, and reminders that were there are gone");
        }
    }
}
