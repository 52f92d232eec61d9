package io.meshee.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.benchmark.report.StartReport.Start;
import org.junit.jupiter.api.Test;

class StartReportTest {

    private static final long MEBIBYTE = 1 << 20;

    @Test
    void aStartIsComparedWithThatOfTheStockServerInItsRound() {
        StartReport report = new StartReport();
        for (int round : new int[] {1, 2, 9}) {
            report.add(new Start(round, "stock", "stock", 10 * round, 11 * round, 20, 500 * MEBIBYTE, 100 * MEBIBYTE));
            report.add(new Start(round, "ours", "stock", 5 * round, 6 * round, 30, 600 * MEBIBYTE, 110 * MEBIBYTE));
        }
        report.add(new Start(4, "stock", "stock", 1000, 1000, 1000, 500 * MEBIBYTE, 100 * MEBIBYTE));
        assertThat(report.table())
                .contains("| stock | 55.00 | 10.00 – 1000.00 | 60.50 | 20.00 | 500 | 100 |")
                .contains(
                        "| ours | 10.00 (0.50) | 5.00 – 45.00 | 12.00 (0.55) | 30.00 (1.50) | 600 (1.20) | 110 (1.10) |");
    }
}
