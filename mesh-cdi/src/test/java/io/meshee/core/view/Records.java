package io.meshee.core.view;

import io.meshee.api.ClusterView.State;
import io.meshee.core.view.MemberRecord.Node;
import io.meshee.core.view.MemberRecord.Survival;
import io.meshee.core.view.MemberRecord.Terms;
import io.meshee.core.wire.WireFormat;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Member records for tests: node {@code n1} runs in {@code jvm-n1} and serves {@code game}. */
final class Records {

    static final Survival SURVIVAL = new Survival(3000, "keep-majority", 0);
    static final Terms TERMS = new Terms(WireFormat.VERSION, 256, "rendezvous", SURVIVAL);

    private Records() {}

    /** First starts of these nodes are there, all others are gone. */
    static Liveness alive(String... names) {
        return aliveStarts(Arrays.stream(names).map(name -> name + "-first").toArray(String[]::new));
    }

    /** These starts are there, all others are gone. */
    static Liveness aliveStarts(String... starts) {
        Set<String> alive = Set.of(starts);
        return new Liveness() {
            @Override
            public boolean isPresent(Node node) {
                return alive.contains(node.startId());
            }

            @Override
            public boolean isGone(Node node) {
                return !isPresent(node);
            }
        };
    }

    static Node node(String name) {
        return node(name, name + "-first");
    }

    static Node node(String name, String startId) {
        return new Node(name, startId, "jvm-" + name, new TreeSet<>(Set.of("game")), Map.of("memory", name), 1, "");
    }

    static MemberRecord record(String name, State state) {
        return record(name, name + "-first", state);
    }

    static MemberRecord record(String name, String startId, State state) {
        return new MemberRecord(node(name, startId), state, TERMS, "", 0, 0, 0);
    }

    static MemberRecord record(String name, Terms terms) {
        return new MemberRecord(node(name), State.UP, terms, "", 0, 0, 0);
    }
}
