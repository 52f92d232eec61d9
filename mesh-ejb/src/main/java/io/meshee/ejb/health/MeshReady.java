package io.meshee.ejb.health;

import io.meshee.cdi.InjectedMesh;
import io.meshee.core.node.NodeStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** UP while this node may be given work: in the view with its whole share, part of a running grid, reachable by peers, not about to stop. */
@Readiness
@ApplicationScoped
public class MeshReady implements HealthCheck {

    @Inject
    private InjectedMesh mesh;

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("mesh-ready");
        return mesh.node()
                .map(node -> describe(response, node.status()))
                .orElseGet(response::down)
                .build();
    }

    private static HealthCheckResponseBuilder describe(HealthCheckResponseBuilder response, NodeStatus status) {
        return response.status(status.isReady())
                .withData("node", status.node())
                .withData("epoch", status.epoch())
                .withData("members", status.members())
                .withData("arriving", status.arriving())
                .withData("capabilities", String.join(",", status.capabilities()))
                .withData("processes", status.processes())
                .withData("queued", status.queued())
                .withData("refused", status.counts().refused())
                .withData("expired", status.counts().expired())
                .withData("transport", String.join(",", status.transports()));
    }
}
