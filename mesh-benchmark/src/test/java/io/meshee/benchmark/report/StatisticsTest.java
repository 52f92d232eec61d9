package io.meshee.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {

    @Test
    void theMedianIsTheMiddleOne() {
        assertThat(Statistics.median(List.of(9.0, 1.0, 4.0))).isEqualTo(4);
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
        assertThat(Statistics.median(List.of(1.0, 2.0, 4.0, 100.0))).isEqualTo(3);
    }

    @Test
    void ofNineTheLowerQuartileIsTheThirdFromBelow() {
        assertThat(Statistics.lowerQuartile(List.of(9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0)))
                .isEqualTo(3);
    }

    @Test
    void thereIsNoMedianOfNothing() {
        assertThatThrownBy(() -> Statistics.median(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
