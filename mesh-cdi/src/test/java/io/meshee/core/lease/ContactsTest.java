package io.meshee.core.lease;

import static io.meshee.core.config.PartitionPolicy.CONTINUE;
import static io.meshee.core.config.PartitionPolicy.KEEP_MAJORITY;
import static io.meshee.core.config.PartitionPolicy.STATIC_QUORUM;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Who serves, by a clock that the test turns. The simulation itself checks that nobody serves whose heir does. */
class ContactsTest {

    @Example
    void a_node_alone_serves_for_ever() {
        Simulation one = new Simulation(KEEP_MAJORITY, 0, "a");

        one.run(60_000);

        assertThat(one.serving()).containsExactly("a");
    }

    @Example
    void of_two_and_one_the_two_go_on_and_the_one_stops_within_its_lease() {
        Simulation three = new Simulation(KEEP_MAJORITY, 0, "a", "b", "c");
        three.split("a", "b c");

        three.run(3_200);
        assertThat(three.serving()).containsExactly("b", "c");
        assertThat(three.viewOf("b")).isEqualTo("a b c");
        three.run(1_200);

        assertThat(three.viewOf("b")).isEqualTo("b c");
        assertThat(three.viewOf("c")).isEqualTo("b c");
    }

    @Example
    void of_three_and_two_the_three_go_on() {
        Simulation five = new Simulation(KEEP_MAJORITY, 0, "a", "b", "c", "d", "e");
        five.split("a b", "c d e");

        five.run(6_000);

        assertThat(five.serving()).containsExactly("c", "d", "e");
        assertThat(five.viewOf("c")).isEqualTo("c d e");
    }

    @Example
    void of_two_halves_the_one_with_the_lowest_name_goes_on() {
        Simulation four = new Simulation(KEEP_MAJORITY, 0, "a", "b", "c", "d");
        four.split("a d", "b c");

        four.run(6_000);

        assertThat(four.serving()).containsExactly("a", "d");
    }

    @Example
    void a_majority_may_shrink_to_one_node_step_by_step() {
        Simulation five = new Simulation(KEEP_MAJORITY, 0, "a", "b", "c", "d", "e");
        five.split("d e", "a b c");
        five.run(6_000);
        five.split("c", "a b");
        five.run(6_000);
        five.split("b", "a");
        five.run(6_000);

        assertThat(five.serving()).containsExactly("a");
        assertThat(five.viewOf("a")).isEqualTo("a");
    }

    @Example
    void of_two_nodes_each_goes_on_at_once_when_the_other_is_proven_dead() {
        for (String killed : List.of("a", "b")) {
            Simulation two = new Simulation(KEEP_MAJORITY, 0, "a", "b");

            two.kill(killed);
            two.run(400);

            assertThat(two.serving()).containsExactly(killed.equals("a") ? "b" : "a");
        }
    }

    @Example
    void three_nodes_may_lose_two_at_once_if_both_are_proven_dead() {
        Simulation three = new Simulation(KEEP_MAJORITY, 0, "a", "b", "c");

        three.kill("a");
        three.kill("b");
        three.run(600);

        assertThat(three.serving()).containsExactly("c");
        assertThat(three.viewOf("c")).isEqualTo("c");
    }

    @Example
    void a_dead_node_without_proof_is_taken_over_from_after_the_lease_and_a_second() {
        Simulation three = new Simulation(KEEP_MAJORITY, 0, "a", "b", "c");
        three.vanish("b");

        three.run(3_800);
        assertThat(three.viewOf("a")).isEqualTo("a b c");
        three.run(800);

        assertThat(three.viewOf("a")).isEqualTo("a c");
        assertThat(three.isCommitted("a")).isTrue();
    }

    @Example
    void a_death_that_was_proven_after_the_lease_had_run_out_does_not_help_the_minority() {
        Simulation three = new Simulation(KEEP_MAJORITY, 0, "a", "b", "c");
        three.split("a", "b c");
        three.blind("a");
        three.run(6_000);
        assertThat(three.viewOf("b")).isEqualTo("b c");

        three.kill("c"); // of which a learns too
        three.run(6_000);

        assertThat(three.serving()).containsExactly("b");
    }

    @Example
    void an_operator_can_confirm_deaths_that_nothing_proves() {
        Simulation three = new Simulation(KEEP_MAJORITY, 0, "a", "b", "c");
        three.vanish("a");
        three.vanish("b");
        three.run(6_000);
        assertThat(three.serving()).isEmpty();

        three.confirmDeath("c", "a");
        three.run(1_000);
        assertThat(three.serving()).isEmpty();
        three.confirmDeath("c", "b");
        three.run(1_000);

        assertThat(three.serving()).containsExactly("c");
        assertThat(three.viewOf("c")).isEqualTo("c");
    }

