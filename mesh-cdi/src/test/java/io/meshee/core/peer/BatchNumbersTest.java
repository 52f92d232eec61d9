package io.meshee.core.peer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatchNumbersTest {

    private final BatchNumbers numbers = new BatchNumbers();

    @Test
    void they_count_from_one() {
        assertThat(numbers.next()).isEqualTo(1);
        assertThat(numbers.next()).isEqualTo(2);
    }

    @Test
    void the_latest_is_under_way_until_it_is_settled_and_then_the_one_before_it_that_is() {
        assertThat(numbers.latestUnderWay()).isZero();
        numbers.next();
        numbers.next();
        assertThat(numbers.latestUnderWay()).isEqualTo(2);

        numbers.settle(2);
        assertThat(numbers.latestUnderWay()).isEqualTo(1);

        numbers.settle(1);
        assertThat(numbers.latestUnderWay()).isZero();
        assertThat(numbers.next()).isEqualTo(3);
    }
}
