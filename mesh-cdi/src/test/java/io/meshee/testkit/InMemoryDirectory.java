package io.meshee.testkit;

import io.meshee.core.view.Directory;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A directory in this JVM's memory, which can lose its entries as a cache does. */
public final class InMemoryDirectory implements Directory {

    private final Map<String, byte[]> members = new HashMap<>();
    private final Map<String, InMemoryDirectory> sides = new ConcurrentHashMap<>();
    private final Map<String, Gate> gates = new ConcurrentHashMap<>();
    private volatile Gate gate = opened();
    private byte[] view;
    private int readings;
    private int announcements;
    private Error failure;

    @Override
    public synchronized Optional<byte[]> view() {
        return Optional.ofNullable(view).map(byte[]::clone);
    }

    @Override
    public synchronized boolean replaceView(byte[] expected, byte[] next) {
        if (!Arrays.equals(view, expected)) {
            return false;
        }
        view = next.clone();
        return true;
    }

    @Override
    public synchronized Map<String, byte[]> members() {
        readings++;
        if (failure != null) {
            throw failure;
        }
        return Map.copyOf(members);
    }

    @Override
    public synchronized Optional<byte[]> member(String name) {
        return Optional.ofNullable(members.get(name)).map(byte[]::clone);
    }

    @Override
    public synchronized boolean replaceMember(String name, byte[] expected, byte[] next) {
        if (!Arrays.equals(members.get(name), expected)) {
            return false;
        }
        members.put(name, next.clone());
        return true;
    }

    @Override
    public synchronized boolean removeMember(String name, byte[] expected) {
        return Arrays.equals(members.get(name), expected) && members.remove(name) != null;
    }

    @Override
    public synchronized void announce() {
        announcements++;
    }

    /** How often somebody was said to come in. */
    public synchronized int announcements() {
        return announcements;
    }

    /** How often all members' records were read. */
    public synchronized int readings() {
        return readings;
    }

    /** The directory as that node sees it. */
    public Directory seenFrom(String node) {
        return new Seen(node);
    }

    /** Each side of a split goes on with a copy of its own. */
    public synchronized void split(Collection<Set<String>> split) {
        for (Set<String> side : split) {
            InMemoryDirectory copy = new InMemoryDirectory();
            copy.members.putAll(members);
            copy.view = view;
            side.forEach(node -> sides.put(node, copy));
        }
    }

    /** There is one directory again; it has what the side of that node had. */
    public synchronized void merge(String winner) {
        InMemoryDirectory won = sides.get(winner);
        members.clear();
        members.putAll(won.members());
        view = won.view().orElse(null);
        sides.clear();
    }

    /** Whoever reads or writes it waits. */
    public void hang() {
        gate = new Gate();
    }

    /** That node alone waits when it reads or writes it. */
    public void hang(String node) {
        gates.put(node, new Gate());
    }

    /** Returns once that node, which is to wait, does. */
    public void awaitHanging(String node) throws Exception {
        gates.get(node).awaitArrivals(1);
    }

    /** Nobody waits any more. */
    public void hangNoMore() {
        gate.open();
        gates.values().forEach(Gate::open);
    }

    private static Gate opened() {
        Gate gate = new Gate();
        gate.open();
        return gate;
    }

    /** Whoever reads the records gets that, until it is {@code null}. */
    public synchronized void fail(Error thrown) {
        failure = thrown;
    }

    /** Loses everything. */
    public synchronized void wipe() {
        members.clear();
        view = null;
    }

    private final class Seen implements Directory {

        private final String node;

        Seen(String node) {
            this.node = node;
        }

        private Directory side() {
            gate.pass();
            gates.getOrDefault(node, gate).pass();
            return sides.getOrDefault(node, InMemoryDirectory.this);
        }

        @Override
        public Optional<byte[]> view() {
            return side().view();
        }

        @Override
        public boolean replaceView(byte[] expected, byte[] next) {
            return side().replaceView(expected, next);
        }

        @Override
        public Map<String, byte[]> members() {
            return side().members();
        }

        @Override
        public Optional<byte[]> member(String name) {
            return side().member(name);
        }

        @Override
        public boolean replaceMember(String name, byte[] expected, byte[] next) {
            return side().replaceMember(name, expected, next);
        }

        @Override
        public void announce() {
            side().announce();
        }

        @Override
        public boolean removeMember(String name, byte[] expected) {
            return side().removeMember(name, expected);
        }
    }

    /** Loses the view. */
    public synchronized void loseView() {
        view = null;
    }

    /** Loses a member's record. */
    public synchronized void loseMember(String name) {
        members.remove(name);
    }

    /** Puts bytes in the place of a member's record, whatever was there. */
    public synchronized void overwriteMember(String name, byte[] bytes) {
        members.put(name, bytes.clone());
    }
}
