package io.meshee.chaos.app;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps the application from having started, and so its node in JOINING, as long as the file exists that the system
 * property {@code chaos.hold} names. A join then costs what Mesh takes, not what the start of a JVM does.
 */
@Singleton
@Startup
@DependsOn("MeshRouterBean")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class HeldStart {

    private static final Duration LOOK = Duration.ofMillis(10);

    @PostConstruct
    void hold() {
        var hold = System.getProperty("chaos.hold");
        if (hold == null) {
            return;
        }
        Evidence.write("held");
        while (Files.exists(Path.of(hold))) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
        Evidence.write("let-go");
    }
}
