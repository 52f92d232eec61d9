package io.meshee.chaos.check;

import io.meshee.chaos.history.Call;
import io.meshee.chaos.history.Happening;
import io.meshee.chaos.history.History;
import io.meshee.chaos.history.NodeLog;
import io.meshee.chaos.history.NodeLog.ViewSeen;
import io.meshee.chaos.history.Result.Answered;
import io.meshee.chaos.history.Result.Failed;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What the two sides of a split did, by the history. Times count from the cut. */
public final class Split {

    private final History history;
    private final Happening split;
    private final Homes homes;

    /** A split between the nodes that it happened to and all others. */
    public Split(History history, Happening split) {
        this.history = history;
        this.split = split;
        this.homes = Homes.before(split, history);
    }

    /** The nodes that were cut off. */
    public Set<String> away() {
        return split.nodes();
    }

    /** The nodes that they were cut off from. */
    public Set<String> rest() {
        var rest = history.nodes().stream().map(NodeLog::node).collect(Collectors.toCollection(HashSet::new));
        rest.removeAll(away());
        return rest;
    }

    /** When the first call through one of these nodes was told that it is cut off; empty if none was. */
    public Optional<Duration> firstRefusal(Collection<String> nodes) {
        return first(meanwhile()
                .filter(call -> nodes.contains(call.asked()) && isRefused(call))
                .mapToLong(Call::ended));
    }

    /** When one of these nodes gave the last answer of a process while the network was split; zero if none did. */
    public Duration lastServed(Collection<String> nodes) {
        return meanwhile()
                .filter(call -> call.ended() <= split.done())
                .filter(call -> call.result() instanceof Answered by && nodes.contains(by.node()))
                .map(call -> Duration.ofNanos(call.ended() - split.began()))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** The calls that were sent through one of these nodes from then on, while the network was split, and were not refused. */
    public List<Call> notRefused(Collection<String> nodes, Duration from) {
        return sentMeanwhile(nodes, from).filter(call -> !isRefused(call)).toList();
    }

    /** How many calls were sent through one of these nodes from then on, while the network was split. */
    public long sent(Collection<String> nodes, Duration from) {
        return sentMeanwhile(nodes, from).count();
    }

    /** When the first process that had lived on the side that was cut off was served on the other; empty if none was. */
    public Optional<Duration> takenOver() {
        return first(meanwhile()
                .filter(call -> homes.isOn(away(), call.process()))
                .filter(call -> call.result() instanceof Answered by && !away().contains(by.node()))
                .mapToLong(Call::ended));
    }

    /** When the last of all others had a view without that node; empty if one never had while the network was split. */
    public Optional<Duration> putOut(String node) {
        var firsts = history.nodes().stream()
                .filter(log -> !log.node().equals(node))
                .map(log -> log.views().stream()
                        .filter(view -> view.time() >= split.began() && view.time() < split.done())
                        .filter(view -> !view.members().contains(node))
                        .map(ViewSeen::time)
                        .min(Comparator.naturalOrder()))
                .toList();
        return firsts.stream().allMatch(Optional::isPresent)
                ? firsts.stream()
                        .flatMap(Optional::stream)
                        .max(Comparator.naturalOrder())
                        .map(last -> Duration.ofNanos(last - split.began()))
                : Optional.empty();
    }

    /** The line of views that the rest worked by before the network was healed. */
    public Set<String> lineagesOfTheRest() {
        return lastViews(split.done()).entrySet().stream()
                .filter(node -> rest().contains(node.getKey()))
                .map(node -> node.getValue().lineage())
                .collect(Collectors.toSet());
    }

    /** The lines of views that the nodes work by in the end. */
    public Set<String> lineages() {
        return lastViews(split.over()).values().stream().map(ViewSeen::lineage).collect(Collectors.toSet());
    }

    /**
     * How long after the network was healed the last node came to the view that all work by in the end, and that was settled;
     * empty if they do not agree.
     */
    public Optional<Duration> agreedAfter() {
        var views = lastViews(split.over());
        var names = views.values().stream()
                .map(view -> view.lineage() + " " + view.epoch())
                .collect(Collectors.toSet());
        if (names.size() != 1) {
            return Optional.empty();
        }
        var settled = history.nodes().stream()
                .flatMap(log -> log.settled().stream())
                .filter(each -> names.contains(each.lineage() + " " + each.epoch()))
                .mapToLong(NodeLog.Settled::time)
                .min();
        if (settled.isEmpty()) {
            return Optional.empty();
        }
        long last = LongStream.concat(
                        views.values().stream().mapToLong(ViewSeen::time), LongStream.of(settled.getAsLong()))
                .max()
                .getAsLong();
        return Optional.of(Duration.ofNanos(Math.max(0, last - split.done())));
    }

    @Override
    public String toString() {
        return split + ": those away served last after " + lastServed(away()) + " and refused first after "
                + firstRefusal(away()) + "; the rest took over after " + takenOver() + "; all agreed "
                + agreedAfter() + " after it was healed";
    }

    private Map<String, ViewSeen> lastViews(long until) {
        return history.nodes().stream()
                .flatMap(log -> log.views().stream()
                        .filter(view -> view.time() <= until)
                        .max(Comparator.comparingLong(ViewSeen::time))
                        .map(view -> Map.entry(log.node(), view))
                        .stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (earlier, later) -> later));
    }

    private Stream<Call> sentMeanwhile(Collection<String> nodes, Duration from) {
        return meanwhile()
                .filter(call -> nodes.contains(call.asked()) && call.sent() >= split.began() + from.toNanos());
    }

    /** The calls that ended while the network was split, or were sent then and ended later. */
    private Stream<Call> meanwhile() {
        return history.calls().stream().filter(call -> call.ended() >= split.began() && call.sent() < split.done());
    }

    private Optional<Duration> first(LongStream times) {
        var first = times.min();
        return first.isPresent() ? Optional.of(Duration.ofNanos(first.getAsLong() - split.began())) : Optional.empty();
    }

    /** Whether the caller was told that its node is cut off. */
    public static boolean isRefused(Call call) {
        return call.result() instanceof Failed failed && failed.error().equals("PartitionedException");
    }
}
