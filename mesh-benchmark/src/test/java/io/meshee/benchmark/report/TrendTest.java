package io.meshee.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.meshee.benchmark.report.Trend.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrendTest {

    @Test
    void aLineIsFoundAsItIs() {
        Trend trend = Trend.of(List.of(new Point(10, 100), new Point(20, 120), new Point(30, 140)));
        assertThat(trend.mean()).isEqualTo(120);
        assertThat(trend.slope()).isCloseTo(2, within(1e-9));
        assertThat(trend.error()).isCloseTo(0, within(1e-9));
        assertThat(trend.growth()).isCloseTo(40.0 / 120, within(1e-9));
    }

    @Test
    void whatGoesUpAndDownHasNoSlopeButAnError() {
        Trend trend = Trend.of(List.of(new Point(0, 1), new Point(1, 3), new Point(2, 3), new Point(3, 1)));
        assertThat(trend.slope()).isCloseTo(0, within(1e-9));
        assertThat(trend.error()).isCloseTo(Math.sqrt(4.0 / 2 / 5), within(1e-9));
    }

    @Test
    void onePointHasNone() {
        assertThatThrownBy(() -> Trend.of(List.of(new Point(1, 1)))).isInstanceOf(IllegalArgumentException.class);
    }
}