    @Example
    void a_frozen_node_wakes_without_its_lease() {
        Simulation three = new Simulation(KEEP_MAJORITY, 0, "a", "b", "c");
        three.freeze("a");
        three.run(30_000);
        assertThat(three.serving()).containsExactly("b", "c");

        three.wake("a");
        three.run(2_000);

        assertThat(three.serving()).containsExactly("b", "c");
        assertThat(three.viewOf("a")).isEqualTo("b c");
    }

    @Example
    void a_node_that_was_frozen_does_not_take_the_others_for_silent() {
        Simulation two = new Simulation(KEEP_MAJORITY, 0, "a", "b");
        two.freeze("a");
        two.run(30_000);
        assertThat(two.serving()).containsExactly("a"); // the lowest needs nobody: b has stopped meanwhile

        two.wake("a");
        two.run(1_000);

        assertThat(two.viewOf("a")).isEqualTo("a b");
        assertThat(two.serving()).containsExactly("a", "b");
    }

    @Example
    void of_a_pair_that_has_lost_each_other_one_way_the_lower_name_stays() {
        for (String way : List.of("a>b", "b>a")) {
            Simulation three = new Simulation(KEEP_MAJORITY, 0, "a", "b", "c");
            three.cut(way.substring(0, 1), way.substring(2));
            three.blind("b");

            three.run(14_000);

            assertThat(three.viewOf("c")).isEqualTo("a c");
            assertThat(three.serving()).containsExactly("a", "c");
        }
    }

    @Example
    void those_that_go_on_know_that_a_silent_node_has_stopped_before_any_view_says_so() {
        Simulation three = new Simulation(KEEP_MAJORITY, 0, "a", "b", "c");
        three.blind("a");
        three.blind("b");
        three.vanish("c");

        three.run(3_800);
        assertThat(three.stopped("a")).isEmpty();
        three.run(800);

        assertThat(three.viewOf("a")).isEqualTo("a b c");
        assertThat(three.stopped("a")).containsExactly("c");
        assertThat(three.stopped("b")).containsExactly("c");
    }

    @Example
    void a_minority_never_says_of_the_others_that_they_have_stopped() {
        Simulation three = new Simulation(KEEP_MAJORITY, 0, "a", "b", "c");
        three.blind("a");
        three.split("a", "b c");

        three.run(20_000);

        assertThat(three.stopped("a")).isEmpty();
        assertThat(three.stopped("b")).containsExactly("a");
    }

    @Example
    void of_two_nodes_only_the_lower_says_that_the_other_has_stopped() {
        Simulation two = new Simulation(KEEP_MAJORITY, 0, "a", "b");
        two.blind("a");
        two.blind("b");
        two.split("a", "b");

        two.run(20_000);

        assertThat(two.stopped("a")).containsExactly("b");
        assertThat(two.stopped("b")).isEmpty();
    }

    @Example
    void a_node_that_wakes_does_not_say_that_those_have_stopped_whom_it_has_not_heard_meanwhile() {
        Simulation two = new Simulation(KEEP_MAJORITY, 0, "a", "b");
        two.freeze("a");
        two.run(30_000);

        two.wake("a");
        two.run(1_000);

        assertThat(two.stopped("a")).isEmpty();
    }

    /** The third one hears both: it is told, and waits until what it has granted has run out. */
    @Example
    void of_a_pair_that_has_lost_each_other_all_but_the_higher_know_when_it_has_stopped() {
        Simulation three = new Simulation(KEEP_MAJORITY, 0, "a", "b", "c");
        List.of("a", "b", "c").forEach(three::blind);
        three.cut("a", "b");

        three.run(6_000);
        assertThat(three.serving()).contains("b");
        assertThat(three.stopped("a")).isEmpty();
        three.run(3_000);

        assertThat(three.serving()).containsExactly("a", "c");
        assertThat(three.stopped("a")).containsExactly("b");
        assertThat(three.stopped("c")).containsExactly("b");
        assertThat(three.stopped("b")).isEmpty();
    }

