package io.meshee.chaos.report;

import static io.meshee.chaos.report.Numbers.count;

import io.meshee.chaos.check.Finding;
import io.meshee.chaos.history.Call;
import io.meshee.chaos.history.Happening;
import io.meshee.chaos.history.History;
import io.meshee.chaos.history.NodeLog.ViewSeen;
import io.meshee.chaos.history.Result.Answered;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A run as a picture over time: calls a second by what came of them, their p99, the shards that each node owns, the calls
 * that each node answered, and a mark for each thing that was done.
 */
public final class Timeline {

    private static final double WIDTH = 1200;
    private static final double LEFT = 90;
    private static final double RIGHT = 150;
    private static final double TOP = 78;
    private static final double ROW = 120;
    private static final double GAP = 46;
    private static final int MOST_BINS = 400;
    private static final String[] NODE_COLOURS = {
        "#4e79a7", "#f28e2b", "#59a14f", "#b07aa1", "#76b7b2", "#edc948", "#9c755f", "#ff9da7"
    };
    private static final String ANSWERED = "#8cb3d9";
    private static final String NOT_EXECUTED = "#e8a33d";
    private static final String UNKNOWN = "#c0392b";

    private final History history;
    private final List<Finding> findings;
    private final long begin;
    private final long end;
    private final long bin;
    private final List<String> nodes;
    private final StringBuilder svg = new StringBuilder(1 << 16);

    private Timeline(History history, List<Finding> findings) {
        this.history = history;
        this.findings = findings;
        this.begin = history.calls().stream().mapToLong(Call::due).min().orElse(0);
        this.end = history.calls().stream().mapToLong(Call::ended).max().orElse(1);
        this.bin = Math.max(100_000_000L, (end - begin) / MOST_BINS);
        this.nodes = List.copyOf(
                new TreeSet<>(history.nodes().stream().map(log -> log.node()).toList()));
    }

    /** The picture, as SVG. */
    public static String of(History history, List<Finding> findings) {
        return new Timeline(history, findings).draw();
    }

    private record Bin(int answered, int notExecuted, int unknown, long p99, Map<String, Integer> byNode) {

        static Bin of(List<Call> calls) {
            int unknown = (int) calls.stream().filter(Call::isUnknown).count();
            int answered = (int) calls.stream().filter(Call::isAnswered).count();
            var latencies = calls.stream().map(Call::latencyNanos).sorted().toList();
            Map<String, Integer> byNode = new TreeMap<>();
            calls.forEach(call -> {
                if (call.result() instanceof Answered answer) {
                    byNode.merge(answer.node(), 1, Integer::sum);
                }
            });
            return new Bin(
                    answered, calls.size() - answered - unknown, unknown, Numbers.percentile(latencies, 0.99), byNode);
        }
    }

