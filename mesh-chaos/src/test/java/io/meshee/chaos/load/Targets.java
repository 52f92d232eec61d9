package io.meshee.chaos.load;

import io.meshee.chaos.load.HttpConnection.RefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The nodes that may be asked: each is looked at every 200 ms, and left alone while it is not ready. */
public final class Targets implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration LOOK_PATIENCE = Duration.ofSeconds(1);

    private final CopyOnWriteArrayList<Target> targets = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();

    /** Adds a start of a node; it is asked once it is ready. */
    public void add(String node, String host, int port) {
        var target = new Target(node, host, port);
        targets.add(target);
        var looker = new Thread(() -> look(target), "looks at " + node);
        looker.setDaemon(true);
        looker.start();
    }

    /** Takes a node away that has ended. */
    public void remove(String node) {
        targets.removeIf(target -> target.node().equals(node));
    }

    /** Whether the node was ready when it was last looked at. */
    public boolean isReady(String node) {
        return targets.stream().anyMatch(target -> target.node().equals(node) && target.isReady());
    }

    /** One that is ready, each in turn. */
    Optional<Target> next() {
        var ready = targets.stream().filter(Target::isReady).toList();
        return ready.isEmpty()
                ? Optional.empty()
                : Optional.of(ready.get(Math.floorMod(turn.getAndIncrement(), ready.size())));
    }

    /** That node, ready or not; empty if it has ended. */
    Optional<Target> only(String node) {
        return targets.stream().filter(target -> target.node().equals(node)).findFirst();
    }

    @Override
    public void close() {
        over.set(true);
        targets.forEach(Target::closeIdle);
    }

    private void look(Target target) {
        while (!over.get() && targets.contains(target)) {
            target.ready(isUp(target));
            LockSupport.parkNanos(LOOK.toNanos());
        }
        target.ready(false);
        target.closeIdle();
    }

    private static boolean isUp(Target target) {
        try {
            var connection = target.take();
            try {
                return connection
                                .send("GET", "/health/ready", "", LOOK_PATIENCE)
                                .status()
                        == 200;
            } finally {
                target.giveBack(connection);
            }
        } catch (RefusedException | IOException e) {
            return false; // what does not answer is not ready
        }
    }
}
