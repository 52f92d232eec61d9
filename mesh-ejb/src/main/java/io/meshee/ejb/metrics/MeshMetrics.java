package io.meshee.ejb.metrics;

import io.meshee.core.node.MeshNode;
import io.meshee.core.node.NodeStatus;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** Shows a node's counters as gauges, read only when somebody asks for them. */
@Dependent
public class MeshMetrics {

    private record Shown(String name, Function<NodeStatus, Number> value) {}

    private static final List<Shown> ALL = List.of(
            new Shown("mesh_epoch", NodeStatus::epoch),
            new Shown("mesh_members", NodeStatus::members),
            new Shown("mesh_processes", NodeStatus::processes),
            new Shown("mesh_calls_pending", NodeStatus::pending),
            new Shown("mesh_messages_queued", NodeStatus::queued),
            new Shown("mesh_workers", NodeStatus::workers),
            new Shown("mesh_casts_dropped", NodeStatus::castsDropped),
            new Shown("mesh_answers_lost", NodeStatus::answersLost),
            new Shown("mesh_activations", status -> status.counts().activations()),
            new Shown("mesh_passivations", status -> status.counts().passivations()),
            new Shown("mesh_process_failures", status -> status.counts().failures()),
            new Shown("mesh_processes_fenced", status -> status.counts().fenced()),
            new Shown("mesh_messages_expired", status -> status.counts().expired()),
            new Shown("mesh_messages_withdrawn", status -> status.counts().withdrawn()),
            new Shown("mesh_messages_refused", status -> status.counts().refused()),
            new Shown("mesh_publications_dropped", status -> status.counts().publicationsDropped()),
            new Shown("mesh_events_dropped", NodeStatus::eventsDropped),
            new Shown("mesh_reminders_fired", status -> status.reminders().fired()),
            new Shown("mesh_reminders_failed", status -> status.reminders().failed()),
            new Shown("mesh_reminders_deferred", status -> status.reminders().deferred()),
            new Shown("mesh_reminders_skipped", status -> status.reminders().skipped()),
            new Shown("mesh_reminders_in_flight", status -> status.reminders().inFlight()),
            new Shown("mesh_batches_received", status -> status.received().batches()),
            new Shown("mesh_messages_received", status -> status.received().messages()),
            new Shown("mesh_batches_duplicate", status -> status.received().duplicates()),
            new Shown("mesh_batches_refused", status -> status.received().refused()));

    private final MetricRegistry registry;

    @Inject
    MeshMetrics(MetricRegistry registry) {
        this.registry = registry;
    }

    /** Shows this node. */
    public void show(MeshNode node) {
        ALL.forEach(
                shown -> registry.gauge(shown.name(), node, of -> shown.value().apply(of.status())));
    }

    /** Shows nothing any more. */
    public void hide() {
        ALL.forEach(shown -> registry.remove(shown.name()));
    }
}
