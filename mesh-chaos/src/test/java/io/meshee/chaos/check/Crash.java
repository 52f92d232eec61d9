package io.meshee.chaos.check;

import io.meshee.chaos.history.Call;
import io.meshee.chaos.history.Happening;
import io.meshee.chaos.history.History;
import io.meshee.chaos.history.Result.Answered;
import io.meshee.chaos.history.Result.Failed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the death of nodes cost, by the history. Times count from the kill. */
public final class Crash {

    /** What a call may take that waits for nobody, on two busy processors. */
    private static final Duration SLOW = Duration.ofSeconds(1);

    private final History history;
    private final Happening kill;
    private final Homes homes;

    /** The death of the nodes that it happened to. */
    public Crash(History history, Happening kill) {
        this.history = history;
        this.kill = kill;
        this.homes = Homes.before(kill, history);
    }

    /** When another node answered first for a process of the dead; empty if none did. */
    public Optional<Duration> servedAgain() {
        var first = meanwhile()
                .filter(call -> homes.isOn(kill.nodes(), call.process()))
                .filter(call -> call.sent() >= kill.began())
                .filter(call ->
                        call.result() instanceof Answered by && !kill.nodes().contains(by.node()))
                .mapToLong(Call::ended)
                .min();
        return first.isPresent() ? Optional.of(Duration.ofNanos(first.getAsLong() - kill.began())) : Optional.empty();
    }

    /** When the last call was sent to a process of the dead that had to wait, or failed; zero if none had. */
    public Duration lastHeldUp() {
        return Duration.ofNanos(meanwhile()
                .filter(call -> homes.isOn(kill.nodes(), call.process()) && call.sent() >= kill.began())
                .filter(call -> !call.isAnswered() || call.ended() - call.sent() > SLOW.toNanos())
                .mapToLong(call -> call.sent() - kill.began())
                .max()
                .orElse(0));
    }

    /** How the calls to processes of the dead ended that did not end well, how many of each kind; by who was asked. */
    public Map<String, Long> failuresThroughTheLiving() {
        return kinds(failed().filter(call ->
                !kill.nodes().contains(call.asked()) && !homes.isElsewhere(kill.nodes(), call.process())));
    }

    /** The same of the calls that went through the dead, wherever the process lived. */
    public Map<String, Long> failuresThroughTheDead() {
        return kinds(failed().filter(call -> kill.nodes().contains(call.asked())));
    }

    /** The calls that failed although neither the process nor the node that was asked was among the dead. */
    public List<Call> failuresElsewhere() {
        return failed().filter(
                        call -> !kill.nodes().contains(call.asked()) && homes.isElsewhere(kill.nodes(), call.process()))
                .toList();
    }

    @Override
    public String toString() {
        return kill + ": served again after " + servedAgain() + "; the last call that had to wait was sent after "
                + lastHeldUp() + "; failed through the living " + failuresThroughTheLiving() + ", through the dead "
                + failuresThroughTheDead() + ", elsewhere " + kinds(failuresElsewhere().stream());
    }

    private Stream<Call> failed() {
        return meanwhile().filter(call -> !call.isAnswered());
    }

    private Stream<Call> meanwhile() {
        return history.calls().stream().filter(call -> call.ended() >= kill.began() && call.sent() < kill.over());
    }

    private static Map<String, Long> kinds(Stream<Call> calls) {
        return calls.map(call -> (Failed) call.result())
                .collect(Collectors.groupingBy(
                        failed -> failed.error() + " " + failed.executed(), TreeMap::new, Collectors.counting()));
    }
}
