package io.meshee.chaos.nodes;

import com.hazelcast.internal.serialization.InternalSerializationService;
import com.hazelcast.internal.serialization.impl.DefaultSerializationServiceBuilder;
import com.hazelcast.internal.util.HashUtil;
import io.meshee.chaos.history.Process;

/** Where in the data grid the states of counters are. */
public final class GridPlaces {

    /** How many partitions a grid has that nobody has told otherwise. */
    public static final int PARTITIONS = 271;

    private static final InternalSerializationService SERIALIZATION = new DefaultSerializationServiceBuilder().build();

    private GridPlaces() {}

    /** The partition that has the state of a process whose capability is called like its type. */
    public static int partitionOf(Process process) {
        var part = process.type().length() + ":" + process.type();
        var key = SERIALIZATION.toData(part + part + process.id());
        return HashUtil.hashToIndex(key.getPartitionHash(), PARTITIONS);
    }
}
