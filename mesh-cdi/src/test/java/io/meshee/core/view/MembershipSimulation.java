package io.meshee.core.view;

import io.meshee.api.ClusterView.State;
import io.meshee.core.view.MemberRecord.Node;
import io.meshee.core.view.MemberRecord.Terms;
import io.meshee.core.wire.MalformedException;
import io.meshee.core.wire.WireFormat;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Many real {@link Membership}s in one thread, by a clock that only moves when nothing is left to do at its time. A hint
 * takes a millisecond, an operation on the directory none; all of both are counted. Nobody fails: what it shows is how the
 * cost of a change grows with the number of nodes.
 */
public final class MembershipSimulation {

    private static final long HINT_MILLIS = 1;

    /**
     * What went over the network.
     *
     * @param hints between two nodes
     * @param views readings of the view
     * @param records member records that were read
     * @param writes of records and of views
     */
    public record Traffic(long hints, long views, long records, long writes) {

        Traffic minus(Traffic earlier) {
            return new Traffic(
                    hints - earlier.hints, views - earlier.views, records - earlier.records, writes - earlier.writes);
        }
    }

    /** What a change cost until every node had settled in the view that came of it. */
    public record Change(long millis, Traffic traffic) {}

    private record Task(long at, long order, Runnable action) implements Comparable<Task> {
        @Override
        public int compareTo(Task other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    private final int shards;
    private final SortedSet<String> capabilities;
    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private final Map<String, SimulatedNode> nodes = new LinkedHashMap<>();
    private final CountedDirectory directory = new CountedDirectory();
    private final int initialMembers;
    private long now;
    private long order;
    private long hints;

    /** The nodes n0000, n0001, … come up together, and have settled in one view. */
    public MembershipSimulation(int count, int shards, int capabilities) {
        this.shards = shards;
        this.initialMembers = count;
        this.capabilities = new TreeSet<>(IntStream.range(0, capabilities)
                .mapToObj(i -> "capability-" + i)
                .toList());
        List<String> names =
                IntStream.range(0, count).mapToObj(MembershipSimulation::name).toList();
        names.forEach(this::start);
        names.forEach(name -> nodes.get(name).membership.up());
        runUntilSettled(count);
    }

    /** One more comes. */
    public Change join() {
        String name = name(nodes.size());
        start(name);
        return measured(nodes.size(), () -> nodes.get(name).membership.up());
    }

    /** The last of them leaves gracefully. */
    public Change leave() {
        SimulatedNode last = new ArrayList<>(nodes.values()).get(nodes.size() - 1);
        return measured(nodes.size() - 1, () -> last.membership.leave(Duration.ZERO));
    }

    /** What the nodes do in a second in which nothing changes. */
    public Traffic idleSecond() {
        Traffic before = traffic();
        runUntil(now + 1000);
        return traffic().minus(before);
    }

    /** The view that all members work by. */
    public View view() {
        return nodes.values().iterator().next().view;
    }

    private Change measured(int members, Runnable change) {
        Traffic before = traffic();
        long begun = now;
        change.run();
        runUntilSettled(members);
        return new Change(now - begun, traffic().minus(before));
    }

    private void runUntilSettled(int members) {
        long giveUp = now + 60_000;
        while (!isSettled(members)) {
            if (tasks.isEmpty() || now > giveUp) {
                throw new AssertionError("not settled with " + members + " members after a minute");
            }
            runUntil(tasks.peek().at);
        }
    }

    private boolean isSettled(int members) {
        if (view() == null || view().members().size() != members) {
            return false;
        }
        return view().members().stream()
                .map(member -> nodes.get(member.node().name()))
                .allMatch(node -> node.view != null && node.view.epoch() == view().epoch() && node.isReleased());
    }

    private void runUntil(long time) {
        while (!tasks.isEmpty() && tasks.peek().at <= time) {
            Task next = tasks.poll();
            now = Math.max(now, next.at);
            next.action.run();
        }
        now = Math.max(now, time);
    }

    private void in(long millis, Runnable action) {
        tasks.add(new Task(now + millis, order++, action));
    }

    private Traffic traffic() {
        return new Traffic(hints, directory.views, directory.records, directory.writes);
    }

    private void start(String name) {
        SimulatedNode node = new SimulatedNode(name);
        nodes.put(name, node);
        try {
            node.membership.join();
        } catch (JoinRefusedException | InterruptedException e) {
            throw new IllegalStateException(name, e);
        }
    }

    private static String name(int number) {
        return String.format("n%04d", number);
    }

    private final class SimulatedNode implements Membership.Listener, Grid {

        private final String name;
        private final Membership membership;
        private Runnable changed = () -> {};
        private View view;
        private long hintedAt;

        SimulatedNode(String name) {
            this.name = name;
            Node self = new Node(
                    name,
                    "start-of-" + name,
                    "grid-member-of-" + name,
                    capabilities,
                    Map.of("remote-ejb", "10.0.0.1:3700", "data-grid", "topic-" + name, Node.SOCKETS, "10.0.0.1:5701"),
                    1,
                    "");
            this.membership = new Membership(
                    new MemberRecord(
                            self,
                            State.JOINING,
                            new Terms(WireFormat.VERSION, shards, "rendezvous", Records.SURVIVAL),
                            "",
                            0,
                            0,
                            0),
                    directory,
                    this,
                    initialMembers,
                    () -> "line",
                    new AllWell(),
                    this,
                    1,
                    () -> 0,
                    executor());
        }

        boolean isReleased() {
            return directory.isReleased(name, view);
        }

        /** One thread of its own has nothing to wait for here. */
        private ScheduledExecutorService executor() {
            return (ScheduledExecutorService) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {ScheduledExecutorService.class},
                    (proxy, method, arguments) -> {
                        Runnable task = (Runnable) arguments[0];
                        switch (method.getName()) {
                            case "execute" -> in(0, task);
                            case "schedule" -> in(millis(arguments[1], arguments[2]), task);
                            case "scheduleWithFixedDelay" ->
                                repeat(task, millis(arguments[1], arguments[3]), millis(arguments[2], arguments[3]));
                            default -> throw new UnsupportedOperationException(method.getName());
                        }
                        return null;
                    });
        }

        private void repeat(Runnable task, long delay, long period) {
            in(delay, () -> {
                task.run();
                repeat(task, period, period);
            });
        }

        private static long millis(Object amount, Object unit) {
            return ((TimeUnit) unit).toMillis((Long) amount);
        }

        @Override
        public void installed(View installed) {
            view = installed;
        }

        @Override
        public void recordsRead(View present, Map<String, MemberRecord> records) {
            if (present != null
                    && present.contains(records.get(name).node())
                    && !ViewPlanner.hasReleased(present, records.get(name))) {
                membership.released(present.lineage(), present.epoch());
            }
        }

        @Override
        public Set<String> members() {
            return Set.of("some");
        }

        @Override
        public boolean isMerging() {
            return false;
        }

        @Override
        public String localMember() {
            return "grid-member-of-" + name;
        }

        @Override
        public void onChange(Runnable action) {
            changed = action;
        }

        @Override
        public void hint() {
            hints += nodes.size() - 1L;
            nodes.values().forEach(SimulatedNode::hinted);
        }

        /** Hints of one moment come to one look. */
        private void hinted() {
            if (hintedAt != now + HINT_MILLIS) {
                hintedAt = now + HINT_MILLIS;
                in(HINT_MILLIS, () -> changed.run());
            }
        }

        @Override
        public String sockets() {
            return "";
        }

        @Override
        public Probe probe(String sockets) {
            return Probe.SILENT;
        }

        @Override
        public void suspect(String sockets) {}

        @Override
        public void approach(String sockets) {}
    }

