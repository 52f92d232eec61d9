package io.meshee.chaos.story;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** What to do next: follows from the seed and from how many nodes there were each time. */
public final class Schedule {

    /**
     * Fewer are not left over: a store with one backup keeps nothing of two. Nor are so few cut apart: of two halves the data
     * grid keeps the entries of whichever it likes.
     */
    static final int FEWEST = 2;

    /** More do not run: the machine has two processors. */
    public static final int MOST = 4;

    /** How far a wall clock may be off. */
    private static final List<Duration> OFF =
            List.of(Duration.ofHours(1), Duration.ofHours(-1), Duration.ofSeconds(30), Duration.ofSeconds(-30));

    private final Random random;
    private final Set<Links> links;

    /** What may be done to the links between nodes. */
    public enum Links {
        CUT,
        SLOW
    }

    /** The schedule of that seed. */
    public Schedule(long seed, Set<Links> links) {
        this.random = new Random(seed);
        this.links = links;
    }

    /** A step that no call may notice but by its latency. */
    public Step smooth(int nodes) {
        List<Supplier<Step>> choices = new ArrayList<>(List.of(() -> new Step.Restart(victim(nodes))));
        if (nodes < MOST) {
            choices.add(Step.Join::new);
        }
        if (nodes > FEWEST) {
            choices.add(() -> new Step.Leave(victim(nodes)));
        }
        return any(choices);
    }

    /** A step that may cost calls. Never leaves fewer nodes than two. */
    public Step rough(int nodes) {
        List<Supplier<Step>> choices = new ArrayList<>(List.of(
                () -> new Step.Freeze(victim(nodes), Duration.ofSeconds(5)),
                () -> new Step.Freeze(victim(nodes), Duration.ofSeconds(30)),
                () -> new Step.ClockStep(victim(nodes), OFF.get(random.nextInt(OFF.size()))),
                Step.Wipe::new));
        if (nodes < MOST) {
            choices.add(Step.Join::new);
        }
        if (nodes > FEWEST) {
            choices.add(() -> new Step.Kill(victim(nodes)));
            choices.add(() -> new Step.Leave(victim(nodes)));
        }
        if (links.contains(Links.SLOW)) {
            choices.add(() -> new Step.SlowLink(victim(nodes), Duration.ofSeconds(15)));
        }
        if (links.contains(Links.CUT) && nodes > FEWEST) {
            choices.add(() -> new Step.CutOff(victim(nodes), Duration.ofSeconds(8)));
            choices.add(() -> new Step.CutOff(victim(nodes), Duration.ofSeconds(25)));
            choices.add(() -> cutOneWay(victim(nodes), nodes));
        }
        return any(choices);
    }

    private Step cutOneWay(int from, int nodes) {
        int to = (from + 1 + random.nextInt(nodes - 1)) % nodes;
        return new Step.CutOneWay(from, to, Duration.ofSeconds(15));
    }

    private Step any(List<Supplier<Step>> choices) {
        return choices.get(random.nextInt(choices.size())).get();
    }

    private int victim(int nodes) {
        return random.nextInt(nodes);
    }
}
