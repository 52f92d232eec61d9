package io.meshee.core.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.core.config.PartitionPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuorumTest {

    private static final Quorum MAJORITY = new Quorum(PartitionPolicy.KEEP_MAJORITY, 0);

    @ParameterizedTest(name = "{1} of {0}: {2}")
    @CsvSource({
        "a, a, true",
        "a b, a, true",
        "a b, b, false",
        "a b, a b, true",
        "a b c, a b, true",
        "a b c, b c, true",
        "a b c, a, false",
        "a b c d, a d, true",
        "a b c d, b c, false",
        "a b c d, b c d, true",
        "a b c d, a, false",
        "a b c d e, c d e, true",
        "a b c d e, a b, false",
        "a b c d e f, a e f, true",
        "a b c d e f, b c d, false",
    })
    void a_majority_suffices_and_half_only_with_the_lowest_name(String voters, String there, boolean suffices) {
        assertThat(suffices(MAJORITY, list(voters), Set.copyOf(list(there)))).isEqualTo(suffices);
    }

    @ParameterizedTest(name = "{1} of {0} with a quorum of {2}: {3}")
    @CsvSource({
        "a b c, a, 2, false",
        "a b c, b c, 2, true",
        "a b c d, a b, 3, false",
        "a b c d, b c d, 3, true",
        "a, a, 2, false",
    })
    void a_static_quorum_looks_at_its_size_alone(String voters, String there, int size, boolean suffices) {
        Quorum quorum = new Quorum(PartitionPolicy.STATIC_QUORUM, size);

        assertThat(suffices(quorum, list(voters), Set.copyOf(list(there)))).isEqualTo(suffices);
    }

    @ParameterizedTest(name = "answers {1} old of {0}: {2}")
    @CsvSource({
        "a b c, 0 20 30, 20",
        "a b c, 50 0 10, 10",
        "a b, 0 99, 0",
        "a b, 99 0, 99",
        "a b c d, 7 90 0 80, 7",
        "a b c d, 90 7 0 3, 7",
        "a b c d, 0 50 40 30, 30",
    })
    void the_oldest_answer_of_the_best_quorum_counts(String voters, String ages, long age) {
        List<String> names = list(voters);
        List<String> each = list(ages);

        assertThat(MAJORITY.age(names, name -> Long.parseLong(each.get(names.indexOf(name)))))
                .isEqualTo(age);
    }

    @ParameterizedTest(name = "with {0} nothing needs an answer")
    @CsvSource("CONTINUE")
    void who_continues_needs_nobody(PartitionPolicy policy) {
        assertThat(suffices(new Quorum(policy, 9), List.of("a", "b", "c"), Set.of()))
                .isTrue();
    }

    @Property
    void two_disjoint_sides_never_both_suffice(@ForAll @IntRange(min = 1, max = 12) int count, @ForAll int split) {
        List<String> voters = voters(count);
        Set<String> side = side(voters, split);
        Set<String> other = voters.stream().filter(name -> !side.contains(name)).collect(Collectors.toSet());

        assertThat(suffices(MAJORITY, voters, side) && suffices(MAJORITY, voters, other))
                .isFalse();
    }

    @Property
    void of_two_sides_one_suffices(@ForAll @IntRange(min = 1, max = 12) int count, @ForAll int split) {
        List<String> voters = voters(count);
        Set<String> side = side(voters, split);
        Set<String> other = voters.stream().filter(name -> !side.contains(name)).collect(Collectors.toSet());

        assertThat(suffices(MAJORITY, voters, side) || suffices(MAJORITY, voters, other))
                .isTrue();
    }

    @Property
    void a_static_quorum_of_more_than_half_never_suffices_twice(
            @ForAll @IntRange(min = 1, max = 12) int count, @ForAll int split) {
        List<String> voters = voters(count);
        Quorum quorum = new Quorum(PartitionPolicy.STATIC_QUORUM, count / 2 + 1);
        Set<String> side = side(voters, split);
        Set<String> other = voters.stream().filter(name -> !side.contains(name)).collect(Collectors.toSet());

        assertThat(suffices(quorum, voters, side) && suffices(quorum, voters, other))
                .isFalse();
    }

    private static boolean suffices(Quorum quorum, List<String> voters, Set<String> there) {
        return quorum.age(voters, name -> there.contains(name) ? 0 : Quorum.NEVER) == 0;
    }

    private static List<String> voters(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> String.format("n%02d", number))
                .toList();
    }

    private static Set<String> side(List<String> voters, int bits) {
        return voters.stream()
                .filter(name -> (bits >> voters.indexOf(name) & 1) == 1)
                .collect(Collectors.toSet());
    }

    private static List<String> list(String words) {
        return Arrays.asList(words.split(" "));
    }
}
