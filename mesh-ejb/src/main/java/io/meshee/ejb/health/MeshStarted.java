package io.meshee.ejb.health;

import io.meshee.cdi.InjectedMesh;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** UP once this node has joined the directory. */
@Startup
@ApplicationScoped
public class MeshStarted implements HealthCheck {

    @Inject
    private InjectedMesh mesh;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("mesh-started")
                .status(mesh.node().filter(node -> node.status().joined()).isPresent())
                .build();
    }
}
