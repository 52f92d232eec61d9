package io.meshee.core.view;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** What waits for a view with some property that every member works by. */
final class AwaitedViews {

    private final List<Awaited> all = new CopyOnWriteArrayList<>();

    private record Awaited(Predicate<View> reached, CompletableFuture<View> done) {}

    void add(Predicate<View> reached, CompletableFuture<View> done) {
        all.add(new Awaited(reached, done));
    }

    /** Completes what this view brings, once every member that is not gone says that it works by it. */
    void complete(View view, Map<String, MemberRecord> records, Liveness liveness) {
        if (view == null || all.isEmpty()) {
            return;
        }
        boolean known = view.members().stream()
                .filter(member -> !liveness.isGone(member.node()))
                .allMatch(member -> isKnownTo(member, view, records));
        for (Awaited each : all) {
            if (known && each.reached().test(view)) {
                all.remove(each);
                each.done().complete(view);
            }
        }
    }

    /** No such view comes any more. */
    void fail(RuntimeException reason) {
        all.forEach(each -> each.done().completeExceptionally(reason));
        all.clear();
    }

    /** A member that has left without a trace needs to know nothing any more. */
    private static boolean isKnownTo(View.ViewMember member, View view, Map<String, MemberRecord> records) {
        MemberRecord record = records.get(member.node().name());
        return record == null
                ? member.leaving()
                : record.lineage().equals(view.lineage()) && record.seenEpoch() >= view.epoch();
    }
}
