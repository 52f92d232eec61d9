package io.meshee.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.Broadcast;
import io.meshee.cdi.fixtures.Move;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BroadcastTest {

    private final WeldContainer container =
            Containers.deploy(BroadcastEvents.class, Audience.class, Seat.class, Grumbler.class);
    private final BroadcastEvents broadcasts =
            container.select(BroadcastEvents.class).get();
    private final Audience audience = container.select(Audience.class).get();

    @AfterEach
    void endContainer() {
        container.close();
    }

    @Test
    void observers_of_the_capability_hear_what_is_of_their_type() throws Exception {
        fire("game", new Move("up"));
        fire("chat", new Move("down"));
        fire("game", "text");

        assertThat(audience.heard()).containsExactly("up in a new seat", "text");
        assertThat(audience.awaitAsynchronous()).isTrue();
    }

    @Test
    void each_broadcast_has_a_request_scope_of_its_own() {
        fire("game", new Move("up"));
        fire("game", new Move("left"));

        assertThat(audience.heard()).containsExactly("up in a new seat", "left in a new seat");
    }

    @Test
    void an_observer_that_fails_stops_no_later_broadcast() {
        fire("complaints", "first");
        fire("game", new Move("up"));

        assertThat(audience.heard()).containsExactly("up in a new seat");
    }

    @Test
    void observers_see_the_applications_class_loader_and_the_thread_gets_its_own_back() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        ClassLoader application = new ClassLoader(before) {};
        broadcasts.fire(application, "loader", "");

        assertThat(audience.loader()).isSameAs(application);
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    @Test
    void what_observers_take_is_known_to_the_catalog() {
        assertThat(container
                        .getBeanManager()
                        .getExtension(CapabilityExtension.class)
                        .catalog()
                        .broadcastTypes())
                .containsExactlyInAnyOrder(Move.class, String.class);
    }

    private void fire(String capability, Object payload) {
        broadcasts.fire(Thread.currentThread().getContextClassLoader(), capability, payload);
    }

    @ApplicationScoped
    static class Audience {

        private final List<String> heard = new CopyOnWriteArrayList<>();
        private final CountDownLatch asynchronous = new CountDownLatch(1);
        private ClassLoader loader;

        @Inject
        Seat seat;

        void hear(@Observes @Broadcast("game") Move move) {
            heard.add(move.direction() + (seat.isNew() ? " in a new seat" : " in an old seat"));
        }

        void hear(@Observes @Broadcast("game") String text) {
            heard.add(text);
        }

        void hearLater(@ObservesAsync @Broadcast("game") Move move) {
            asynchronous.countDown();
        }

        void look(@Observes @Broadcast("loader") String text) {
            loader = Thread.currentThread().getContextClassLoader();
        }

        void ignore(@Observes Integer number) {
            throw new AssertionError("no broadcast");
        }

        List<String> heard() {
            return heard;
        }

        ClassLoader loader() {
            return loader;
        }

        boolean awaitAsynchronous() throws InterruptedException {
            return asynchronous.await(15, TimeUnit.SECONDS);
        }
    }

    @RequestScoped
    static class Seat {

        private boolean taken;

        boolean isNew() {
            boolean before = taken;
            taken = true;
            return !before;
        }
    }

    @ApplicationScoped
    static class Grumbler {

        void grumble(@Observes @Broadcast("complaints") String text) {
            throw new IllegalStateException("as the test wants it");
        }
    }
}
