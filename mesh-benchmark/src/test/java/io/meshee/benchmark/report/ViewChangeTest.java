package io.meshee.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ViewChangeTest {

    @Test
    void theDearerTableDecides() {
        assertThat(new ViewChange(0.2, 4.99).section())
                .contains("0.20 ms")
                .contains("4.99 ms")
                .contains("holds: yes");
        assertThat(new ViewChange(0.2, 5).section()).contains("5.00 ms").contains("holds: **no**");
    }
}
