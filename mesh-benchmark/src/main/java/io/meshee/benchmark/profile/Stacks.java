package io.meshee.benchmark.profile;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Samples by the frame that ran.
 *
 * @param samples how many there are
 * @param frames the most frequent first
 */
public record Stacks(long samples, List<Frame> frames) {

    /**
     * A method or a function.
     *
     * @param own samples in which it ran itself
     */
    public record Frame(String name, long own) {}

    /** Reads lines of frames with semicolons between, the outermost first, and a count behind. */
    public static Stacks of(List<String> lines) {
        Map<String, Long> own = new TreeMap<>();
        for (String line : lines) {
            int space = line.lastIndexOf(' ');
            String name = line.substring(line.lastIndexOf(';', space) + 1, space);
            own.merge(name, Long.parseLong(line.substring(space + 1)), Long::sum);
        }
        return new Stacks(
                own.values().stream().mapToLong(Long::longValue).sum(),
                own.entrySet().stream()
                        .map(each -> new Frame(each.getKey(), each.getValue()))
                        .sorted((one, two) -> Long.compare(two.own(), one.own()))
                        .toList());
    }

    /** How much of all a frame is. */
    public double share(Frame frame) {
        return (double) frame.own() / samples;
    }
}
