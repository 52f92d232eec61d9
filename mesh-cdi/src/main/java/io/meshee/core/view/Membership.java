package io.meshee.core.view;

import io.meshee.api.ClusterView.State;
import io.meshee.core.Errors;
import io.meshee.core.view.MemberRecord.Node;
import io.meshee.core.wire.MalformedException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * This node's part in keeping the directory: publishes its own record, follows the view, and proposes the next one when
 * the planner says so. All of it runs on one thread, at each hint and at least twice a second; but a newer view that others
 * work by, and what follows from what they say, do not wait for that thread while it waits for the directory.
 */
public final class Membership implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Membership.class.getName());

    private static final Duration PERIOD = Duration.ofMillis(500);
    private static final Duration AGAIN = Duration.ofMillis(50);
    private static final Duration LONGEST_REMOVAL = Duration.ofSeconds(5);
    private static final Duration DEAD_NAMESAKE = Duration.ofSeconds(5);

    private final Directory directory;
    private final Grid grid;
    private final int initialMembers;
    private final Supplier<String> lineages;
    private final Standing standing;
    private final Listener listener;
    private final ScheduledExecutorService thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final ProposalTurns turns;
    private final OwnRecord own;
    private final AtomicBoolean queued = new AtomicBoolean();
    private final AwaitedViews awaited = new AwaitedViews();
    private final RecordReadings readings = new RecordReadings();
    private final Share share;
    private final IntSupplier processes;

    private View confirmed;
    private Map<String, MemberRecord> lastRead = Map.of();
    private volatile boolean gone;

    /** What follows the view. Called by one thread at a time. */
    public interface Listener {

        /** A newer view is there. */
        void installed(View view);

        /** What the members say of themselves now. */
        void recordsRead(View view, Map<String, MemberRecord> records);
    }

    /**
     * A membership that has not joined yet.
     *
     * @param own this node's record, JOINING
     * @param lineages draws a name for a new line of views
     * @param standing what this node knows at first hand of the others
     * @param shareSteps in how many steps the node comes to its share, and gives it up
     * @param processes how many live on this node
     * @param thread one thread, which the caller shuts down
     */
    public Membership(
            MemberRecord own,
            Directory directory,
            Grid grid,
            int initialMembers,
            Supplier<String> lineages,
            Standing standing,
            Listener listener,
            int shareSteps,
            IntSupplier processes,
            ScheduledExecutorService thread) {
        this.turns = new ProposalTurns(own.node());
        this.directory = new YieldingDirectory(directory, lock);
        this.grid = grid;
        this.own = new OwnRecord(own, this.directory, grid);
        this.initialMembers = initialMembers;
        this.lineages = lineages;
        this.standing = standing;
        this.listener = listener;
        this.share = new Share(own.node().weight(), shareSteps);
        this.processes = processes;
        this.thread = thread;
    }

    /**
     * Enters this node's record, as JOINING, and begins to follow the view.
     *
     * @throws JoinRefusedException if a live node has its name, or a member works by other terms
     */
    public void join() throws JoinRefusedException, InterruptedException {
        long giveUp = System.nanoTime() + DEAD_NAMESAKE.toNanos();
        Optional<String> refusal = JoinRules.refusal(own.now(), directory.members(), grid.members());
        while (refusal.isPresent() && System.nanoTime() - giveUp < 0) {
            TimeUnit.MILLISECONDS.sleep(100); // a predecessor that has just died may still be listed
            refusal = JoinRules.refusal(own.now(), directory.members(), grid.members());
        }
        if (refusal.isPresent()) {
            throw new JoinRefusedException(refusal.get());
        }
        grid.onChange(this::refresh);
        thread.scheduleWithFixedDelay(this::reconcile, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The application has started: this node may be given work. */
    public void up() {
        execute(() -> {
            if (confirmed != null && confirmed.owners().stream().anyMatch(owner -> !owner.isSameStart(own.node()))) {
                share.rise();
            }
            update(record -> record.weighing(share.weight()).in(State.UP));
        });
    }

    /** Whether this node is on its way to its share of the shards. */
    public boolean isArriving() {
        return share.rises();
    }

    /** Looks at the directory soon. */
    public void refresh() {
        if (!gone && queued.compareAndSet(false, true)) {
            thread.execute(() -> {
                queued.set(false);
                reconcile();
            });
        }
    }

    /**
     * Others have said something that may change what this node may do, or work by a newer view. For neither does anybody wait until
     * the directory answers, which may hang for this node alone.
     */
    public void heard() {
        alone(() -> {
            if (!gone && !grid.isMerging()) {
                standing.newerView().ifPresent(this::confirm);
                listener.recordsRead(confirmed, lastRead);
            }
        });
        refresh();
    }

    private void execute(Runnable task) {
        thread.execute(() -> alone(task));
    }

    private void alone(Runnable task) {
        lock.lock();
        try {
            task.run();
        } finally {
            lock.unlock();
        }
    }

    /** This node has let go of every shard that it lost up to that epoch. */
    public void released(String lineage, long epoch) {
        execute(() -> {
            if (own.now().lineage().equals(lineage) && own.now().releasedEpoch() < epoch) {
                update(record -> record.released(epoch));
            }
        });
    }

    /**
     * Adds capabilities to this node.
     *
     * @return completes with the first view that has them, once every member works by it
     */
    public CompletableFuture<View> register(Set<String> capabilities) {
        return change(wanted -> wanted.addAll(capabilities), served -> served.containsAll(capabilities));
    }

    /**
     * Takes capabilities from this node.
     *
     * @return completes with the first view without them, once every member works by it
     */
    public CompletableFuture<View> unregister(Set<String> capabilities) {
        return change(
                wanted -> wanted.removeAll(capabilities),
                served -> capabilities.stream().noneMatch(served::contains));
    }

    private CompletableFuture<View> change(Consumer<SortedSet<String>> change, Predicate<SortedSet<String>> reached) {
        CompletableFuture<View> done = new CompletableFuture<>();
        execute(() -> {
            SortedSet<String> wanted = new TreeSet<>(own.node().capabilities());
            change.accept(wanted);
            awaited.add(
                    view -> view.member(own.name())
                            .filter(member -> reached.test(member.node().capabilities()))
                            .isPresent(),
                    done);
            update(record -> record.serving(wanted));
        });
        return done;
    }

    /**
     * Asks to leave, once this node's share has gone in steps; the future completes when this node is out of the view, or
     * when there is nobody to hand anything over to: every member is leaving, or the grid is gone.
     *
     * @param steps how long the steps may take
     */
    public CompletableFuture<View> leave(Duration steps) {
        CompletableFuture<View> done = new CompletableFuture<>();
        execute(() -> {
            if (confirmed == null
                    || !confirmed.contains(own.node())
                    || confirmed.members().size() == 1
                    || grid.members().isEmpty()) {
                done.complete(confirmed);
            }
            awaited.add(view -> !view.contains(own.node()) || view.owners().isEmpty(), done);
            share.fall(System.nanoTime() + steps.toNanos());
            update(record -> record.state() == State.UP ? record : record.in(State.LEAVING));
        });
        return done;
    }

    /** Takes this node's record out of the directory, and follows the view no longer. */
    @Override
    public void close() {
        gone = true;
        CompletableFuture.runAsync(this::removeRecord, thread)
                .orTimeout(LONGEST_REMOVAL.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(e -> {
                    LOG.log(Level.WARNING, "MESH00711: this node's record could not be removed from the directory", e);
                    return null;
                })
                .join();
        awaited.fail(Errors.stopped(own.name()));
    }

    /** Follows the view no longer, and leaves this node's record where it is. */
    public void halt() {
        gone = true;
        awaited.fail(Errors.stopped(own.name()));
    }

    /** On the membership thread, so that no look at the directory that is under way publishes the record again. */
    private void removeRecord() {
        if (!grid.members().isEmpty()) {
            own.remove();
        }
    }

    private void update(UnaryOperator<MemberRecord> change) {
        own.change(change);
        reconcile();
    }

    private void reconcile() {
        alone(this::lookAtDirectory);
    }

    private void lookAtDirectory() {
        if (gone) {
            return;
        }
        try {
            if (grid.members().isEmpty()) {
                standing.detached();
            } else if (!grid
                    .isMerging()) { // what is read now may be older than what this node brings, and so may states
                takePlace(grid.localMember());
                own.publish();
                follow();
                Map<String, MemberRecord> records = readings.of(directory.members());
                lastRead = records;
                standing.know(records.values().stream().map(MemberRecord::node).toList());
                propose(records);
                moveShare(records);
                sweep(records);
                listener.recordsRead(confirmed, records);
                awaited.complete(confirmed, records, standing);
            }
        } catch (RuntimeException | Error | MalformedException e) {
            if (gone) {
                return; // halted meanwhile: what failed is of no use to anyone
            }
            LOG.log(Level.WARNING, "MESH00710: the directory could not be read or written; tried again soon", e);
        }
    }

    /** The grid's id of this JVM is another one once the grid has merged. */
    private void takePlace(String gridMember) {
        if (!own.node().gridMember().equals(gridMember)) {
            own.change(record -> record.onGridMember(gridMember));
            own.comesBack();
        }
    }

    private void moveShare(Map<String, MemberRecord> records) {
        if (!share.isMoving() || own.now().state() != State.UP) {
            return;
        }
        boolean settled = confirmed != null
                && confirmed
                        .member(own.name())
                        .filter(self -> self.node().equals(own.node()))
                        .isPresent()
                && ViewPlanner.isSettled(confirmed, records, standing);
        long movable = share.falls()
                ? processes.getAsInt()
                : records.values().stream().mapToLong(MemberRecord::processes).sum(); // all have just seen the view
        share.move(settled, movable, System.nanoTime());
        MemberRecord before = own.now();
        own.change(record -> share.isSpent() ? record.in(State.LEAVING) : record.weighing(share.weight()));
        if (!own.now().equals(before)) {
            refresh();
        }
    }

    /**
     * Goes over to the directory's view if that is the next one, or has won; puts this node's back if the directory has
     * lost it, has gone back to an older one, or has been given that of a line that ends.
     */
    private void follow() throws MalformedException {
        byte[] present = directory.view().orElse(null);
        byte[] expected = confirmed == null ? null : confirmed.encode();
        if (Arrays.equals(present, expected)) {
            return;
        }
        if (present == null) {
            directory.replaceView(null, expected);
            return;
        }
        View before = confirmed;
        follow(View.decode(present), present, expected);
        if (confirmed != before) {
            own.publish();
        }
    }

    private void follow(View there, byte[] present, byte[] expected) {
        if (confirmed == null) {
            install(there);
            return;
        }
        switch (Succession.of(
                confirmed, standing.isCommitted(), there, standing.isCommittedElsewhere(ViewId.of(there)))) {
            case PUT_BACK -> directory.replaceView(present, expected);
            case FOLLOW -> install(there);
            case CONFIRM -> confirm(there);
            case WAIT -> LOG.log(Level.DEBUG, "two views of one epoch, and neither is committed yet");
        }
    }

    /** What is left out of a view must have stopped before a majority has that view; what is itself left out just goes. */
    private void confirm(View next) {
        boolean isPutOut = confirmed.contains(own.node()) && !next.contains(own.node());
        if (isPutOut || standing.mayRemove(confirmed.lostIn(next))) {
            install(next);
        } else {
            refreshLater();
        }
    }

    private void refreshLater() {
        thread.schedule(this::refresh, AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void install(View view) {
        boolean isPutOut = confirmed != null && confirmed.lostIn(view).stream().anyMatch(own.node()::isSameStart);
        if (isPutOut) {
            LOG.log(
                    Level.WARNING,
                    () -> "MESH00733: view " + view.epoch()
                            + " is without this node, which the others took for gone: it drops its activations and comes in again");
        }
        confirmed = view;
        standing.install(view);
        own.change(record -> record.seen(view.lineage(), view.epoch()).hosting(processes.getAsInt()));
        if (isPutOut) {
            own.comesBack();
        }
        listener.installed(view);
    }

    private void propose(Map<String, MemberRecord> records) throws MalformedException {
        if (!standing.mayPropose()) {
            turns.nothingPlanned();
            return;
        }
        Optional<View> next = confirmed == null
                ? ViewPlanner.first(lineages.get(), records.values(), standing, initialMembers)
                : ViewPlanner.next(confirmed, records.values(), standing);
        if (next.isEmpty()) {
            turns.nothingPlanned();
            return;
        }
        List<Node> lost = confirmed == null ? List.of() : confirmed.lostIn(next.get());
        if (!standing.mayLeaveOut(lost)) {
            refreshLater();
            return;
        }
        long wait = turns.nanosUntilMine(confirmed, records.values(), standing);
        if (wait > 0) {
            thread.schedule(this::refresh, wait, TimeUnit.NANOSECONDS);
            return;
        }
        View proposed = lost.isEmpty() || standing.keepsLineage()
                ? next.get()
                : next.get().in(lineages.get());
        View before = confirmed;
        byte[] present = before == null ? null : before.encode();
        boolean isWritten = directory.replaceView(present, proposed.encode());
        if (isWritten && confirmed == before) {
            lost.forEach(node -> LOG.log(
                    Level.INFO,
                    () -> "MESH00734: node " + node.name() + " is taken out of the view: "
                            + (standing.isDead(node) ? "it has ended" : "it has been silent for too long")));
            install(proposed);
            own.publish();
            grid.hint();
        } else {
            follow();
        }
    }

    /** Takes out the records that nodes have left behind. One that is there after all publishes its own again. */
    private void sweep(Map<String, MemberRecord> records) {
        if (confirmed != null && standing.mayPropose()) {
            records.values().stream()
                    .filter(record -> !confirmed.contains(record.node()) && standing.isGone(record.node()))
                    .forEach(record -> directory.removeMember(record.node().name(), record.encode()));
        }
    }
}