    /** Everybody hears everybody. */
    private static final class AllWell implements Standing {

        @Override
        public void know(Collection<Node> nodes) {}

        @Override
        public void install(View view) {}

        @Override
        public Optional<View> newerView() {
            return Optional.empty();
        }

        @Override
        public void detached() {}

        @Override
        public boolean mayPropose() {
            return true;
        }

        @Override
        public boolean keepsLineage() {
            return true;
        }

        @Override
        public boolean mayRemove(Collection<Node> removed) {
            return true;
        }

        @Override
        public boolean mayLeaveOut(Collection<Node> removed) {
            return true;
        }

        @Override
        public boolean isDead(Node node) {
            return false;
        }

        @Override
        public boolean isCommitted() {
            return true;
        }

        @Override
        public boolean isCommittedElsewhere(ViewId view) {
            return true;
        }

        @Override
        public boolean isPresent(Node node) {
            return true;
        }

        @Override
        public boolean isGone(Node node) {
            return false;
        }
    }

    private static final class CountedDirectory implements Directory {

        private final Map<String, byte[]> members = new HashMap<>();
        private byte[] view;
        private long views;
        private long records;
        private long writes;

        boolean isReleased(String name, View by) {
            try {
                return ViewPlanner.hasReleased(by, MemberRecord.decode(members.get(name)));
            } catch (MalformedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Optional<byte[]> view() {
            views++;
            return Optional.ofNullable(view);
        }

        @Override
        public boolean replaceView(byte[] expected, byte[] next) {
            writes++;
            if (!Arrays.equals(view, expected)) {
                return false;
            }
            view = next;
            return true;
        }

        @Override
        public Map<String, byte[]> members() {
            records += members.size();
            return Map.copyOf(members);
        }

        @Override
        public Optional<byte[]> member(String name) {
            records++;
            return Optional.ofNullable(members.get(name));
        }

        @Override
        public boolean replaceMember(String name, byte[] expected, byte[] next) {
            writes++;
            if (!Arrays.equals(members.get(name), expected)) {
                return false;
            }
            members.put(name, next);
            return true;
        }

        @Override
        public void announce() {
            writes++;
        }

        @Override
        public boolean removeMember(String name, byte[] expected) {
            writes++;
            return members.remove(name, expected);
        }
    }
}
