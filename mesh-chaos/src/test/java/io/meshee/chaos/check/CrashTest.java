package io.meshee.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.chaos.history.Call;
import io.meshee.chaos.history.Happening;
import io.meshee.chaos.history.History;
import io.meshee.chaos.history.Process;
import io.meshee.chaos.history.Result;
import io.meshee.chaos.history.Result.Answered;
import io.meshee.chaos.history.Result.Executed;
import io.meshee.chaos.history.Result.Failed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Node n2 is killed at second 10, with a process; another lives on n1. Times are seconds. */
class CrashTest {

    private static final long SECOND = 1_000_000_000;
    private static final Happening KILL = new Happening("kill", "n2", 10 * SECOND, 10 * SECOND, 20 * SECOND);
    private static final Process DEAD = new Process("durable-tally", "1");
    private static final Process ALIVE = new Process("durable-tally", "2");
    private static final Result LOST = new Failed(Executed.UNKNOWN, "NodeLostException", "");

    @Test
    void tellsWhenAnotherNodeServesAgainAndWhoHadToWait() {
        var crash = crash(
                call(9, 11, DEAD, "n1", LOST),
                call(10, 12, DEAD, "n1", new Answered(2, "n1", 2)),
                call(11, 13, DEAD, "n1", new Answered(3, "n1", 2)),
                call(13, 13, DEAD, "n1", new Answered(4, "n1", 2)),
                call(14, 18, ALIVE, "n1", new Answered(2, "n1", 1)));

        assertThat(crash.servedAgain()).contains(Duration.ofSeconds(2));
        assertThat(crash.lastHeldUp()).isEqualTo(Duration.ofSeconds(1));
        assertThat(crash().servedAgain()).isEmpty();
    }

    @Test
    void tellsApartWhatTheDeathMustCostAndWhatItMustNot() {
        var innocent = call(12, 13, ALIVE, "n1", new Failed(Executed.UNKNOWN, "StateStoreException", ""));
        var crash = crash(
                call(9, 11, DEAD, "n1", LOST),
                call(9, 11, ALIVE, "n2", new Failed(Executed.UNKNOWN, "NoAnswer", "")),
                innocent,
                call(21, 22, ALIVE, "n1", LOST));

        assertThat(crash.failuresThroughTheLiving()).containsOnlyKeys("NodeLostException UNKNOWN");
        assertThat(crash.failuresThroughTheDead()).containsOnlyKeys("NoAnswer UNKNOWN");
        assertThat(crash.failuresElsewhere()).containsExactly(innocent);
    }

    private static Crash crash(Call... calls) {
        var all = new ArrayList<>(List.of(
                call(1, 2, DEAD, "n1", new Answered(1, "n2", 1)), call(1, 2, ALIVE, "n1", new Answered(1, "n1", 1))));
        all.addAll(List.of(calls));
        return new Crash(new History(1, all, List.of(), List.of(KILL)), KILL);
    }

    private static Call call(long sent, long ended, Process process, String asked, Result result) {
        return new Call(sent, process, true, sent * SECOND, sent * SECOND, ended * SECOND, asked, 0, result);
    }
}
