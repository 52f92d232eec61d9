package io.meshee.core.peer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatchNumbersTest {

    private final BatchNumbers numbers = new BatchNumbers(6);

    @Test
    void they_go_up_from_where_others_ended() {
        assertThat(numbers.next()).isEqualTo(7);
        assertThat(numbers.next()).isEqualTo(8);
    }

    @Test
    void the_latest_is_under_way_until_it_is_settled_and_then_the_one_before_it_that_is() {
        assertThat(numbers.latestUnderWay()).isZero();
        numbers.next();
        numbers.next();
        assertThat(numbers.latestUnderWay()).isEqualTo(8);

        numbers.settle(8, true);
        assertThat(numbers.latestUnderWay()).isEqualTo(7);

        numbers.settle(7, true);
        assertThat(numbers.latestUnderWay()).isZero();
        assertThat(numbers.next()).isEqualTo(9);
    }

    @Test
    void one_goes_beside_another_where_that_is_worth_it() {
        assertThat(numbers.mayGo(false)).isTrue();
        numbers.next();

        assertThat(numbers.mayGo(false)).isFalse();
        assertThat(numbers.mayGo(true)).isTrue();
    }

    @Test
    void after_one_that_was_not_taken_none_goes_beside_another_until_all_are_settled() {
        numbers.next();
        numbers.next();
        numbers.settle(7, false);
        assertThat(numbers.mayGo(true)).isFalse();

        numbers.settle(8, false);
        numbers.next();

        assertThat(numbers.mayGo(true)).isTrue();
    }
}
