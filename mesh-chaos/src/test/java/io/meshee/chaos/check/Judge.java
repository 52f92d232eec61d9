package io.meshee.chaos.check;

import io.meshee.chaos.check.CounterModel.Ask;
import io.meshee.chaos.check.Verdict.NotLinearizable;
import io.meshee.chaos.check.Verdict.Undecided;
import io.meshee.chaos.history.Activation;
import io.meshee.chaos.history.Call;
import io.meshee.chaos.history.History;
import io.meshee.chaos.history.Process;
import io.meshee.chaos.history.Result.Answered;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds a history against what Mesh promises. */
public final class Judge {

    private static final int BUDGET = 200_000;

    private final Linearizer<Long, Ask, Long> linearizer = new Linearizer<>(new CounterModel(), BUDGET);

    /** All that is wrong, most telling first for each process; empty if nothing is. */
    public List<Finding> judge(History history) {
        Map<Process, List<Call>> calls = new HashMap<>();
        history.calls()
                .forEach(call -> calls.computeIfAbsent(call.process(), any -> new ArrayList<>())
                        .add(call));
        Map<Process, List<Activation>> lives = new HashMap<>();
        history.nodes().stream()
                .flatMap(log -> log.activations().stream())
                .forEach(life -> lives.computeIfAbsent(life.process(), any -> new ArrayList<>())
                        .add(life));
        List<Finding> findings = new ArrayList<>();
        calls.forEach((process, own) -> {
            values(process, own).ifPresent(findings::add);
            findings.addAll(lives(process, own, lives.getOrDefault(process, List.of())));
        });
        findings.sort(Comparator.comparingLong(Finding::time));
        return findings;
    }

    /** Whether the values could have come from a counter. */
    private Optional<Finding> values(Process process, List<Call> calls) {
        var operations =
                calls.stream().flatMap(call -> operation(call).stream()).toList();
        var verdict = linearizer.check(operations);
        if (verdict instanceof NotLinearizable<Long, Ask, Long> not) {
            var by = calls.stream()
                    .filter(call -> call.sent() == not.at().called())
                    .map(call -> call.result() + " to call " + call.number() + " through " + call.asked())
                    .findFirst()
                    .orElseThrow();
            var text = "answered " + by + ", but its value could only be one of " + not.before() + " before";
            return Optional.of(
                    new Finding(Finding.Kind.NOT_LINEARIZABLE, process, not.at().returned(), text));
        }
        if (verdict instanceof Undecided<Long, Ask, Long> undecided) {
            return Optional.of(
                    new Finding(Finding.Kind.UNDECIDED, process, undecided.at().returned(), "too many orders to try"));
        }
        return Optional.empty();
    }

    private static Optional<Operation<Ask, Long>> operation(Call call) {
        var ask = call.adds() ? Ask.ADD : Ask.READ;
        if (call.result() instanceof Answered answered) {
            return Optional.of(Operation.returned(call.sent(), call.ended(), ask, answered.value()));
        }
        return call.adds() && call.isUnknown() ? Optional.of(Operation.open(call.sent(), ask)) : Optional.empty();
    }

    /**
     * Whether an activation answered a call that was sent after another had begun that answered calls too. One that answers
     * nothing, on a node that was frozen or cut off, does no harm.
     */
    private static List<Finding> lives(Process process, Collection<Call> calls, List<Activation> lives) {
        Map<Activation, Call> lastAnswered = new HashMap<>();
        for (var call : calls) {
            answeredBy(call, lives)
                    .ifPresent(life ->
                            lastAnswered.merge(life, call, (one, other) -> one.sent() > other.sent() ? one : other));
        }
        var inOrder = lastAnswered.keySet().stream()
                .sorted(Comparator.comparingLong(Activation::began))
                .toList();
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i + 1 < inOrder.size(); i++) {
            var life = inOrder.get(i);
            var successor = inOrder.get(i + 1);
            var last = lastAnswered.get(life);
            if (last.sent() > successor.began()) {
                var text = "activation " + life.incarnation() + " on " + life.node() + " answered call " + last.number()
                        + ", which was sent " + millis(last.sent() - successor.began()) + " ms after activation "
                        + successor.incarnation() + " on " + successor.node() + " had begun";
                findings.add(new Finding(Finding.Kind.TWO_ACTIVATIONS, process, last.ended(), text));
            }
        }
        return findings;
    }

    /** A node's next start counts its activations anew: of two of the same number the later one has answered, if it had begun. */
    private static Optional<Activation> answeredBy(Call call, List<Activation> lives) {
        return call.result() instanceof Answered answered
                ? lives.stream()
                        .filter(life ->
                                life.node().equals(answered.node()) && life.incarnation() == answered.incarnation())
                        .filter(life -> life.began() - call.ended() <= 0)
                        .max(Comparator.comparingLong(Activation::began))
                : Optional.empty();
    }

    private static long millis(long nanos) {
        return nanos / 1_000_000;
    }
}
