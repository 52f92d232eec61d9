package io.meshee.core.view;

import static io.meshee.core.view.Records.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.core.view.View.ViewMember;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuccessionTest {

    @ParameterizedTest(name = "{0} and in the directory {2}: {4}")
    @CsvSource({
        "L 2 a b, false, L 3 a b c, false, CONFIRM",
        "L 3 a b, true, L 2 a b c, true, PUT_BACK",
        "L 3 a b, true, L 3 a c, false, PUT_BACK",
        "L 3 a b, false, L 3 a c, true, FOLLOW",
        "L 3 a b, false, L 3 a c, false, WAIT",
        "L 9 a, true, M 1 b c, true, FOLLOW",
        "L 1 a b, true, M 9 c, true, PUT_BACK",
        "L 4 a, true, M 5 b, true, FOLLOW",
        "L 4 a, true, M 4 b, true, PUT_BACK",
        "M 4 a, true, L 4 b, true, FOLLOW",
    })
    void what_becomes_of_another_view(
            String own, boolean ownIsCommitted, String there, boolean thereIsCommitted, Succession expected) {
        assertThat(Succession.of(view(own), ownIsCommitted, view(there), thereIsCommitted))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({"L 1 a, M 1 b", "L 2 a b, M 1 c", "L 7 a, M 2 b c d", "L 7 a, M 8 b"})
    void of_two_lines_exactly_one_goes_on(String one, String other) {
        Succession here = Succession.of(view(one), true, view(other), true);
        Succession there = Succession.of(view(other), true, view(one), true);

        assertThat(List.of(here, there)).containsExactlyInAnyOrder(Succession.PUT_BACK, Succession.FOLLOW);
    }

    private static View view(String words) {
        List<String> parts = Arrays.asList(words.split(" "));
        List<ViewMember> members = parts.subList(2, parts.size()).stream()
                .map(name -> new ViewMember(node(name), false))
                .toList();
        return new View(parts.get(0), Long.parseLong(parts.get(1)), members, List.of());
    }
}
