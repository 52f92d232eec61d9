package io.meshee.test;

import io.meshee.api.ProcessKey;
import io.meshee.core.node.NodeByHand;
import io.meshee.testkit.Eventually;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** Has the nodes do what is due, and waits until it is done. */
final class DueWork {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    /** How long a handler may run before it is taken for one that the test holds. */
    private static final long HELD_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final int MOST_ROUNDS = 1000;

    private final Supplier<Map<String, NodeByHand>> nodes;
    private Set<Place> held = Set.of();

    DueWork(Supplier<Map<String, NodeByHand>> nodes) {
        this.nodes = nodes;
    }

    private record Place(String node, ProcessKey process) {

        @Override
        public String toString() {
            return process.capability() + "/" + process.type() + "/" + process.id() + " on " + node;
        }
    }

    /** Waits until nothing runs any more save handlers that go on for long; those are waited for no more. */
    void begin() {
        long begin = System.nanoTime();
        await("what was sent before has been handled", () -> {
            Set<Place> handling = places(NodeByHand::handling);
            Set<Place> others = places(NodeByHand::busy);
            others.removeAll(handling);
            held = handling;
            return others.isEmpty() && (handling.isEmpty() || System.nanoTime() - begin > HELD_NANOS);
        });
    }

    /** Does what is due now, and what becomes due now by that. */
    void run() {
        int round = 0;
        do {
            if (++round > MOST_ROUNDS) {
                throw new AssertionError("MESH00904: after " + MOST_ROUNDS
                        + " rounds there is still something due now; does each timer start another without delay?");
            }
            nodes.get().forEach((name, node) -> Unchecked.run(node::runDue));
            await("what became due is done", () -> {
                Set<Place> busy = places(NodeByHand::busy);
                busy.removeAll(held);
                return busy.isEmpty();
            });
        } while (nodes.get().values().stream().anyMatch(NodeByHand::isDue));
    }

    /** The first moment after that one at which something is due on some node. */
    OptionalLong next(long after) {
        return nodes.get().values().stream()
                .map(node -> node.nextDue(after))
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .reduce((one, other) -> one - other < 0 ? one : other);
    }

    private Set<Place> places(Function<NodeByHand, Set<ProcessKey>> which) {
        Set<Place> places = new HashSet<>();
        nodes.get().forEach((name, node) -> which.apply(node).forEach(process -> places.add(new Place(name, process))));
        return places;
    }

    private void await(String what, Callable<Boolean> condition) {
        try {
            Eventually.within(LIMIT, what, condition);
        } catch (AssertionError e) {
            throw new AssertionError(
                    "MESH00904: " + e.getMessage() + "; busy: " + places(NodeByHand::busy) + ", of these in a handler: "
                            + places(NodeByHand::handling),
                    e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
