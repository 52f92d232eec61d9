package io.meshee.sample.counter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CounterProcessTest {

    @Test
    void itsDurableSisterCountsAlike() {
        DurableCounterProcess durable = new DurableCounterProcess();

        assertThat(durable.increment(new Increment(1))).isEqualTo(1);
        assertThat(durable.increment(new Increment(2))).isEqualTo(3);
        assertThat(durable.value()).isEqualTo(3);
    }

    private final CounterProcess counter = new CounterProcess();

    @Test
    void countsFromZeroAndGivesTheNewValue() {
        assertThat(counter.increment(new Increment(1))).isEqualTo(1);
        assertThat(counter.increment(new Increment(2))).isEqualTo(3);
    }

    @Test
    void readingChangesNothing() {
        counter.increment(new Increment(1));

        assertThat(counter.value()).isEqualTo(1);
        assertThat(counter.value()).isEqualTo(1);
    }
}
