package io.meshee.chaos.check;

import io.meshee.chaos.check.Verdict.Linearizable;
import io.meshee.chaos.check.Verdict.NotLinearizable;
import io.meshee.chaos.check.Verdict.Undecided;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides whether a history of one object is linearizable: whether every operation can be given a moment between its call
 * and its return so that the outputs are those of the model that does them one by one.
 *
 * <p>The search is the just-in-time linearization of G. Lowe, "Testing for linearizability" (Concurrency and Computation:
 * Practice and Experience 29(4), 2017), which goes back to J. M. Wing and C. Gong, "Testing and verifying concurrent
 * objects" (Journal of Parallel and Distributed Computing 17, 1993). It goes through calls and returns in the order of
 * time, and keeps every configuration that explains what returned so far: the state, and which of the pending operations
 * have taken effect. An operation takes effect no sooner than a return needs it. Equal configurations are kept once.
 *
 * <p>Open operations stay pending to the end: they may take effect at any time after their call, or never. Those with
 * equal input differ only in when they were called, so the one that was called first may always be taken first: of any
 * explanation that takes another, exchanging the two gives one as good. That keeps their number from doubling the search.
 *
 * @param <S> the object's states
 * @param <I> what can be asked for
 * @param <O> what can come back
 */
final class Linearizer<S, I, O> {

    private final Model<S, I, O> model;
    private final int budget;

    /**
     * A search.
     *
     * @param budget how many configurations one return may lead to before the search is given up; from 1
     */
    Linearizer(Model<S, I, O> model, int budget) {
        this.model = model;
        this.budget = budget;
    }

    /** What the object may be: its state, and the pending operations that have taken effect. */
    private record Configuration<S>(S state, BitSet done) {

        Configuration<S> with(int operation, S next) {
            BitSet more = (BitSet) done.clone();
            more.set(operation);
            return new Configuration<>(next, more);
        }

        Configuration<S> without(int operation) {
            BitSet less = (BitSet) done.clone();
            less.clear(operation);
            return new Configuration<>(state, less);
        }
    }

    private record Event(long time, boolean isReturn, int operation) {}

    /** The verdict on all operations on the object. */
    Verdict<S, I, O> check(Collection<Operation<I, O>> history) {
        List<Operation<I, O>> operations = history.stream()
                .sorted(Comparator.comparingLong((Operation<I, O> operation) -> operation.called()))
                .toList();
        Set<Configuration<S>> possible = Set.of(new Configuration<>(model.initial(), new BitSet()));
        BitSet pending = new BitSet();
        for (Event event : events(operations)) {
            if (!event.isReturn()) {
                pending.set(event.operation());
                continue;
            }
            Operation<I, O> returning = operations.get(event.operation());
            Optional<Set<Configuration<S>>> next = afterReturn(event.operation(), possible, pending, operations);
            if (next.isEmpty()) {
                return new Undecided<>(returning);
            }
            if (next.get().isEmpty()) {
                return new NotLinearizable<>(returning, states(possible));
            }
            possible = next.get();
            pending.clear(event.operation());
        }
        return new Linearizable<>();
    }

    /** Calls before returns of the same moment: what may have overlapped did. */
    private static <I, O> List<Event> events(List<Operation<I, O>> operations) {
        List<Event> events = new ArrayList<>(2 * operations.size());
        for (int i = 0; i < operations.size(); i++) {
            Operation<I, O> operation = operations.get(i);
            events.add(new Event(operation.called(), false, i));
            if (!operation.isOpen()) {
                events.add(new Event(operation.returned(), true, i));
            }
        }
        events.sort(Comparator.comparingLong(Event::time).thenComparing(Event::isReturn));
        return events;
    }

    /** The configurations in which that operation has taken effect; empty if there are too many. */
    private Optional<Set<Configuration<S>>> afterReturn(
            int returning, Set<Configuration<S>> before, BitSet pending, List<Operation<I, O>> operations) {
        Set<Configuration<S>> after = new HashSet<>();
        Set<Configuration<S>> seen = new HashSet<>(before);
        Deque<Configuration<S>> frontier = new ArrayDeque<>(before);
        while (!frontier.isEmpty()) {
            if (seen.size() > budget) {
                return Optional.empty();
            }
            Configuration<S> from = frontier.pop();
            if (from.done().get(returning)) {
                after.add(from.without(returning));
                continue;
            }
            for (int next : candidates(from, pending, operations)) {
                step(from, next, operations.get(next)).filter(seen::add).ifPresent(frontier::push);
            }
        }
        return Optional.of(after);
    }

    /** The pending operations that may take effect next: of open ones with equal input only the first. */
    private List<Integer> candidates(Configuration<S> from, BitSet pending, List<Operation<I, O>> operations) {
        List<Integer> candidates = new ArrayList<>();
        Set<I> openInputs = new HashSet<>();
        for (int i = pending.nextSetBit(0); i >= 0; i = pending.nextSetBit(i + 1)) {
            if (!from.done().get(i)) {
                Operation<I, O> operation = operations.get(i);
                if (!operation.isOpen() || openInputs.add(operation.input())) {
                    candidates.add(i);
                }
            }
        }
        return candidates;
    }

    private Optional<Configuration<S>> step(Configuration<S> from, int index, Operation<I, O> operation) {
        Optional<S> next = operation.output().isPresent()
                ? model.after(
                        from.state(), operation.input(), operation.output().get())
                : Optional.of(model.afterUnseen(from.state(), operation.input()));
        return next.map(state -> from.with(index, state));
    }

    private static <S> Set<S> states(Set<Configuration<S>> configurations) {
        return configurations.stream().map(Configuration::state).collect(Collectors.toUnmodifiableSet());
    }
}
