package io.meshee.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.ProcessRef;
import io.meshee.core.process.Invocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShardGateTest {

    private final ShardGate gate = new ShardGate(Set.of("former", "earlier"));

    @Test
    void what_former_owners_hand_on_comes_first_the_oldest_before_all_and_the_rest_as_it_arrived() {
        Invocation direct = message(0, 3);
        Invocation second = message(5, 12);
        Invocation alsoDirect = message(0, 1);
        Invocation oldest = message(4, 90);
        Invocation first = message(5, 11);
        List.of(direct, second, alsoDirect, oldest, first)
                .forEach(message -> assertThat(gate.hold(message)).isTrue());
        List<Invocation> released = new ArrayList<>();

        assertThat(gate.awaitOnly(Set.of("earlier"), released::add)).isFalse();
        assertThat(released).isEmpty();
        assertThat(gate.awaitOnly(Set.of(), released::add)).isTrue();

        assertThat(released).containsExactly(oldest, first, second, direct, alsoDirect);
        assertThat(gate.hold(message(0, 4))).isFalse();
    }

    @Test
    void what_it_gives_up_goes_on_as_it_arrived_whatever_place_it_had_before() {
        List<Invocation> rerouted = new ArrayList<>();
        Invocation first = new Recorded(rerouted);
        first.place(9);
        Invocation second = new Recorded(rerouted);
        gate.hold(first);
        gate.hold(second);

        gate.abandon(10);

        assertThat(rerouted).containsExactly(first, second);
        assertThat(rerouted).allMatch(message -> message.takenAt() == 10 && message.place() == 0);
        assertThat(gate.hold(message(0, 1))).isFalse();
    }

    private static final class Recorded extends Invocation {

        private final List<Invocation> rerouted;

        Recorded(List<Invocation> rerouted) {
            super("work", "Worker", "x", null, null, null, Long.MAX_VALUE, Map.of(), null, null);
            this.rerouted = rerouted;
        }

        @Override
        public void succeed(ProcessRef process, Object value) {
            throw new AssertionError("it did not run");
        }

        @Override
        public void fail(Throwable failure) {
            throw new AssertionError(failure);
        }

        @Override
        public void reroute() {
            rerouted.add(this);
        }
    }

    private static Invocation message(long takenAt, long place) {
        Invocation message = new Cast(
                null,
                new OutgoingCall.Target("work", "Worker", "x", null, null, null, Map.of(), Expected.ANYTHING, null),
                Long.MAX_VALUE,
                null);
        message.takenAt(takenAt);
        message.place(place);
        return message;
    }
}
