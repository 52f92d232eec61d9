package io.meshee.core.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.OverloadedException;
import io.meshee.api.ProcessRef;
import io.meshee.core.process.Invocation;
import io.meshee.core.process.WaitingPlaces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShardGateTest {

    private final Places places = new Places();
    private final ShardGate gate = new ShardGate(Set.of("former", "earlier"), places);

    private static final class Places implements WaitingPlaces {

        private int left = 100;

        @Override
        public void take() {
            if (left == 0) {
                throw new OverloadedException("full", Duration.ofMillis(1));
            }
            left--;
        }

        @Override
        public void give() {
            left++;
        }
    }

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

        assertThat(gate.isFree("earlier"::equals)).isFalse();
        assertThat(gate.isFree("former"::equals))
                .as("who has let go has let go")
                .isTrue();
        assertThat(released).isEmpty();
        gate.open(released::add);

        assertThat(released).containsExactly(oldest, first, second, direct, alsoDirect);
        assertThat(gate.hold(message(0, 4))).isFalse();
    }

    @Test
    void its_former_owners_are_asked_to_hurry_once() {
        assertThat(gate.isFree("earlier"::equals)).isFalse();

        assertThat(gate.wish()).containsExactly("earlier");
        assertThat(gate.wish()).isEmpty();
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

    @Test
    void what_is_held_takes_a_place_until_it_goes_on_or_is_withdrawn() {
        places.left = 2;
        Invocation first = message(0, 1);
        Invocation withdrawn = message(0, 2);
        Invocation refused = message(0, 3);
        gate.hold(first);
        gate.hold(withdrawn);

        assertThatThrownBy(() -> gate.hold(refused)).isInstanceOf(OverloadedException.class);
        gate.remove(refused);
        assertThat(places.left).isZero();
        gate.remove(withdrawn);
        assertThat(places.left).isEqualTo(1);
        List<Invocation> released = new ArrayList<>();
        gate.open(released::add);

        assertThat(released).containsExactly(first);
        assertThat(places.left).isEqualTo(2);
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
