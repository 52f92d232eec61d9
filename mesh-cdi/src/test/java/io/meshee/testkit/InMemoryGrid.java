package io.meshee.testkit;

import io.meshee.core.view.Grid;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The JVMs of a grid that is only pretended: each is a {@link Grid} of its own. */
public final class InMemoryGrid {

    private final Map<String, Jvm> jvms = new ConcurrentHashMap<>();
    private volatile boolean deaf;

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
        private volatile Runnable action = () -> {};

        Jvm(String member) {
            this.member = member;
        }

        @Override
        public Set<String> members() {
            return jvms.get(member) == this ? new TreeSet<>(jvms.keySet()) : Set.of();
        }

        @Override
        public String localMember() {
            return member;
        }

        @Override
        public void onChange(Runnable change) {
            action = change;
        }

        @Override
        public void hint() {
            tellAll();
        }
    }
}
