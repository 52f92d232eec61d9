package io.meshee.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.benchmark.report.Sample.Case;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xml.sax.InputSource;

class ReportTest {

    private static final Case CASE = new Case("local", "1 caller");

    private final Samples samples = new Samples(List.of("ours", "absent", "theirs"));

    ReportTest() {
        samples.add(new Sample(1, "theirs", CASE, 100, 3000, 9000));
        samples.add(new Sample(1, "ours", CASE, 250_000, 500, 1500));
        samples.add(new Sample(1, "ours", new Case("pool", "1 caller"), 7000, 500, 1500));
    }

    @Test
    void theTableHasMediansAndRatiosOfWhatWasMeasured() {
        assertThat(new MarkdownReport(samples).rates()).isEqualTo("""
                | calls/s | load | ours | theirs |
                | --- | --- | ---: | ---: |
                | local | 1 caller | 250,000 | 100 (2,500, 2,500) |
                | pool | 1 caller | 7,000 | – |
                """);
    }

    @Test
    void latenciesAreInMicroseconds() {
        assertThat(new MarkdownReport(samples).latencies())
                .contains("| local | 1 caller | 0.50 / 1.50 | 3.00 / 9.00 |");
    }

    @Test
    void theChartIsXmlAndNamesEveryNumber() throws Exception {
        String chart = new SvgChart(samples).draw();
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(chart)));
        assertThat(chart)
                .contains(">250,000<")
                .contains(">7,000<")
                .contains(">theirs<")
                .doesNotContain("absent");
    }

    @Test
    void theScaleGoesFromThePowerBelowToThePowerAbove() {
        assertThat(new SvgChart(samples).draw())
                .contains(">100/s<")
                .contains(">1,000,000/s<")
                .doesNotContain(">10/s<")
                .doesNotContain(">10,000,000/s<");
        assertThat(new SvgChart(new Samples(List.of("none"))).draw()).contains(">10/s<");
    }

    @Test
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whatMadeNoCallsHasNoPartInTheScale() {
        samples.add(new Sample(1, "theirs", new Case("none", "256 callers"), 0, 0, 0));
        assertThat(new SvgChart(samples).draw())
                .contains(">0<")
                .contains(">100/s<")
                .doesNotContain(">10/s<");
    }
}
