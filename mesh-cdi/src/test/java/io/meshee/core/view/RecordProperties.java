package io.meshee.core.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.ClusterView.State;
import io.meshee.core.view.MemberRecord.Node;
import io.meshee.core.view.MemberRecord.Survival;
import io.meshee.core.view.MemberRecord.Terms;
import io.meshee.core.view.View.Ownership;
import io.meshee.core.view.View.ViewMember;
import io.meshee.core.wire.MalformedException;
import io.meshee.core.wire.WireFormat;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RecordProperties {

    @Property(tries = 200)
    void a_member_record_comes_back_as_it_was(@ForAll("records") MemberRecord record) throws Exception {
        assertThat(MemberRecord.decode(record.encode())).isEqualTo(record);
        assertThat(MemberRecord.decodeTerms(record.encode())).isEqualTo(record.terms());
    }

    @Property(tries = 200)
    void a_view_comes_back_as_it_was(@ForAll("views") View view) throws Exception {
        assertThat(View.decode(view.encode())).isEqualTo(view);
        assertThat(View.decode(view.encode()).encode()).isEqualTo(view.encode());
    }

    @Property(tries = 50)
    void every_truncated_record_is_refused(@ForAll("records") MemberRecord record) {
        byte[] bytes = record.encode();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> MemberRecord.decode(cut)).isInstanceOf(MalformedException.class);
        }
    }

    @Property(tries = 30)
    void every_truncated_view_is_refused(@ForAll("views") View view) {
        byte[] bytes = view.encode();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> View.decode(cut)).isInstanceOf(MalformedException.class);
        }
    }

    @Property(tries = 500)
    void a_damaged_view_is_read_or_refused_but_nothing_else(
            @ForAll("views") View view, @ForAll int place, @ForAll byte value) {
        byte[] bytes = view.encode();
        bytes[Math.floorMod(place, bytes.length)] = value;

        assertThat(readsOrRefuses(bytes)).isTrue();
    }

    @Example
    void the_order_in_which_things_were_put_together_does_not_show_in_the_bytes() {
        Map<String, String> there = new LinkedHashMap<>();
        there.put("remote-ejb", "a");
        there.put("data-grid", "b");
        Map<String, String> back = new LinkedHashMap<>();
        back.put("data-grid", "b");
        back.put("remote-ejb", "a");

        assertThat(record(there).encode()).isEqualTo(record(back).encode());
    }

    @Example
    void the_terms_of_a_record_of_another_version_can_be_read_but_not_the_record() throws Exception {
        byte[] bytes = Records.record("n1", new Terms(WireFormat.VERSION + 1, 9, "modulo", Records.SURVIVAL))
                .encode();

        assertThat(MemberRecord.decodeTerms(bytes).shards()).isEqualTo(9);
        assertThatThrownBy(() -> MemberRecord.decode(bytes))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("wire version " + (WireFormat.VERSION + 1) + " instead of " + WireFormat.VERSION);
    }

    private static MemberRecord record(Map<String, String> endpoints) {
        Node node = new Node("n1", "s", "g", new TreeSet<>(), endpoints, 1, "");
        return new MemberRecord(node, State.UP, Records.TERMS, "", 0, 0, 0);
    }

    private static boolean readsOrRefuses(byte[] bytes) {
        try {
            return View.decode(bytes) != null;
        } catch (MalformedException refused) {
            return refused.getMessage().contains(" at byte ");
        }
    }

    @Provide
    Arbitrary<MemberRecord> records() {
        Arbitrary<Survival> survivals = Combinators.combine(
                        numbers(), texts(), Arbitraries.integers().between(0, 1024))
                .as(Survival::new);
        Arbitrary<Terms> terms = Combinators.combine(Arbitraries.integers().between(1, 1 << 20), texts(), survivals)
                .as((shards, strategy, survival) -> new Terms(WireFormat.VERSION, shards, strategy, survival));
        return Combinators.combine(
                        nodes(), Arbitraries.of(State.values()), terms, texts(), numbers(), numbers(), numbers())
                .as(MemberRecord::new);
    }

    @Provide
    Arbitrary<View> views() {
        Arbitrary<ViewMember> members =
                Combinators.combine(nodes(), Arbitraries.of(true, false)).as(ViewMember::new);
        Arbitrary<Ownership> ownerships =
                Combinators.combine(numbers(), nodes().list().ofMaxSize(3)).as(Ownership::new);
        return Combinators.combine(
                        texts(),
                        numbers(),
                        members.list().ofMaxSize(4),
                        ownerships.list().ofMaxSize(2))
                .as(View::new);
    }

    private static Arbitrary<Node> nodes() {
        return Combinators.combine(
                        texts(),
                        texts(),
                        texts(),
                        texts().set().ofMaxSize(3),
                        Arbitraries.maps(texts(), texts()).ofMaxSize(2),
                        Arbitraries.doubles().between(0.1, 100),
                        texts())
                .as((name, start, grid, capabilities, endpoints, weight, zone) ->
                        new Node(name, start, grid, new TreeSet<>(capabilities), endpoints, weight, zone));
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("abcдü-").ofMaxLength(8);
    }

    private static Arbitrary<Long> numbers() {
        return Arbitraries.longs().between(0, Long.MAX_VALUE);
    }
}
