package io.meshee.chaos.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What one start of a node said happened, read from the file that it left.
 *
 * @param node the node's name
 * @param views the views that it worked by, in order
 * @param settled when it saw views settled, by epoch
 * @param inherited processes that it went on with from what an earlier version of the application had saved
 */
public record NodeLog(
        String node,
        List<Activation> activations,
        List<ViewSeen> views,
        List<Settled> settled,
        List<Process> inherited) {

    /**
     * A view that the node began to work by.
     *
     * @param members names, with a mark for those that leave
     * @param shards how many shards each owner has
     */
    public record ViewSeen(long time, String lineage, long epoch, List<String> members, Map<String, Integer> shards) {}

    /** A view of which every member had let go of what it lost. */
    public record Settled(long time, String lineage, long epoch) {}

    private record Life(Process process, long incarnation) {}

    /** Reads a file; a last line that the node's death cut short is left out. */
    public static NodeLog read(String node, Path file) {
        try {
            var text = Files.exists(file) ? Files.readString(file) : "";
            return parse(
                    node, text.substring(0, text.lastIndexOf('\n') + 1).lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static NodeLog parse(String node, List<String> lines) {
        Map<Life, Activation> lives = new LinkedHashMap<>();
        List<ViewSeen> views = new ArrayList<>();
        List<Settled> settled = new ArrayList<>();
        List<Process> inherited = new ArrayList<>();
        for (var line : lines) {
            var words = line.split(" ", -1);
            long time = Long.parseLong(words[0]);
            switch (words[1]) {
                case "activated" -> {
                    var life = life(words);
                    lives.put(
                            life, new Activation(life.process(), node, life.incarnation(), time, OptionalLong.empty()));
                }
                case "passivated" ->
                    lives.computeIfPresent(
                            life(words),
                            (life, begun) -> new Activation(
                                    life.process(), node, life.incarnation(), begun.began(), OptionalLong.of(time)));
                case "view" ->
                    views.add(new ViewSeen(
                            time, words[2], Long.parseLong(words[3]), List.of(words[4].split(",")), shards(words[5])));
                case "settled" -> settled.add(new Settled(time, words[2], Long.parseLong(words[3])));
                case "inherited" -> inherited.add(life(words).process());
                case "held", "let-go" -> {}
                default -> throw new IllegalArgumentException("no evidence: " + line);
            }
        }
        return new NodeLog(node, List.copyOf(lives.values()), views, settled, inherited);
    }

    private static Life life(String[] words) {
        return new Life(new Process(words[2], words[3]), Long.parseLong(words[4]));
    }

    private static Map<String, Integer> shards(String text) {
        Map<String, Integer> shards = new TreeMap<>();
        if (!text.isEmpty()) {
            for (var owner : text.split(",")) {
                int equals = owner.lastIndexOf('=');
                shards.put(owner.substring(0, equals), Integer.parseInt(owner.substring(equals + 1)));
            }
        }
        return shards;
    }
}
