package io.meshee.core.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class PayloadOverlapTest {

    interface Open {}

    interface AlsoOpen {}

    interface Extending extends Open {}

    sealed interface Shape permits Circle, Colour {}

    record Circle(int radius) implements Shape {}

    enum Colour implements Shape {
        RED {},
        BLUE
    }

    sealed interface Taste permits Sweet, Loose {}

    record Sweet(int degree) implements Taste {}

    static non-sealed class Loose implements Taste {}

    sealed interface Left permits Both, OnlyLeft {}

    sealed interface Right permits Both {}

    record OnlyLeft() implements Left {}

    record Both() implements Left, Right {}

    @Test
    void a_class_could_implement_two_open_interfaces() {
        assertThat(overlap(Open.class, AlsoOpen.class)).isTrue();
    }

    @Test
    void the_more_specific_of_two_related_interfaces_is_no_second_choice() {
        assertThat(overlap(Open.class, Extending.class)).isFalse();
    }

    @Test
    void a_sealed_hierarchy_of_final_classes_shares_nothing_with_another_interface() {
        assertThat(overlap(Shape.class, Open.class)).isFalse();
        assertThat(overlap(Open.class, Shape.class)).isFalse();
    }

    @Test
    void a_class_that_may_be_extended_opens_a_sealed_hierarchy() {
        assertThat(overlap(Taste.class, Open.class)).isTrue();
        assertThat(overlap(Open.class, Taste.class)).isTrue();
    }

    @Test
    void two_sealed_hierarchies_of_separate_classes_share_nothing() {
        assertThat(overlap(Taste.class, Shape.class)).isFalse();
    }

    @Test
    void a_final_class_of_both_hierarchies_is_shared_unless_it_has_its_own_handler() {
        assertThat(overlap(Left.class, Right.class)).isTrue();
        assertThat(new PayloadOverlap(Set.of(Left.class, Right.class, Both.class)).between(Left.class, Right.class))
                .isFalse();
    }

    @Test
    void a_class_is_never_ambiguous_with_an_interface_because_superclasses_come_first() {
        assertThat(overlap(Loose.class, Open.class)).isFalse();
    }

    private static boolean overlap(Class<?> one, Class<?> another) {
        return new PayloadOverlap(Set.of(one, another)).between(one, another);
    }
}
