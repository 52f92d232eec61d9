package io.meshee.test;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What the test supplies to process classes, and what the kit does. */
final class Supplies {

    private final List<Supplied> all = new ArrayList<>();

    /**
     * Something that can be injected.
     *
     * @param source where it comes from, in words
     */
    record Supplied(Class<?> type, String source, Function<KitNode, ?> value) {

        Object on(KitNode node) {
            Object now = value.apply(node);
            if (now == null) {
                throw new IllegalStateException("MESH00903: " + source + " is null when a process needs it");
            }
            return now;
        }
    }

    void add(Supplied supplied) {
        all.add(supplied);
    }

    /** Those that an injection point of that type can take. */
    List<Supplied> fitting(Class<?> required) {
        return all.stream()
                .filter(supplied -> required.isAssignableFrom(supplied.type()))
                .toList();
    }

    /** What there is, in words. */
    String describe() {
        return all.stream().map(Supplied::source).toList().toString();
    }
}
