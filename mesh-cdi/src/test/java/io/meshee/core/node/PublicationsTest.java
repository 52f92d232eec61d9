package io.meshee.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.core.wire.Message;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.Gate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a lane may leave the thread behind that takes a publication. */
class PublicationsTest {

    private static final Message.Notice PUBLICATION = new Message.Publish(0, "news", new byte[0], null);
    private static final Message.Notice BROADCAST = new Message.Broadcast(0, "club", new byte[0]);

    private final Gate arrival = new Gate();
    private final Publications publications = new Publications("n2", this::slowly, null, null, null, null, 0, null);
    private final InboundCalls inbound =
            new InboundCalls("n2", "n2-start", 16, () -> null, null, null, null, null, publications, null);
    private final Thread first = new Thread(() -> publications.take(null, BROADCAST));
    private final Thread second = new Thread(() -> publications.take(null, BROADCAST));

    private Topology slowly() {
        arrival.pass();
        return new Topology(null, null, false, ShardGates.NONE);
    }

    @AfterEach
    void end() throws InterruptedException {
        arrival.open();
        first.join();
        second.join();
    }

    @Test
    void who_has_not_come_to_the_lock_yet_could_be_overtaken() {
        for (Message.Notice notice : List.of(PUBLICATION, BROADCAST)) {
            assertThat(inbound.mayBePassed(notice, first)).isFalse();
        }
    }

    @Test
    void who_has_the_lock_or_waits_for_it_cannot() throws Exception {
        first.start();
        arrival.awaitArrivals(1);
        assertThat(inbound.mayBePassed(BROADCAST, first)).isTrue();
        assertThat(inbound.mayBePassed(PUBLICATION, second)).isFalse();

        second.start();

        Eventually.until("it waits for the lock", () -> inbound.mayBePassed(PUBLICATION, second));
        assertThat(arrival.arrivals()).isEqualTo(1);
    }

    @Test
    void answers_and_what_is_told_of_groups_may_come_in_any_order() {
        assertThat(inbound.mayBePassed(new Message.GroupVersion(0, 1), first)).isTrue();
        assertThat(inbound.mayBePassed(new Message.Moved(1, 1), first)).isTrue();
    }
}
