package io.meshee.ejb.health;

import io.meshee.cdi.InjectedMesh;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** UP while the router answers within two seconds: its timer ticks and its pool runs what it is given. */
@Liveness
@ApplicationScoped
public class MeshLive implements HealthCheck {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    @Inject
    private InjectedMesh mesh;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("mesh-live")
                .status(mesh.node().map(node -> node.answersWithin(LIMIT)).orElse(true))
                .build();
    }
}
