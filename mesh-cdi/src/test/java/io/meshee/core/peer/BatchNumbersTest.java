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
    void none_is_settled_before_an_older_one_is() {
        numbers.next();
        numbers.next();
        numbers.next();

        numbers.settle(2);
        assertThat(numbers.settled()).isZero();

        numbers.settle(1);
        assertThat(numbers.settled()).isEqualTo(2);
        assertThat(numbers.areUnderWay()).isTrue();

        numbers.settle(3);
        assertThat(numbers.settled()).isEqualTo(3);
        assertThat(numbers.areUnderWay()).isFalse();
    }
}
