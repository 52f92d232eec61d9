package io.meshee.benchmark.report;

import io.meshee.benchmark.report.Sample.Case;
import io.meshee.benchmark.report.Sample.Quantity;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Medians of the rates as bars over a logarithmic scale. */
public final class SvgChart {

    private static final List<String> COLOURS =
            List.of("#1f5fa8", "#6aa5d9", "#c8553d", "#5b8c3e", "#a7c957", "#8a8a8a");
    private static final int LEFT = 250;
    private static final int WIDTH = 640;
    private static final int RIGHT = 90;
    private static final int TOP = 60;
    private static final int BAR = 11;
    private static final int GAP = 10;

    private final Samples samples;
    private final int lowestPower;
    private final int highestPower;

    /** A chart of these; its scale goes from the power of ten below the least rate above 0 to the one above the greatest. */
    public SvgChart(Samples samples) {
        this.samples = samples;
        DoubleSummaryStatistics powers = samples.cases().stream()
                .flatMap(each -> samples.systems().stream()
                        .flatMap(system -> samples.median(system, each, Quantity.RATE).stream()))
                .filter(rate -> rate > 0)
                .mapToDouble(Math::log10)
                .summaryStatistics();
        this.lowestPower = powers.getCount() == 0 ? 0 : (int) Math.floor(powers.getMin());
        this.highestPower = Math.max(lowestPower + 1, powers.getCount() == 0 ? 1 : (int) Math.ceil(powers.getMax()));
    }

    /** The picture, on white. */
    public String draw() {
        StringBuilder bars = new StringBuilder();
        int y = TOP;
        for (Case each : samples.cases()) {
            int begin = y;
            for (String system : samples.systems()) {
                Optional<Double> rate = samples.median(system, each, Quantity.RATE);
                if (rate.isPresent()) {
                    bars.append(bar(y, rate.get(), colour(system)));
                    y += BAR;
                }
            }
            bars.append(text(LEFT - 8, (begin + y) / 2 + 4, "end", each.row() + ", " + each.load()));
            y += GAP;
        }
        int width = LEFT + WIDTH + RIGHT;
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "\" height=\"" + (y + 10)
                + "\" font-family=\"sans-serif\" font-size=\"11\">\n"
                + "<title>Calls a second, medians</title>\n"
                + "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n" + legend() + grid(y) + bars + "</svg>\n";
    }

    private String legend() {
        StringBuilder text = new StringBuilder();
        int x = LEFT;
        for (String system : samples.systems()) {
            text.append(rect(x, 12, 10, 10, colour(system))).append(text(x + 14, 21, "start", system));
            x += 26 + 7 * system.length();
        }
        return text.toString();
    }

    private String grid(int bottom) {
        StringBuilder text = new StringBuilder();
        for (int power = lowestPower; power <= highestPower; power++) {
            double x = place(Math.pow(10, power));
            text.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#dddddd\"/>%n",
                    x,
                    TOP - 8,
                    x,
                    bottom));
            text.append(
                    text((int) x, TOP - 14, "middle", String.format(Locale.ROOT, "%,d/s", (long) Math.pow(10, power))));
        }
        return text.toString();
    }

    private String bar(int y, double rate, String colour) {
        double end = place(rate);
        return rect(LEFT, y, end - LEFT, BAR - 1, colour)
                + text((int) end + 4, y + BAR - 2, "start", String.format(Locale.ROOT, "%,.0f", rate));
    }

    private double place(double rate) {
        double part = (Math.log10(rate) - lowestPower) / (highestPower - lowestPower);
        return LEFT + WIDTH * Math.max(0, Math.min(1, part));
    }

    private String colour(String system) {
        return COLOURS.get(samples.systems().indexOf(system) % COLOURS.size());
    }

    private static String rect(double x, double y, double width, double height, String colour) {
        return String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>%n",
                x,
                y,
                width,
                height,
                colour);
    }

    private static String text(int x, int y, String anchor, String content) {
        return String.format(
                Locale.ROOT, "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, content);
    }
}
