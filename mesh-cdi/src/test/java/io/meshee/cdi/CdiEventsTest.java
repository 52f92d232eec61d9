package io.meshee.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.CastDropped;
import io.meshee.api.ClusterView;
import io.meshee.api.ProcessActivated;
import io.meshee.api.ProcessFailed;
import io.meshee.api.ProcessKey;
import io.meshee.api.ProcessRef;
import io.meshee.api.ShardsMoved;
import io.meshee.api.ViewChanged;
import io.meshee.core.event.NodeEvents;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events of a node as CDI events, in a real container. */
class CdiEventsTest {

    @ApplicationScoped
    public static class Log {
        private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

        List<String> lines() {
            return List.copyOf(lines);
        }

        void activated(@Observes ProcessActivated event) {
            lines.add("activated " + event.process().id());
        }

        void activatedLater(@ObservesAsync ProcessActivated event) {
            lines.add("later " + event.process().id());
        }

        void moved(@ObservesAsync ShardsMoved event) {
            lines.add("moved " + event.gained());
            throw new IllegalStateException("an observer's bug");
        }

        void dropped(@Observes CastDropped event) {
            lines.add("dropped " + event.reason());
            throw new AssertionError("an observer's bug");
        }
    }

    private WeldContainer container;
    private CdiEvents events;

    @BeforeEach
    void deploy() {
        container = Containers.deploy(Log.class);
        events = new CdiEvents(container.getBeanManager());
    }

    @AfterEach
    void undeploy() {
        container.close();
    }

    @Test
    void the_container_is_asked_who_observes_what() {
        assertThat(NodeEvents.KINDS.stream().filter(events::observes))
                .containsExactly(ProcessActivated.class, ShardsMoved.class, CastDropped.class);
    }

    @Test
    void observers_of_both_kinds_are_told_in_order_before_the_next_event() {
        events.deliver(activated("a"));
        events.deliver(activated("b"));

        assertThat(lines()).containsExactly("activated a", "later a", "activated b", "later b");
    }

    @Test
    void an_observer_that_throws_keeps_no_later_event_back() {
        for (int i = 0; i < 2; i++) {
            events.deliver(new ShardsMoved("game", 2, List.of(i), List.of()));
            events.deliver(new CastDropped(new ProcessKey("a", "b", "c"), "reason " + i));
        }

        assertThat(lines()).containsExactly("moved [0]", "dropped reason 0", "moved [1]", "dropped reason 1");
    }

    @Test
    void what_nobody_observes_is_delivered_to_nobody() {
        ClusterView view = new ClusterView(1, "l", List.of());
        events.deliver(new ViewChanged(view, view));
        events.deliver(new ProcessFailed(ref("a"), "type", null));

        assertThat(lines()).isEmpty();
    }

    private List<String> lines() {
        return container.select(Log.class).get().lines();
    }

    private static ProcessActivated activated(String id) {
        return new ProcessActivated(ref(id));
    }

    private static ProcessRef ref(String id) {
        return new ProcessRef("n1", "game", "game", id, 1);
    }
}
