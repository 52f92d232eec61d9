package io.meshee.chaos.report;

import io.meshee.chaos.history.Call;
import io.meshee.chaos.history.Happening;
import io.meshee.chaos.history.History;
import io.meshee.chaos.history.NodeLog.Settled;
import io.meshee.chaos.history.NodeLog.ViewSeen;
import io.meshee.chaos.history.Process;
import io.meshee.chaos.history.Result.Answered;
import io.meshee.chaos.history.Result.Failed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one thing that was done to the cluster cost the callers.
 *
 * @param proposed when the first node worked by the first view that came of it; empty if none came
 * @param settled when the last of these views was settled; empty if none was
 * @param latencies of the calls that were due between the two, sorted; of all calls while it lasted where no view came
 * @param failures of the calls that were due while it lasted, how many of each kind
 * @param servedAgain how long after it began the last call was sent that failed or took more than a second, of those to
 *     processes that lived on its node; 0 if none did, empty if it has no node or nothing lived there
 */
record Change(
        Happening happening,
        OptionalLong proposed,
        OptionalLong settled,
        List<Long> latencies,
        Map<String, Long> failures,
        OptionalLong servedAgain) {

    private static final long SLOW = 1_000_000_000;

    /** One for each happening, in order. */
    static List<Change> of(History history) {
        return history.happenings().stream()
                .map(happening -> of(happening, history))
                .toList();
    }

    private static Change of(Happening happening, History history) {
        var proposed = views(history)
                .mapToLong(ViewSeen::time)
                .filter(time -> isDuring(happening, time))
                .min();
        var settled = views(history)
                .filter(view -> isDuring(happening, view.time()))
                .flatMapToLong(view -> firstSettled(history, view).stream())
                .max();
        long from = proposed.orElse(happening.began());
        long to = settled.orElse(happening.over());
        var latencies = history.calls().stream()
                .filter(call -> call.due() >= from && call.due() <= to)
                .map(Call::latencyNanos)
                .sorted()
                .toList();
        var failures = history.calls().stream()
                .filter(call -> isDuring(happening, call.due()))
                .flatMap(call -> call.result() instanceof Failed failed ? Stream.of(failed) : Stream.empty())
                .collect(Collectors.groupingBy(
                        failed -> failed.error() + " " + failed.executed(), TreeMap::new, Collectors.counting()));
        return new Change(happening, proposed, settled, latencies, failures, servedAgain(happening, history));
    }

    /** From the proposal to the settling. */
    OptionalLong settlingNanos() {
        return proposed.isPresent() && settled.isPresent()
                ? OptionalLong.of(settled.getAsLong() - proposed.getAsLong())
                : OptionalLong.empty();
    }

    long failed() {
        return failures.values().stream().mapToLong(Long::longValue).sum();
    }

    private static OptionalLong servedAgain(Happening happening, History history) {
        Map<Process, String> homes = new HashMap<>();
        history.calls().forEach(call -> {
            if (call.ended() < happening.began() && call.result() instanceof Answered answered) {
                homes.put(call.process(), answered.node());
            }
        });
        homes.values().removeIf(node -> !happening.nodes().contains(node));
        if (homes.isEmpty()) {
            return OptionalLong.empty();
        }
        long last = history.calls().stream()
                .filter(call -> isDuring(happening, call.sent()) && homes.containsKey(call.process()))
                .filter(call -> !call.isAnswered() || call.ended() - call.sent() > SLOW)
                .mapToLong(Call::sent)
                .max()
                .orElse(happening.began());
        return OptionalLong.of(last - happening.began());
    }

    private static OptionalLong firstSettled(History history, ViewSeen view) {
        return history.nodes().stream()
                .flatMap(log -> log.settled().stream())
                .filter(settled -> settled.lineage().equals(view.lineage()) && settled.epoch() == view.epoch())
                .mapToLong(Settled::time)
                .min();
    }

    private static Stream<ViewSeen> views(History history) {
        return history.nodes().stream().flatMap(log -> log.views().stream());
    }

    private static boolean isDuring(Happening happening, long time) {
        return time >= happening.began() && time <= happening.over();
    }
}
