package io.meshee.core.lease;

import io.meshee.core.Recurring;
import io.meshee.core.config.MeshSettings;
import io.meshee.core.lease.Contacts.Situation;
import io.meshee.core.view.Grid;
import io.meshee.core.view.MemberRecord.Node;
import io.meshee.core.view.Standing;
import io.meshee.core.wire.MalformedException;
import io.meshee.spi.Transport;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Asks every other node, all the time and over the transports that messages take, whether it is there, and answers the
 * same of the others. Has a thread of its own for the rhythm, and one for each question, so that neither a full pool nor
 * a handler or a peer that hangs holds it up.
 */
public final class Heartbeats implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Heartbeats.class.getName());

    private static final int BEATS_IN_A_LEASE = 10;
    private static final long SHORTEST_MILLIS = 5;
    private static final long LONGEST_MILLIS = 500;

    private final String mesh;
    private final Contacts contacts;
    private final List<Transport> transports;
    private final Grid grid;
    private final WholeGrid wholeGrid;
    private final Executor senders;
    private final ScheduledExecutorService rhythm;
    private final Runnable changed;
    private final long leaseNanos;
    private final Map<String, Pulse> pulses = new HashMap<>();
    private final Changes<Situation> situations;
    private final AtomicBoolean suspecting = new AtomicBoolean();
    private final AtomicBoolean approaching = new AtomicBoolean();
    private volatile boolean closed;

    /**
     * Heartbeats that have not begun.
     *
     * @param senders must have a thread for each question
     * @param rhythm a thread for this alone, which the caller shuts down
     * @param changed is run, on one of the senders' threads, when the lease, the view's standing or somebody's silence is other
     *     than before; and as long as others work by a newer view
     */
    public Heartbeats(
            Node self,
            MeshSettings settings,
            List<Transport> transports,
            Grid grid,
            Executor senders,
            ScheduledExecutorService rhythm,
            Runnable changed) {
        this.mesh = settings.name();
        this.leaseNanos = settings.lease().toNanos();
        this.contacts = new Contacts(
                settings.name(),
                self,
                new Quorum(settings.partitionPolicy(), settings.quorumSize()),
                leaseNanos,
                System::nanoTime);
        this.transports = transports;
        this.grid = grid;
        this.wholeGrid = new WholeGrid(grid, contacts);
        this.senders = senders;
        this.rhythm = rhythm;
        this.changed = changed;
        this.situations = new Changes<>(contacts::situation, this::changed);
    }

    /** What this node may do, by what it has heard. */
    public Standing standing() {
        return contacts;
    }

    /** The lease of this node's present stay in the mesh. */
    public Lease lease() {
        return contacts.lease();
    }

    /** Whether the data grid has everybody whom this node hears from, or has within that time. */
    public boolean becomesWhole(Duration limit) {
        return closed || wholeGrid.await(limit);
    }

    /** An operator says that this start of a node has ended, and answers for it. */
    public void confirmDeath(String startId) {
        contacts.confirmDeath(startId);
        beatNow();
    }

    /** Begins to ask. */
    public void start() {
        long period = Math.max(
                SHORTEST_MILLIS,
                Math.min(LONGEST_MILLIS, TimeUnit.NANOSECONDS.toMillis(leaseNanos) / BEATS_IN_A_LEASE));
        rhythm.scheduleWithFixedDelay(() -> Recurring.carryOn(this::beat), 0, period, TimeUnit.MILLISECONDS);
    }

    /** Whether a transport's frame is for {@link #deliver}. */
    public static boolean isHeartbeat(byte[] frame) {
        return Heartbeat.isOne(frame);
    }

    /**
     * Answers another node's heartbeat. Never waits.
     *
     * @throws MalformedException if it only begins as one
     */
    public byte[] deliver(byte[] frame) throws MalformedException {
        Heartbeat question = Heartbeat.decode(frame);
        if (question.mesh().equals(mesh) && contacts.heard(question)) {
            pulseOf(question.senderStart()).ifPresent(Pulse::beat);
        }
        byte[] answer = contacts.answer(question).encode();
        tell();
        return answer;
    }

    /** Asks now who has not been asked yet: a node that comes in need not wait for the next beat. */
    public void askNewcomers() {
        if (!closed) {
            contacts.others().stream()
                    .filter(node -> !isAsked(node))
                    .forEach(node -> pulse(node).beat());
        }
    }

    private boolean isAsked(Node node) {
        synchronized (pulses) {
            return pulses.containsKey(node.startId());
        }
    }

    /** Asks everybody now: there is something to tell. */
    public void beatNow() {
        if (!closed) {
            contacts.others().forEach(node -> pulse(node).beat());
            tell();
        }
    }

    @Override
    public void close() {
        closed = true;
        synchronized (pulses) {
            pulses.values().forEach(Pulse::close);
            pulses.clear();
        }
    }

    private void beat() {
        if (closed) {
            return;
        }
        contacts.tick();
        List<Node> others = contacts.others();
        synchronized (pulses) {
            pulses.entrySet().removeIf(entry -> {
                boolean isGone =
                        others.stream().noneMatch(node -> node.startId().equals(entry.getKey()));
                if (isGone) {
                    entry.getValue().close();
                }
                return isGone;
            });
        }
        beatNow();
        suspectStopped();
        approachPresent();
        if (contacts.newerView().isPresent()) {
            run(changed);
        }
    }

    /** Until the grid has put them out: nothing that it keeps on them can be read or written before. */
    private void suspectStopped() {
        unlessBusy(suspecting, contacts.stopped(), grid::suspect);
    }

    /** Where a cut has healed the grid finds the others late: it tries one address after the other, each for seconds. */
    private void approachPresent() {
        unlessBusy(approaching, contacts.presentOutside(grid.members()), grid::approach);
    }

    /** What the grid does about these may take it long: it is not asked again before. */
    private void unlessBusy(AtomicBoolean busy, List<Node> nodes, Consumer<String> action) {
        List<String> sockets = nodes.stream()
                .map(node -> node.endpoints().get(Node.SOCKETS))
                .filter(Objects::nonNull)
                .toList();
        if (!sockets.isEmpty() && busy.compareAndSet(false, true)) {
            run(() -> {
                try {
                    sockets.forEach(action);
                } finally {
                    busy.set(false);
                }
            });
        }
    }

    private Pulse pulse(Node node) {
        synchronized (pulses) {
            return pulses.computeIfAbsent(node.startId(), start -> new Pulse(node, transports, this, leaseNanos));
        }
    }

    private Optional<Pulse> pulseOf(String start) {
        synchronized (pulses) {
            return Optional.ofNullable(pulses.get(start));
        }
    }

    byte[] question(Node to) {
        return contacts.question(to.startId()).encode();
    }

    /** Takes the answer to what was sent then. */
    void answered(Node asked, long sentAt, byte[] frame) throws MalformedException {
        Heartbeat answer = Heartbeat.decode(frame);
        if (!answer.senderStart().equals(asked.startId())) {
            died(asked.startId()); // its successor answers in its place
            return;
        }
        boolean news = contacts.heard(answer);
        boolean wasSilent = contacts.answered(asked.startId(), sentAt, answer);
        if (wasSilent) {
            beatNow();
        } else if (news) {
            pulse(asked).beat();
        }
        tell();
    }

    /** No question came through: looks whether there is proof that the node has ended. Takes as long as that does. */
    void unreachable(Node node) {
        String sockets = node.endpoints().get(Node.SOCKETS);
        if (sockets == null || closed) {
            return;
        }
        switch (grid.probe(sockets)) {
            case REFUSES -> died(node.startId());
            case CONNECTS -> {
                if (contacts.connected(node.startId())) {
                    pulseOf(node.startId()).ifPresent(Pulse::reset);
                }
            }
            case SILENT -> {}
        }
    }

    void run(Runnable task) {
        try {
            senders.execute(task);
        } catch (RejectedExecutionException e) {
            if (!closed) {
                throw e;
            }
        }
    }

    private void died(String start) {
        if (contacts.died(start)) {
            beatNow();
        }
    }

    private void tell() {
        situations.look();
        wholeGrid.look();
    }

    private void changed(Situation before, Situation now) {
        if (!closed) {
            report(before, now);
            if (before != null && !before.refused().equals(now.refused())) {
                beatNow();
            }
            suspectStopped();
            run(changed);
        }
    }

    private void report(Situation before, Situation now) {
        contacts.stopped().stream()
                .filter(node -> before == null || !before.stopped().contains(node.startId()))
                .forEach(node -> LOG.log(
                        Level.INFO,
                        () -> "MESH00741: node " + node.name()
                                + " has been silent for too long, and serves nothing any more;"
                                + " the data grid is asked to put it out"));
        boolean served = before != null && before.serving();
        if (served && !now.serving() && now.member()) {
            LOG.log(
                    Level.WARNING,
                    () ->
                            "MESH00731: this node has lost its lease: it hears from too few of the others, or has no data grid"
                                    + " any more; it serves nothing until it has it again; view "
                                    + now.view().epoch());
        } else if (!served && now.serving()) {
            LOG.log(
                    Level.INFO,
                    () -> "MESH00732: this node holds its lease; view "
                            + now.view().epoch());
        }
    }
}
