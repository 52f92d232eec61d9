package io.meshee.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.benchmark.report.SoakReport.Look;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class SoakReportTest {

    private static final long MEBIBYTE = 1 << 20;

    private final SoakReport report = new SoakReport();

    @Test
    void aLiveHeapThatStaysIsFlatWhateverIsAllocatedBetweenCollections() {
        looks(0);
        assertThat(report.text())
                .contains("| live heap, second half, MiB, mean | 100.0 | 100.0 |")
                .contains("| its slope, KiB/s | +0.00 | +0.00 |")
                .contains("Memory is flat");
    }

    @Test
    void aLiveHeapThatGrowsIsNot() {
        looks(MEBIBYTE / 10);
        assertThat(report.text())
                .contains("| its slope, KiB/s | +102.40 | +102.40 |")
                .contains("**not flat**");
    }

    @Test
    void whatHappensInTheFirstHalfIsNotHeldAgainstIt() {
        for (int second = 1; second <= 100; second++) {
            look("n1", second, Math.min(second, 50) * MEBIBYTE, second % 4 == 0, second % 4 == 1);
        }
        assertThat(report.text()).contains("Memory is flat");
    }

    @Test
    void secondsWithACollectionAreToldApart() {
        looks(0);
        assertThat(report.text())
                .contains("| p99, ms, worst | 5.0 | 5.0 |")
                .contains("| p99, ms, worst with a collection asked for | 90.0 | 90.0 |");
    }

    @Test
    void theChartIsXmlAndHasALineForEachNode() throws Exception {
        looks(0);
        String chart = report.chart();
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(chart)));
        assertThat(chart.split("<polyline", -1)).hasSize(1 + 6 * 2);
        assertThat(chart).contains(">live heap, MiB<", ">n2<", ">100 s<");
    }

    private void looks(long growth) {
        for (int second = 1; second <= 100; second++) {
            for (String node : new String[] {"n1", "n2"}) {
                boolean collected = second % 10 == 0;
                long garbage = collected ? 0 : second % 10 * MEBIBYTE;
                look(node, second, 100 * MEBIBYTE + second * growth + garbage, collected, second % 10 == 1);
            }
        }
    }

    private void look(String node, int second, long heap, boolean collected, boolean disturbed) {
        report.add(new Look(
                node,
                second,
                1000,
                500,
                disturbed ? 90_000 : 5_000,
                10,
                10,
                500 * MEBIBYTE,
                heap,
                collected,
                collected || disturbed));
    }
}
