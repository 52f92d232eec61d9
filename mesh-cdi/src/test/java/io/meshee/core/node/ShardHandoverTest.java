package io.meshee.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.core.peer.Peers;
import io.meshee.core.process.Lost;
import io.meshee.core.shard.Shard;
import io.meshee.core.view.MemberRecord.Node;
import io.meshee.core.wire.Batch;
import io.meshee.core.wire.BatchAnswer;
import io.meshee.core.wire.MalformedException;
import io.meshee.core.wire.Message.StillHeld;
import io.meshee.core.wire.WireFormat;
import io.meshee.spi.Transport;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Even shards go to "even", odd ones to "odd". */
class ShardHandoverTest {

    private final List<String> told = new ArrayList<>();
    private final Peers peers = new Peers(
            "self",
            (receiverStart, lane, number, after) ->
                    new Batch.Header("mesh", "self", "self-start", receiverStart, lane, number, after, "line", 7),
            (node, answer) -> {},
            Runnable::run,
            10);
    private final ShardHandover handover = new ShardHandover(
            "line", 7, shard -> shard.number() % 2 == 0 ? "even" : "odd", List.of("even", "odd"), peers);
    private boolean isLost;

    ShardHandoverTest() {
        peers.use(new Network());
        peers.retain(List.of(node("even"), node("odd")));
    }

    @Test
    void each_new_owner_is_told_of_its_own_shards_whenever_they_have_become_fewer() {
        Process two = lose(2);
        lose(4);
        Process three = lose(3);
        look();
        assertThat(told).containsExactly("even {2, 4}", "odd {3}");

        look();
        assertThat(told).hasSize(2);
        two.over = true;
        three.over = true;
        look();

        assertThat(told.subList(2, told.size())).containsExactly("even {4}", "odd {}");
    }

    @Test
    void a_shard_is_held_for_its_last_process_and_for_what_is_handed_on() {
        Process one = lose(2);
        Process other = lose(2);
        look();
        one.over = true;
        look();
        assertThat(told).containsExactly("even {2}", "odd {}");
        other.over = true;
        assertThat(handover.isOver()).isTrue();
        handover.tell(Set.of(new Shard("work", 2)));
        assertThat(told).hasSize(2);

        handover.tell(Set.of());

        assertThat(told.subList(2, told.size())).containsExactly("even {}");
    }

    @Test
    void who_holds_nothing_says_nothing() {
        look();

        assertThat(told).isEmpty();
        assertThat(handover.isOver()).isTrue();
    }

    @Test
    void what_was_lost_on_its_way_is_told_again() {
        lose(2);
        isLost = true;
        look();
        isLost = false;

        look();
        look();

        assertThat(told).containsExactly("even {2}", "odd {}", "even {2}", "odd {}");
    }

    private void look() {
        handover.isOver();
        handover.tell(Set.of());
    }

    private Process lose(int shard) {
        Process process = new Process(new Shard("work", shard));
        handover.add(process);
        return process;
    }

    private static final class Process implements Lost {

        private final Shard shard;
        private boolean over;

        Process(Shard shard) {
            this.shard = shard;
        }

        @Override
        public Shard shard() {
            return shard;
        }

        @Override
        public boolean isOver() {
            return over;
        }
    }

    private static Node node(String name) {
        return new Node(name, name + "-start", "", new TreeSet<>(), Map.of("memory", name), 1, "");
    }

    /** Notes what comes, and whether or not that is lost, says so. */
    private final class Network implements Transport {

        @Override
        public String name() {
            return "memory";
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
                    note(endpoint, batch);
                    if (isLost) {
                        throw new LostException("the test wants it", null);
                    }
                    return WireFormat.encode(new BatchAnswer(BatchAnswer.Status.ACCEPTED, "", List.of()));
                }

                @Override
                public void close() {
                    // nothing is open
                }
            };
        }

        @Override
        public void close() {
            // nothing is open
        }

        private void note(String endpoint, byte[] batch) {
            try {
                StillHeld held =
                        (StillHeld) WireFormat.decodeBatch(batch).messages().get(0);
                assertThat(held.lineage() + held.epoch()).isEqualTo("line7");
                told.add(endpoint + " " + held.shards().getOrDefault("work", new BitSet()));
            } catch (MalformedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
