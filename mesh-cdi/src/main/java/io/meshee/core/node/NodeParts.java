package io.meshee.core.node;

import io.meshee.core.config.MeshSettings;
import io.meshee.core.event.EventSink;
import io.meshee.core.handler.ProcessCatalog;
import io.meshee.core.process.ProcessEnvironment;
import io.meshee.core.time.TimeSource;
import io.meshee.core.view.Directory;
import io.meshee.core.view.Grid;
import io.meshee.spi.ReminderStore;
import io.meshee.spi.ShardStrategy;
import io.meshee.spi.StateStore;
import io.meshee.spi.Transport;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.BiConsumer;

/**
 * What a node is made of.
 *
 * @param name the node's name
 * @param startId unlike for every start; letters, digits and hyphens
 * @param transports those that this node may use, the preferred one first
 * @param threads makes the threads of the pool, the lanes and the timers
 * @param time what idle processes, timers, reminders and the wall clock go by
 * @param events is told what happens on the node
 * @param broadcasts is told of each broadcast that reaches this node: capability and payload; must not throw
 */
public record NodeParts(
        String name,
        String startId,
        MeshSettings settings,
        ProcessCatalog catalog,
        ShardStrategy strategy,
        Directory directory,
        StateStore stateStore,
        ReminderStore reminderStore,
        Grid grid,
        List<Transport> transports,
        ProcessEnvironment environment,
        ThreadFactory threads,
        TimeSource time,
        EventSink events,
        BiConsumer<String, Object> broadcasts) {}
