package io.meshee.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.core.shard.Shard;
import io.meshee.core.view.MemberRecord.Node;
import io.meshee.core.view.View;
import io.meshee.core.view.View.ViewMember;
import io.meshee.core.wire.Message.StillHeld;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Shards 1 and 2 come from "former", and shard 2 from "other" too. */
class ShardTakeoverTest {

    private static final Shard ONE = new Shard("work", 1);
    private static final Shard TWO = new Shard("work", 2);

    private final List<AtomicBoolean> handedOn = new ArrayList<>();
    private final ShardTakeover takeover = new ShardTakeover(() -> {
        AtomicBoolean snapshot = new AtomicBoolean();
        handedOn.add(snapshot);
        return snapshot::get;
    });
    private Topology now = topology(
            Map.of(ONE, new ShardGate(Set.of("former"), null), TWO, new ShardGate(Set.of("former", "other"), null)));

    @BeforeEach
    void begin() {
        takeover.begin(Set.of("former", "other"), Set.of("former-start", "other-start"));
    }

    @Test
    void a_shard_waits_for_each_of_its_former_owners() {
        assertThat(ready()).isEmpty();

        takeover.told("former-start", held(7));

        assertThat(ready()).containsExactly(ONE);
        assertThat(takeover.isPending()).isFalse();

        takeover.told("other-start", held(7, 2));
        assertThat(ready()).isEmpty();
        takeover.told("other-start", held(7));
        assertThat(ready()).containsExactly(TWO);
    }

    @Test
    void what_is_still_held_waits() {
        takeover.holders(Set.of("former"));
        takeover.told("former-start", held(7, 1));

        assertThat(ready()).containsExactly(TWO);
    }

    @Test
    void the_directory_says_it_of_all_at_once() {
        takeover.holders(Set.of());

        assertThat(ready()).containsExactlyInAnyOrder(ONE, TWO);
    }

    @Test
    void what_had_been_handed_on_before_comes_first() {
        takeover.told("former-start", held(7));
        takeover.told("other-start", held(7, 2));

        assertThat(takeover.ready(now, shard -> true)).isEmpty();
        assertThat(takeover.isPending()).isTrue();
        takeover.told("other-start", held(7));
        assertThat(takeover.ready(now, shard -> true)).isEmpty();
        assertThat(handedOn).hasSize(2);
        handedOn.get(1).set(true);
        assertThat(takeover.ready(now, shard -> true)).containsExactly(TWO);
        handedOn.get(0).set(true);
        assertThat(takeover.ready(now, shard -> true)).containsExactly(ONE);
    }

    @Test
    void what_this_node_itself_hands_on_comes_first_too() {
        takeover.holders(Set.of());
        takeover.ready(now, shard -> true);
        handedOn.get(0).set(true);

        assertThat(takeover.ready(now, TWO::equals)).containsExactly(TWO);
        assertThat(takeover.ready(now, TWO::equals)).isEmpty();
        assertThat(takeover.ready(now, shard -> true)).containsExactly(ONE);
        assertThat(takeover.isPending()).isFalse();
    }

    @Test
    void what_is_said_of_another_view_or_by_another_start_does_not_count() {
        takeover.told("former-start", held(6));
        assertThat(ready()).isEmpty();
        takeover.told("former-start", new StillHeld(0, "another line", 7, Map.of()));
        assertThat(ready()).isEmpty();
        takeover.told("former-start-before", held(7));
        assertThat(ready()).isEmpty();
    }

    @Test
    void a_former_owner_may_be_ahead_by_a_view() {
        takeover.told("former-start", held(8));
        assertThat(ready()).isEmpty();

        now = topology(8, Map.of(ONE, new ShardGate(Set.of("former"), null)));
        takeover.begin(Set.of("former"), Set.of("former-start"));

        assertThat(ready()).containsExactly(ONE);
    }

    /** Those that may be opened; what has come has found its place by then. They are opened. */
    private Set<Shard> ready() {
        takeover.ready(now, shard -> true);
        handedOn.forEach(snapshot -> snapshot.set(true));
        Set<Shard> ready = takeover.ready(now, shard -> true);
        now = now.withGates(now.gates().open(ready, released -> {}));
        return ready;
    }

    private static StillHeld held(long epoch, int... shards) {
        BitSet numbers = new BitSet();
        for (int shard : shards) {
            numbers.set(shard);
        }
        return new StillHeld(0, "line", epoch, shards.length == 0 ? Map.of() : Map.of("work", numbers));
    }

    private static Topology topology(Map<Shard, ShardGate> gates) {
        return topology(7, gates);
    }

    private static Topology topology(long epoch, Map<Shard, ShardGate> gates) {
        List<ViewMember> members = List.of(member("former"), member("other"), member("self"));
        return new Topology(
                new View("line", epoch, members, List.of()),
                null,
                true,
                new ShardGates(new HashMap<>(gates), (nodes, shard) -> {}));
    }

    private static ViewMember member(String name) {
        return new ViewMember(new Node(name, name + "-start", "", new TreeSet<>(), Map.of(), 1, ""), false);
    }
}