    /** The grid has put it out by then: it must not serve there as if nothing had been. */
    @Example
    void who_is_said_to_have_stopped_comes_back_by_a_view_only() {
        Simulation three = new Simulation(KEEP_MAJORITY, 0, "a", "b", "c");
        List.of("a", "b", "c").forEach(three::blind);
        three.split("c", "a b");
        three.run(5_000);
        assertThat(three.stopped("a")).containsExactly("c");

        three.healNetwork();
        three.run(6_000);
        assertThat(three.serving()).containsExactly("a", "b");
        three.heal();
        three.run(1_000);

        assertThat(three.viewOf("a")).isEqualTo("a b");
        assertThat(three.stopped("a")).isEmpty();
    }

    @Example
    void a_node_that_was_put_out_does_not_confirm_that_another_has_stopped() {
        Simulation four = new Simulation(KEEP_MAJORITY, 0, "a", "b", "c", "d");
        four.blind("b");
        four.blind("d");
        four.cut("d", "a");
        four.cut("a", "c"); // c is put out with d, and has granted d's lease until just now

        four.run(8_000);

        assertThat(four.viewOf("a")).isEqualTo("a b");
        assertThat(four.isCommitted("a")).isFalse();
    }

    @Example
    void a_node_that_is_a_view_behind_is_not_left_out_while_it_may_have_a_quorum_of_that_view() {
        Simulation five = new Simulation(KEEP_MAJORITY, 0, "a", "b", "c", "d", "e");
        five.blind("d");
        five.run(600);
        five.blind("b");
        five.run(1_000);
        five.split("d", "c");
        five.run(5_800);
        five.split("b", "a");

        five.run(6_000);

        assertThat(five.serving()).contains("a", "c", "e");
    }

    @Example
    void who_works_by_an_older_view_is_brought_the_newer_one() {
        Simulation three = new Simulation(KEEP_MAJORITY, 0, "a", "b", "c");
        three.unread("b");
        three.kill("c");

        three.run(600);

        assertThat(three.viewOf("b")).isEqualTo("a b");
    }

    /** Nothing that is answered it would count for its lease. */
    @Example
    void who_does_not_see_the_directory_keeps_its_lease_when_the_view_changes() {
        Simulation three = new Simulation(KEEP_MAJORITY, 0, "a", "b", "c");
        three.unread("b");
        three.kill("c");

        three.run(5_000);

        assertThat(three.serving()).containsExactly("a", "b");
    }

    @Example
    void a_link_that_flaps_faster_than_the_lease_changes_nothing() {
        Simulation three = new Simulation(KEEP_MAJORITY, 0, "a", "b", "c");
        for (int i = 0; i < 20; i++) {
            three.split("a", "b c");
            three.run(2_000);
            three.heal();
            three.run(400);
            assertThat(three.serving()).containsExactly("a", "b", "c");
        }
        assertThat(three.viewOf("a")).isEqualTo("a b c");
    }

    @Example
    void with_a_static_quorum_a_side_below_it_stops_even_if_it_is_the_majority() {
        Simulation three = new Simulation(STATIC_QUORUM, 3, "a", "b", "c");
        three.split("a", "b c");

        three.run(6_000);

        assertThat(three.serving()).isEmpty();
        three.heal();
        three.run(1_000);
        assertThat(three.serving()).containsExactly("a", "b", "c");
    }

    @Example
    void who_continues_asks_nobody() {
        Simulation one = new Simulation(CONTINUE, 0, "a");

        assertThat(one.serving()).containsExactly("a");
        assertThat(one.isCommitted("a")).isTrue();
    }

    /** What happens, and how long it lasts. */
    record Event(int kind, int one, int other, int millis) {}

    @Property(tries = 300)
    void whatever_is_cut_and_frozen_nobody_serves_whose_heir_does(
            @ForAll @IntRange(min = 2, max = 6) int count, @ForAll("events") List<Event> events) {
        String[] names = List.of("a", "b", "c", "d", "e", "f").subList(0, count).toArray(String[]::new);
        Simulation nodes = new Simulation(KEEP_MAJORITY, 0, names);

        for (Event event : events) {
            String one = names[event.one() % count];
            String other = names[event.other() % count];
            switch (event.kind()) {
                case 0, 1, 2 -> nodes.cut(one, other);
                case 3 -> nodes.split(one, other);
                case 4 -> nodes.freeze(one);
                case 5 -> nodes.wake(one);
                case 6 -> nodes.blind(one);
                case 7 -> nodes.unread(one);
                default -> nodes.heal();
            }
            nodes.run(event.millis());
        }

        assertThat(nodes.serving().size()).isLessThanOrEqualTo(count);
    }

    @Provide
    Arbitrary<List<Event>> events() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 8),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(200, 7_000))
                .as(Event::new)
                .list()
                .ofMaxSize(12);
    }
}
