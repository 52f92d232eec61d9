package io.meshee.chaos.story;

import io.meshee.chaos.nodes.ChaosCluster;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/** Does the steps to a cluster. New nodes get new names; a restarted one keeps its own. */
public final class Storyteller {

    private static final Duration REST = Duration.ofSeconds(4);

    /** The grid needs as long to put out a member that it does not hear. */
    private static final Duration LOOK_ON = Duration.ofSeconds(13);

    private final ChaosCluster cluster;
    private int lastName;

    /** Tells to a cluster of nodes named n1 and so on. */
    public Storyteller(ChaosCluster cluster) {
        this.cluster = cluster;
        this.lastName = cluster.running().size();
    }

    /** Does one step after the other, as long as there is time to begin another. */
    public void tell(IntFunction<Step> schedule, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            tell(schedule.apply(cluster.running().size()));
        }
    }

    /** Does a step, returns when the cluster is whole again, or could not be made whole, and has had a rest. */
    private void tell(Step step) {
        if (step instanceof Step.Join) {
            var name = "n" + ++lastName;
            cluster.prepare(name);
            cluster.join(name);
        } else if (step instanceof Step.Leave leave) {
            cluster.leave(victim(leave.victim()));
        } else if (step instanceof Step.Restart restart) {
            var name = victim(restart.victim());
            cluster.leave(name);
            cluster.prepare(name);
            cluster.join(name);
        } else if (step instanceof Step.Kill kill) {
            cluster.kill(victim(kill.victim()));
        } else if (step instanceof Step.Freeze freeze) {
            cluster.freeze(victim(freeze.victim()), freeze.time());
        } else if (step instanceof Step.CutOff cut) {
            cluster.split(Set.of(victim(cut.victim())), cut.time());
        } else if (step instanceof Step.CutOneWay cut) {
            cluster.cutOneWay(victim(cut.from()), victim(cut.to()), cut.time());
        } else if (step instanceof Step.SlowLink slow) {
            cluster.slow(victim(slow.victim()), slow.time());
        } else if (step instanceof Step.ClockStep clock) {
            cluster.stepClock(victim(clock.victim()), clock.off(), LOOK_ON);
        } else if (step instanceof Step.Wipe) {
            cluster.wipe();
        }
        ChaosCluster.pause(REST);
    }

    private String victim(int number) {
        return List.copyOf(cluster.running()).get(number);
    }
}
