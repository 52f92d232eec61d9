package io.meshee.chaos.story;

import java.time.Duration;

/** One thing to do to the cluster. A victim is counted among the nodes that run, by name. */
public sealed interface Step {

    /** A node joins. */
    record Join() implements Step {}

    /** A node stops in good order. */
    record Leave(int victim) implements Step {}

    /** A node stops in good order, and another start of it joins. */
    record Restart(int victim) implements Step {}

    /** A node is killed. */
    record Kill(int victim) implements Step {}

    /** A node is halted for a while. */
    record Freeze(int victim, Duration time) implements Step {}

    /** A node is cut off from all others for a while. */
    record CutOff(int victim, Duration time) implements Step {}

    /** What a node sends to another is lost for a while. */
    record CutOneWay(int from, int to, Duration time) implements Step {}

    /** A node can send only little to the others for a while. */
    record SlowLink(int victim, Duration time) implements Step {}

    /** A node's wall clock steps: it is that far off the machine's from then on. */
    record ClockStep(int victim, Duration off) implements Step {}

    /** The directory is emptied. */
    record Wipe() implements Step {}
}
