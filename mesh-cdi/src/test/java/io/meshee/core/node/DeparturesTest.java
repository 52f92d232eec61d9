package io.meshee.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.core.view.MemberRecord.Node;
import io.meshee.core.view.View;
import io.meshee.core.view.View.ViewMember;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeparturesTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Departures departures = new Departures();
    private final Node n1 = node("n1", "a");
    private final Node n2 = node("n2", "b");

    @Test
    void a_node_that_left_in_good_order_is_still_there_for_ten_seconds_if_there_is_anything_to_do_with_it() {
        departures.note(view(member(n1), leaving(n2)), view(member(n1)), 100);

        assertThat(departures.with(List.of(n1))).containsExactly(n1, n2);
        assertThat(departures.forget(100 + 10 * SECOND - 1, node -> true)).isFalse();
        assertThat(departures.forget(100 + 10 * SECOND, node -> true)).isTrue();
        assertThat(departures.with(List.of(n1))).containsExactly(n1);
    }

    @Test
    void it_is_forgotten_when_there_has_been_nothing_to_do_with_it_for_a_second() {
        departures.note(view(member(n1), leaving(n2)), view(member(n1)), 0);

        assertThat(departures.forget(SECOND - 1, node -> node.equals(n1))).isFalse();
        assertThat(departures.forget(SECOND, node -> node.equals(n2))).isFalse();
        assertThat(departures.forget(2 * SECOND - 1, node -> false)).isFalse();
        assertThat(departures.forget(2 * SECOND, node -> false)).isTrue();
        assertThat(departures.with(List.of(n1))).containsExactly(n1);
    }

    @Test
    void a_node_that_was_removed_without_leaving_is_not_waited_for() {
        departures.note(view(member(n1), member(n2)), view(member(n1)), 0);

        assertThat(departures.with(List.of(n1))).containsExactly(n1);
    }

    @Test
    void a_node_that_is_still_leaving_has_not_left() {
        departures.note(view(member(n1), leaving(n2)), view(member(n1), leaving(n2)), 0);

        assertThat(departures.forget(5 * SECOND, node -> false)).isFalse();
    }

    @Test
    void a_successor_of_its_name_takes_its_place() {
        Node successor = node("n2", "c");
        departures.note(view(member(n1), leaving(n2)), view(member(n1), member(successor)), 0);

        assertThat(departures.with(List.of(n1, successor))).containsExactly(n1, successor);
    }

    @Test
    void nobody_has_left_before_the_first_view() {
        departures.note(null, view(member(n1)), 0);

        assertThat(departures.with(List.of(n1))).containsExactly(n1);
    }

    private static View view(ViewMember... members) {
        return new View("line", 1, Arrays.asList(members), List.of());
    }

    private static ViewMember member(Node node) {
        return new ViewMember(node, false);
    }

    private static ViewMember leaving(Node node) {
        return new ViewMember(node, true);
    }

    private static Node node(String name, String startId) {
        return new Node(name, startId, name, new TreeSet<>(Stream.of("work").toList()), Map.of(), 1, "");
    }
}
