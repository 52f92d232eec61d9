package io.meshee.cluster.probe;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready as soon as it is deployed. */
@Readiness
@ApplicationScoped
public class ProbeHealth implements HealthCheck {

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("probe")
                .up()
                .withData("node", System.getProperty("mesh.node.name"))
                .withData("epoch", 7)
                .build();
    }
}
