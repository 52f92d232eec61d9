package io.meshee.benchmark.report;

import io.meshee.benchmark.report.Trend.Point;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Values over time as lines, in panels one below the other that share the time. */
public final class LineChart {

    private static final List<String> COLOURS = List.of("#1f5fa8", "#c8553d", "#5b8c3e", "#8a8a8a");
    private static final int LEFT = 80;
    private static final int WIDTH = 760;
    private static final int RIGHT = 170;
    private static final int TOP = 40;
    private static final int HEIGHT = 110;
    private static final int GAP = 40;
    private static final int TIME_MARKS = 6;

    private final String title;
    private final List<Panel> panels;

    /** Some quantities of one unit; the scale begins at 0. */
    public record Panel(String title, List<Line> lines) {}

    /** One of them. */
    public record Line(String title, List<Point> points) {}

    /** A chart of these; time is in seconds. */
    public LineChart(String title, List<Panel> panels) {
        this.title = title;
        this.panels = List.copyOf(panels);
    }

    /** The picture, on white. */
    public String draw() {
        int height = TOP + panels.size() * (HEIGHT + GAP);
        double longest = highest(
                Point::time,
                panels.stream().flatMap(panel -> panel.lines().stream()).toList());
        StringBuilder text = new StringBuilder();
        for (int number = 0; number < panels.size(); number++) {
            text.append(panel(panels.get(number), TOP + number * (HEIGHT + GAP), longest));
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + (LEFT + WIDTH + RIGHT) + "\" height=\"" + height
                + "\" font-family=\"sans-serif\" font-size=\"11\">\n<title>" + title + "</title>\n"
                + "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n" + text + "</svg>\n";
    }

    private static String panel(Panel panel, int top, double longest) {
        double highest = highest(Point::value, panel.lines());
        int bottom = top + HEIGHT;
        StringBuilder text = new StringBuilder(text(LEFT, top - 8, "start", panel.title()));
        for (int part = 0; part <= 2; part++) {
            int y = bottom - HEIGHT * part / 2;
            text.append(rule(LEFT, y, LEFT + WIDTH, y))
                    .append(text(LEFT - 6, y + 4, "end", number(highest * part / 2)));
        }
        for (int mark = 0; mark <= TIME_MARKS; mark++) {
            int x = LEFT + WIDTH * mark / TIME_MARKS;
            text.append(text(x, bottom + 14, "middle", number(longest * mark / TIME_MARKS) + " s"));
        }
        for (int number = 0; number < panel.lines().size(); number++) {
            Line line = panel.lines().get(number);
            String colour = COLOURS.get(number % COLOURS.size());
            String points = line.points().stream()
                    .map(point -> String.format(
                            Locale.ROOT,
                            "%.1f,%.1f",
                            LEFT + WIDTH * part(point.time(), longest),
                            bottom - HEIGHT * part(point.value(), highest)))
                    .collect(Collectors.joining(" "));
            text.append("<polyline fill=\"none\" stroke=\"" + colour + "\" points=\"" + points + "\"/>\n");
            text.append("<g fill=\"" + colour + "\">"
                    + text(LEFT + WIDTH + 8, top + 12 + 14 * number, "start", line.title()) + "</g>\n");
        }
        return text.toString();
    }

    private static double highest(ToDoubleFunction<Point> of, List<Line> lines) {
        return lines.stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(of)
                .max()
                .orElse(0);
    }

    private static double part(double value, double of) {
        return of == 0 ? 0 : value / of;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 10 || value == 0 ? "%,.0f" : "%.2f", value);
    }

    private static String rule(int x1, int y1, int x2, int y2) {
        return String.format(
                Locale.ROOT, "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#dddddd\"/>%n", x1, y1, x2, y2);
    }

    private static String text(int x, int y, String anchor, String content) {
        return String.format(
                Locale.ROOT, "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, content);
    }
}
