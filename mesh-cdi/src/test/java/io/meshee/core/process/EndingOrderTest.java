package io.meshee.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.core.shard.Shard;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.Gate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which end is next, where there is one thread for them. */
@Timeout(30)
class EndingOrderTest {

    private final List<String> ended = new CopyOnWriteArrayList<>();
    private final Gate gate = new Gate();
    private final Endings endings = new Endings(
            new TidiedThreads(
                    1, 1, Duration.ofSeconds(1), new LinkedBlockingQueue<>(), Thread::new, () -> ended.remove("none")),
            1);

    @BeforeEach
    void block() throws Exception {
        endings.add(new Shard("work", 0), gate::passWhateverComes);
        gate.awaitArrivals(1);
    }

    @AfterEach
    void end() {
        gate.open();
        endings.close();
    }

    @Test
    void shard_after_shard() throws Exception {
        for (String id : List.of("1a", "2a", "1b", "3a", "2b", "1c")) {
            add(id);
        }

        assertEndedAre("1a", "1b", "1c", "2a", "2b", "3a");
    }

    @Test
    void first_those_for_which_somebody_waits_in_the_order_in_which_they_were_asked_for() throws Exception {
        for (String id : List.of("1a", "2a", "3a", "4a", "4b")) {
            add(id);
        }
        want(4);
        want(3);
        want(4);

        assertEndedAre("4a", "4b", "3a", "1a", "2a");
    }

    @Test
    void what_ends_later_is_remembered_until_nobody_waits_any_more() throws Exception {
        want(3);
        for (String id : List.of("1a", "2a", "3a")) {
            add(id);
        }
        assertEndedAre("3a", "1a", "2a");
        endings.wantNone();
        ended.clear();
        Gate second = new Gate();
        endings.add(new Shard("work", 0), second::pass);
        second.awaitArrivals(1);
        for (String id : List.of("1b", "3b")) {
            add(id);
        }
        second.open();

        assertEndedAre("1b", "3b");
    }

    @Test
    void what_waits_when_the_node_stops_ends_then() throws Exception {
        for (String id : List.of("1a", "2a", "3a")) {
            add(id);
        }

        endings.close();

        assertThat(ended).containsExactly("1a", "2a", "3a");
        add("4a");
        assertThat(ended).hasSize(4);
    }

    private void add(String id) {
        endings.add(new Shard("work", Integer.parseInt(id.substring(0, 1))), () -> ended.add(id));
    }

    private void want(int shard) {
        endings.want(new Shard("work", shard));
    }

    private void assertEndedAre(String... ids) throws Exception {
        gate.open();
        Eventually.until("all have ended", () -> ended.size() == ids.length);
        assertThat(ended).containsExactly(ids);
    }
}