    private String draw() {
        var bins = bins();
        double height = TOP + 4 * (ROW + GAP) + 20;
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\" height=\"%.0f\""
                        + " font-family=\"sans-serif\" font-size=\"12\">%n",
                WIDTH,
                height,
                WIDTH,
                height));
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        text(
                LEFT,
                20,
                "start",
                15,
                "#222",
                "Chaos, seed " + history.seed() + ": " + count(history.calls().size()) + " calls, " + findings.size()
                        + " findings");
        marks(height);
        calls(bins, top(0));
        latencies(bins, top(1));
        ownership(top(2));
        answers(bins, top(3));
        return svg.append("</svg>\n").toString();
    }

    private static double top(int row) {
        return TOP + row * (ROW + GAP);
    }

    private List<Bin> bins() {
        Map<Long, List<Call>> calls =
                history.calls().stream().collect(Collectors.groupingBy(call -> (call.due() - begin) / bin));
        List<Bin> bins = new ArrayList<>();
        for (long i = 0; i <= (end - begin) / bin; i++) {
            bins.add(Bin.of(calls.getOrDefault(i, List.of())));
        }
        return bins;
    }

    private void marks(double height) {
        int row = 0;
        for (Happening happening : history.happenings()) {
            double from = x(happening.began());
            double to = happening.over() == Long.MAX_VALUE ? x(end) : x(happening.over());
            rect(from, TOP - 8, Math.max(1, to - from), height - TOP - 24, "#000", 0.06);
            line(from, TOP - 8, from, height - 32, "#555", 1);
            text(from + 2, 38 + 14 * (row++ % 3), "start", 11, "#222", happening.toString());
        }
        findings.forEach(finding -> line(x(finding.time()), TOP - 8, x(finding.time()), TOP, UNKNOWN, 2));
    }

    private void calls(List<Bin> bins, double top) {
        double most = bins.stream()
                .mapToInt(each -> each.answered() + each.notExecuted() + each.unknown())
                .max()
                .orElse(1);
        axis(top, "calls/s", count(Math.round(most * 1e9 / bin)));
        for (int i = 0; i < bins.size(); i++) {
            var each = bins.get(i);
            double base = top + ROW;
            base = stacked(i, base, each.unknown(), most, UNKNOWN);
            base = stacked(i, base, each.notExecuted(), most, NOT_EXECUTED);
            stacked(i, base, each.answered(), most, ANSWERED);
        }
        legend(top, 0, ANSWERED, "answered");
        legend(top, 1, NOT_EXECUTED, "not executed");
        legend(top, 2, UNKNOWN, "UNKNOWN");
    }

    /** On a logarithmic scale, from a tenth of a millisecond to a hundred seconds. */
    private void latencies(List<Bin> bins, double top) {
        axis(top, "p99", "100 s");
        for (int power = 0; power <= 4; power += 2) {
            double y = latencyY(top, (long) (1e6 * Math.pow(10, power)));
            line(LEFT, y, WIDTH - RIGHT, y, "#ddd", 1);
            text(LEFT - 6, y + 4, "end", 11, "#666", power == 0 ? "1 ms" : power == 2 ? "100 ms" : "10 s");
        }
        var points = new StringBuilder();
        for (int i = 0; i < bins.size(); i++) {
            if (bins.get(i).p99() > 0) {
                points.append(String.format(
                        Locale.ROOT,
                        "%.1f,%.1f ",
                        binX(i) + binWidth() / 2,
                        latencyY(top, bins.get(i).p99())));
            }
        }
        svg.append("<polyline fill=\"none\" stroke=\"#333\" stroke-width=\"1.2\" points=\"")
                .append(points)
                .append("\"/>\n");
    }

    private static double latencyY(double top, long nanos) {
        double share = (Math.log10(Math.max(nanos, 100_000)) - 5) / 6;
        return top + ROW * (1 - Math.min(1, share));
    }

    /** The shards of each owner, by the newest view that any node worked by. */
    private void ownership(double top) {
        var views = history.nodes().stream()
                .flatMap(log -> log.views().stream())
                .sorted(Comparator.comparingLong(ViewSeen::time))
                .toList();
        int shards = views.stream()
                .mapToInt(view -> view.shards().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .max()
                .orElse(1);
        axis(top, "shards", count(shards));
        for (int i = 0; i < views.size(); i++) {
            double from = x(Math.max(begin, views.get(i).time()));
            double to =
                    i + 1 < views.size() ? x(Math.max(begin, views.get(i + 1).time())) : x(end);
            double base = top + ROW;
            for (var owner : views.get(i).shards().entrySet()) {
                double high = ROW * owner.getValue() / shards;
                base -= high;
                rect(from, base, to - from, high, colour(owner.getKey()), 0.85);
            }
        }
        for (int i = 0; i < nodes.size(); i++) {
            legend(top, i, colour(nodes.get(i)), nodes.get(i));
        }
    }

    private void answers(List<Bin> bins, double top) {
        double most = bins.stream().mapToInt(Bin::answered).max().orElse(1);
        axis(top, "answered by", count(Math.round(most * 1e9 / bin)) + "/s");
        for (int i = 0; i < bins.size(); i++) {
            double base = top + ROW;
            for (var node : bins.get(i).byNode().entrySet()) {
                base = stacked(i, base, node.getValue(), most, colour(node.getKey()));
            }
        }
        long step = Math.max(1, Math.round((end - begin) / 1e9 / 12));
        for (long second = 0; second * 1_000_000_000L <= end - begin; second += step) {
            text(x(begin + second * 1_000_000_000L), top + ROW + 16, "middle", 11, "#666", second + " s");
        }
    }

    private double stacked(int index, double base, int value, double most, String colour) {
        double high = ROW * value / most;
        if (high > 0) {
            rect(binX(index), base - high, binWidth() + 0.3, high, colour, 1);
        }
        return base - high;
    }

    private String colour(String node) {
        return NODE_COLOURS[Math.floorMod(nodes.indexOf(node), NODE_COLOURS.length)];
    }

    private double x(long time) {
        return LEFT + (WIDTH - LEFT - RIGHT) * Math.max(0, Math.min(1, (double) (time - begin) / (end - begin)));
    }

    private double binX(int index) {
        return x(begin + index * bin);
    }

    private double binWidth() {
        return (WIDTH - LEFT - RIGHT) * bin / (end - begin);
    }

    private void axis(double top, String title, String most) {
        text(LEFT, top - 6, "start", 12, "#222", title);
        text(LEFT - 6, top + 9, "end", 11, "#666", most);
        line(LEFT, top + ROW, WIDTH - RIGHT, top + ROW, "#999", 1);
    }

    private void legend(double top, int index, String colour, String label) {
        rect(WIDTH - RIGHT + 14, top + 16 * index, 11, 11, colour, 1);
        text(WIDTH - RIGHT + 30, top + 10 + 16 * index, "start", 12, "#222", label);
    }

    private void rect(double x, double y, double width, double height, String colour, double opacity) {
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.2f\" height=\"%.1f\" fill=\"%s\" fill-opacity=\"%.2f\"/>%n",
                x,
                y,
                width,
                height,
                colour,
                opacity));
    }

    private void line(double x1, double y1, double x2, double y2, String colour, double width) {
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"%.1f\"/>%n",
                x1,
                y1,
                x2,
                y2,
                colour,
                width));
    }

    private void text(double x, double y, String anchor, int size, String colour, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"%d\" fill=\"%s\">%s</text>%n",
                x,
                y,
                anchor,
                size,
                colour,
                text.replace("&", "&amp;").replace("<", "&lt;")));
    }
}
