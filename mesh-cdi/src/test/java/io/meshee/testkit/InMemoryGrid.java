package io.meshee.testkit;

import io.meshee.core.view.Grid;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** The JVMs of a grid that is only pretended: each is a {@link Grid} of its own. */
public final class InMemoryGrid {

    private final Map<String, Jvm> jvms = new ConcurrentHashMap<>();
    private final AtomicInteger sides = new AtomicInteger();
    private volatile String merging = "";
    private volatile boolean deaf;
    private volatile boolean withheld;

    /** A JVM comes up. */
    public Grid join(String member) {
        Jvm jvm = new Jvm(member);
        jvms.put(member, jvm);
        tellAll();
        return jvm;
    }

    /** A JVM is gone, and all others learn of it. */
    public void kill(String member) {
        jvms.remove(member);
        tellAll();
    }

    /**
     * A JVM is gone, and nobody can tell.
     *
     * @param noticed is run when somebody has had it put out
     */
    public void vanish(String member, Runnable noticed) {
        withholdProofOfDeath();
        jvms.get(member).noticed = noticed;
    }

    /** From now on a dead JVM cannot be told from one that does not answer. */
    public void withholdProofOfDeath() {
        withheld = true;
    }

    /** The grid falls into these sides. */
    public void split(Collection<Set<String>> split) {
        for (Set<String> side : split) {
            int number = sides.incrementAndGet();
            for (String member : side) {
                jvms.get(member).side = number;
            }
        }
        tellAll();
    }

    /** The grid is one again; those that were not on that node's side have got new ids. */
    public void merge(String winner) {
        int won = jvms.get(winner).side;
        jvms.values().stream().filter(jvm -> jvm.side != won).forEach(jvm -> jvm.id += "'");
        jvms.values().forEach(jvm -> jvm.side = won);
        tellAll();
    }

    /** That JVM is taking what it has into another part of the grid; none is with an empty name. */
    public void merging(String member) {
        merging = member;
        tellAll();
    }

    /** Loses every hint from now on, or no more. */
    public void loseHints(boolean lose) {
        deaf = lose;
    }

    private void tellAll() {
        if (!deaf) {
            jvms.values().forEach(jvm -> jvm.action.run());
        }
    }

    private final class Jvm implements Grid {

        private final String member;
        private volatile String id;
        private volatile int side;
        private volatile Runnable action = () -> {};
        private volatile Runnable noticed = () -> {};

        Jvm(String member) {
            this.member = member;
            this.id = member;
        }

        @Override
        public Set<String> members() {
            return jvms.get(member) != this
                    ? Set.of()
                    : jvms.values().stream()
                            .filter(other -> other.side == side)
                            .map(Jvm::localMember)
                            .collect(Collectors.toSet());
        }

        @Override
        public boolean isMerging() {
            return merging.equals(member);
        }

        @Override
        public String localMember() {
            return id;
        }

        @Override
        public void onChange(Runnable change) {
            action = change;
        }

        @Override
        public String sockets() {
            return member;
        }

        @Override
        public Probe probe(String sockets) {
            return withheld || jvms.containsKey(sockets) ? Probe.SILENT : Probe.REFUSES;
        }

        @Override
        public void hint() {
            tellAll();
        }

        /** They find each other when the test says so. */
        @Override
        public void approach(String sockets) {}

        /** Puts it on a side of its own. */
        @Override
        public void suspect(String sockets) {
            Jvm jvm = jvms.get(sockets);
            if (jvm != null && jvm != this && jvm.side == side) {
                jvm.side = sides.incrementAndGet();
                jvm.noticed.run();
                tellAll();
            }
        }
    }
}
