package io.meshee.core.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.core.config.MeshSettings;
import io.meshee.core.view.Grid;
import io.meshee.core.view.MemberRecord.Node;
import io.meshee.core.wire.MalformedException;
import io.meshee.spi.Transport;
import io.meshee.testkit.Eventually;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Heartbeats that have no rhythm here, but in one test: all that is asked is asked because something happened. */
class HeartbeatsTest {

    private final ScheduledExecutorService never = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, Heartbeats> byEndpoint = new HashMap<>();
    private final AtomicInteger changes = new AtomicInteger();
    private final Set<String> approached = ConcurrentHashMap.newKeySet();
    private final AtomicInteger gridFaults = new AtomicInteger();

    @AfterEach
    void end() {
        byEndpoint.values().forEach(Heartbeats::close);
        never.shutdownNow();
    }

    @Test
    void a_node_that_comes_is_asked_at_once_and_its_presence_is_told() {
        Heartbeats one = heartbeats("one");
        Heartbeats other = heartbeats("other");
        one.standing().know(List.of(node("other")));
        other.standing().know(List.of(node("one")));

        one.askNewcomers();

        assertThat(one.standing().isPresent(node("other"))).isTrue();
        assertThat(changes).hasPositiveValue();
    }

    @Test
    void who_has_been_asked_is_left_to_the_rhythm() {
        AtomicInteger asked = new AtomicInteger();
        Heartbeats one = heartbeats("one", asked);
        heartbeats("other");
        one.standing().know(List.of(node("other")));
        one.askNewcomers();
        int before = asked.get();

        one.askNewcomers();

        assertThat(asked).hasValue(before);
    }

    /** A split of the network has healed, and the grid does not know it yet. */
    @Test
    void whom_it_hears_though_the_grid_does_not_have_him_is_brought_together_with_the_grid() throws Exception {
        Heartbeats one = heartbeats("one");
        heartbeats("member");
        heartbeats("stranger");
        one.standing().know(List.of(node("member"), node("stranger"), node("silent")));

        one.start();

        Eventually.until("it is approached", () -> !approached.isEmpty());
        assertThat(approached).containsExactly("sockets-of-stranger");
    }

    @Test
    void a_beat_that_fails_is_not_the_last() throws Exception {
        Heartbeats one = heartbeats("one");
        heartbeats("stranger");
        one.standing().know(List.of(node("stranger")));
        gridFaults.set(1);

        one.start();

        Eventually.until("it is approached", () -> !approached.isEmpty());
        assertThat(gridFaults).hasNonPositiveValue();
    }

    private Heartbeats heartbeats(String name) {
        return heartbeats(name, new AtomicInteger());
    }

    private Heartbeats heartbeats(String name, AtomicInteger asked) {
        Heartbeats heartbeats = new Heartbeats(
                node(name),
                MeshSettings.of(Map.of()),
                List.of(new Wire(asked)),
                new SomeGrid(),
                Runnable::run,
                never,
                changes::incrementAndGet);
        byEndpoint.put(name, heartbeats);
        return heartbeats;
    }

    private static Node node(String name) {
        return new Node(
                name,
                "start-of-" + name,
                "jvm-of-" + name,
                new TreeSet<>(),
                Map.of("wire", name, Node.SOCKETS, "sockets-of-" + name),
                1,
                "");
    }

    private final class Wire implements Transport {

        private final AtomicInteger questions;

        Wire(AtomicInteger questions) {
            this.questions = questions;
        }

        @Override
        public String name() {
            return "wire";
        }

        @Override
        public Optional<String> open(Receiver receiver) {
            return Optional.empty();
        }

        @Override
        public Link connect(String endpoint) {
            return new Link() {
                @Override
                public byte[] deliver(byte[] batch) throws LostException {
                    questions.incrementAndGet();
                    try {
                        Heartbeats asked = byEndpoint.get(endpoint);
                        if (asked == null) {
                            throw new LostException("nobody is there", null);
                        }
                        return asked.deliver(batch);
                    } catch (MalformedException e) {
                        throw new LostException("refused", e);
                    }
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public void close() {}
    }

    /** All but those are in the grid. */
    private final class SomeGrid implements Grid {

        @Override
        public Set<String> members() {
            if (gridFaults.getAndDecrement() > 0) {
                throw new InternalError("as the test wants it");
            }
            return Set.of("jvm-of-one", "jvm-of-member");
        }

        @Override
        public boolean isMerging() {
            return false;
        }

        @Override
        public String localMember() {
            return "";
        }

        @Override
        public void onChange(Runnable action) {}

        @Override
        public void hint() {}

        @Override
        public String sockets() {
            return "";
        }

        @Override
        public Probe probe(String sockets) {
            return Probe.SILENT;
        }

        @Override
        public void suspect(String sockets) {}

        @Override
        public void approach(String sockets) {
            approached.add(sockets);
        }
    }
}
