package io.meshee.benchmark.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessFiguresTest {

    @Test
    void aNameWithABracketDoesNotMatter() {
        String stat = "42 (a) b) S 1 42 42 0 -1 4194560 9 0 0 0 1250 250 0 0 20 0 50 0 90000 8000 700";
        ProcessFigures figures = ProcessFigures.parse(
                "1000.25 1900.00\n", stat, List.of("Name:\ta) b", "VmRSS:\t  2048 kB", "Threads:\t50"));
        assertThat(figures.age()).isCloseTo(100.25, within(0.001));
        assertThat(figures.processor()).isCloseTo(15, within(0.001));
        assertThat(figures.resident()).isEqualTo(2048 * 1024);
    }

    @Test
    void thisJvmHasAllOfThem() throws Exception {
        ProcessFigures figures = ProcessFigures.of(ProcessHandle.current().pid());
        assertThat(figures.age()).isBetween(0.01, 3600.0);
        assertThat(figures.processor()).isBetween(0.01, 3600.0);
        assertThat(figures.resident()).isBetween(10_000_000L, 10_000_000_000L);
    }
}
