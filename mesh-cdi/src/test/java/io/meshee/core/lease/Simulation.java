package io.meshee.core.lease;

import io.meshee.core.config.PartitionPolicy;
import io.meshee.core.view.MemberRecord.Node;
import io.meshee.core.view.View;
import io.meshee.core.view.View.Ownership;
import io.meshee.core.view.View.ViewMember;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Nodes that send each other heartbeats and agree on views, by a clock that the test turns. One shared place for views
 * stands for the directory, which a node reaches whatever is cut, unless it is blind.
 */
final class Simulation {

    static final long LEASE = TimeUnit.SECONDS.toNanos(3);
    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(200);

    private final Map<String, Member> members = new TreeMap<>();
    private final Set<String> cuts = new HashSet<>();
    private final Set<String> frozen = new HashSet<>();
    private final Set<String> blind = new HashSet<>();
    private final Set<String> unread = new HashSet<>();
    private final Set<String> ended = new HashSet<>();
    private long now = 1_000_000;
    private View directory;

    /** Nodes in one committed view. */
    Simulation(PartitionPolicy policy, int size, String... names) {
        List<Node> nodes = new ArrayList<>();
        for (String name : new TreeSet<>(List.of(names))) {
            nodes.add(new Node(name, name + "-1", "jvm", new TreeSet<>(), Map.of(), 1, ""));
        }
        directory = new View(
                "L", 1, nodes.stream().map(node -> new ViewMember(node, false)).toList(), List.of());
        nodes.forEach(node -> members.put(node.name(), new Member(node, new Quorum(policy, size))));
        members.values().forEach(Member::look);
        run(1000);
    }

    /** A node's judgement, and the view that it works by. */
    private final class Member {

        final Node node;
        final Contacts contacts;
        View view;

        Member(Node node, Quorum quorum) {
            this.node = node;
            this.contacts = new Contacts("mesh", node, quorum, LEASE, () -> now);
        }

        void look() {
            if (blind.contains(node.name())) {
                return;
            }
            boolean reads = !unread.contains(node.name());
            View newest = reads ? directory : contacts.newerView().orElse(view);
            if (view == null || newest.epoch() > view.epoch()) {
                boolean isOut = view != null && !newest.contains(node);
                if (view == null || isOut || contacts.mayRemove(view.lostIn(newest))) {
                    install(newest);
                }
            } else if (reads && contacts.mayPropose()) {
                List<ViewMember> left = view.members().stream()
                        .filter(member -> !contacts.isGone(member.node()))
                        .toList();
                View next = new View(
                        view.lineage(), view.epoch() + 1, left, List.of(new Ownership(view.epoch(), view.owners())));
                if (left.size() < view.members().size() && contacts.mayLeaveOut(view.lostIn(next))) {
                    directory = next;
                    install(next);
                }
            }
        }

        private void install(View next) {
            view = next;
            contacts.install(next);
        }
    }

    void cut(String from, String to) {
        cuts.add(from + ">" + to);
    }

    void split(String side, String other) {
        for (String one : side.split(" ")) {
            for (String another : other.split(" ")) {
                cut(one, another);
                cut(another, one);
            }
        }
    }

    void heal() {
        healNetwork();
        blind.clear();
        unread.clear();
    }

    void healNetwork() {
        cuts.clear();
    }

    /** The node sees the directory no more, but what the others say of it. */
    void unread(String name) {
        unread.add(name);
    }

    /** The node sees no view that is newer than its own any more. */
    void blind(String name) {
        blind.add(name);
    }

    void freeze(String name) {
        frozen.add(name);
    }

    void wake(String name) {
        frozen.remove(name);
    }

    /** Ends a node, and proves it to all that run. */
    void kill(String name) {
        freeze(name);
        ended.add(name);
        members.values().stream()
                .filter(member -> !frozen.contains(member.node.name()))
                .forEach(member -> member.contacts.died(name + "-1"));
    }

    /** Ends a node of which nobody can tell whether it has. */
    void vanish(String name) {
        freeze(name);
        ended.add(name);
    }

    void confirmDeath(String at, String name) {
        members.get(at).contacts.confirmDeath(name + "-1");
    }

    /** Lets that much time pass. */
    void run(long millis) {
        long end = now + TimeUnit.MILLISECONDS.toNanos(millis);
        while (now - end < 0) {
            now += STEP;
            members.values().stream().filter(this::runs).forEach(member -> member.contacts.tick());
            members.values().stream().filter(this::runs).forEach(this::ask);
            members.values().stream().filter(this::runs).forEach(Member::look);
            requireNobodyTwice();
        }
    }

    /** Those that may run handlers, by name, whatever they believe. */
    Set<String> serving() {
        return members.values().stream()
                .filter(member -> !ended.contains(member.node.name()))
                .filter(member -> member.view.contains(member.node))
                .filter(member -> member.contacts.lease().holds(now))
                .map(member -> member.node.name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names in the view that the node works by. */
    String viewOf(String name) {
        return members.get(name).view.members().stream()
                .map(member -> member.node().name())
                .collect(Collectors.joining(" "));
    }

    /** The names of those of which the node is certain that they have stopped, though nothing proves that they have ended. */
    List<String> stopped(String at) {
        return members.get(at).contacts.stopped().stream()
                .map(Node::name)
                .sorted()
                .toList();
    }

    boolean isCommitted(String at) {
        return members.get(at).contacts.isCommitted();
    }

    /** Whoever is left out of a view that somebody knows to be committed, and so may be taken over from, has stopped. */
    private void requireNobodyTwice() {
        Set<String> serving = serving();
        requireThatWhoIsSaidToHaveStoppedHas(serving);
        for (Member heir : members.values()) {
            if (serving.contains(heir.node.name()) && heir.contacts.isCommitted()) {
                for (Member left : members.values()) {
                    if (!heir.view.contains(left.node) && serving.contains(left.node.name())) {
                        throw new AssertionError(left.node.name() + " serves by " + left.view.epoch() + ", but "
                                + heir.node.name() + " has taken over from it by " + heir.view.epoch());
                    }
                }
            }
        }
    }

    /** The grid puts out whoever somebody says that of: what it saved afterwards would be lost. */
    private void requireThatWhoIsSaidToHaveStoppedHas(Set<String> serving) {
        for (Member judge : members.values()) {
            for (Node node : judge.contacts.stopped()) {
                if (runs(judge) && serving.contains(node.name())) {
                    throw new AssertionError(
                            node.name() + " serves, but " + judge.node.name() + " says that it has stopped");
                }
            }
        }
    }

    private boolean runs(Member member) {
        return !frozen.contains(member.node.name());
    }

    private void ask(Member asker) {
        for (Member asked : members.values()) {
            if (asked != asker && runs(asked) && isOpen(asker, asked)) {
                Heartbeat question = asker.contacts.question(asked.node.startId());
                asked.contacts.heard(question);
                Heartbeat answer = asked.contacts.answer(question);
                if (isOpen(asked, asker)) {
                    asker.contacts.heard(answer);
                    asker.contacts.answered(asked.node.startId(), now, answer);
                }
            }
        }
    }

    private boolean isOpen(Member from, Member to) {
        return !cuts.contains(from.node.name() + ">" + to.node.name());
    }
}
