package io.meshee.core.process;

import io.meshee.api.PassivationReason;
import io.meshee.api.ProcessContext;
import io.meshee.api.ProcessKey;
import io.meshee.core.group.LocalGroups;
import io.meshee.core.handler.ProcessCatalog;
import io.meshee.core.handler.ProcessClass;
import io.meshee.core.lease.Lease;
import io.meshee.core.shard.Shard;
import io.meshee.core.state.StateKeeper;
import io.meshee.core.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Every process of this node, by capability, type and id, with the pool that runs them. */
public final class ProcessTable implements AutoCloseable {

    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long SWEEP_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Every process is looked at for it. */
    private static final long REFUSAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Map<String, Map<String, ProcessHost>> hosts = new HashMap<>();
    private final List<ProcessHost> all = new ArrayList<>();
    private final CallFrames frames = new CallFrames();
    private final Deadlines deadlines = new Deadlines();
    private final ProcessEnvironment environment;
    private final WorkerPool pool;
    private final Endings endings;
    private final ProcessRuntime runtime;
    private final QueueBudget budget;
    private final WaitingPlaces places;
    private final Journal journal;
    private final TimeSource time;
    private final Timers timers;
    private long nextSweep;
    private long nextSystemSweep = System.nanoTime() + SWEEP_NANOS;
    private long nextRefusal = System.nanoTime();
    private final Turns turns;

    /**
     * A table with a host for each capability of each process class.
     *
     * @param timerTimeout the time that the message of a timer has
     * @param maxQueued how many messages may wait in all mailboxes and pools, and before them, together
     */
    public ProcessTable(
            ProcessCatalog catalog,
            Function<ProcessClass, ProcessLimits> limits,
            ProcessRuntime runtime,
            ProcessEnvironment environment,
            WorkerPool pool,
            TimeSource time,
            Duration timerTimeout,
            Reminders reminders,
            StateKeeper states,
            int maxQueued,
            Journal journal) {
        this.environment = environment;
        this.pool = pool;
        this.runtime = runtime;
        this.time = time;
        this.nextSweep = time.nanoTime() + SWEEP_NANOS;
        this.timers = new Timers(time, timerTimeout);
        this.budget = new QueueBudget(maxQueued);
        this.places = new BudgetedPlaces(runtime.node(), budget, journal);
        this.journal = journal;
        this.endings = pool.endings();
        turns = new Turns(
                environment, pool, endings, deadlines, frames, time, timers, reminders, states, budget, journal);
        for (ProcessClass processClass : catalog.all()) {
            for (String capability : processClass.capabilities()) {
                ProcessHost host =
                        new ProcessHost(capability, processClass, limits.apply(processClass), runtime, turns);
                hosts.computeIfAbsent(capability, name -> new HashMap<>()).put(processClass.type(), host);
                all.add(host);
            }
        }
    }

    /** The host of that type for that capability; {@code null} if this node has no such class. */
    public ProcessHost host(String capability, String type) {
        Map<String, ProcessHost> types = hosts.get(capability);
        return types == null ? null : types.get(type);
    }

    /** Every host. */
    public List<ProcessHost> hosts() {
        return List.copyOf(all);
    }

    /** Somebody waits for that shard, which this node has lost: its processes end before others. */
    public void want(Shard shard) {
        endings.want(shard);
    }

    /** This node has let go of everything that others could wait for. */
    public void wantNone() {
        endings.wantNone();
    }

    /** The lease of the node's present stay in the mesh. */
    public Lease lease() {
        return runtime.lease();
    }

    /** What ends at a deadline. */
    public Deadlines deadlines() {
        return deadlines;
    }

    /** The message that this thread handles; {@code null} if none. */
    public Invocation currentInvocation() {
        return frames.current().invocation();
    }

    /** What the process whose handler runs on this thread knows of itself; {@code null} if none runs. */
    public ProcessContext currentContext() {
        return frames.current().activation();
    }

    /** Wakes a caller that this thread has answered: at once, or with the others of a burst of messages. */
    public void wake(Thread caller) {
        frames.current().wakeUps().wake(caller);
    }

    /** The groups that processes of this node are in. */
    public LocalGroups groups() {
        return turns.activations().groups();
    }

    /** The name of this thread's security principal; {@code null} for none. */
    public String callerPrincipal() {
        return environment.callerPrincipal();
    }

    /** Whether a handler, or an activation, runs on that thread. */
    public boolean isRunning(Thread thread) {
        return frames.isRunning(thread);
    }

    /**
     * Does what is due: expires, interrupts, adds threads, passivates. Called by one thread, every few milliseconds.
     *
     * @param now by {@link System#nanoTime()}
     */
    public void tick(long now) {
        deadlines.tick(now);
        frames.tick(now);
        pool.tick();
        sweepEverySecond(time.nanoTime(), now);
        timers.tick();
    }

    /**
     * Refuses what waits in mailboxes: this node has lost its lease, and what runs may hang for long, in the store for
     * instance. Called by the thread that ticks.
     *
     * @param now by {@link System#nanoTime()}
     */
    public void refuseWaiting(long now) {
        if (budget.taken() > 0 && now - nextRefusal >= 0) {
            nextRefusal = now + REFUSAL_NANOS;
            all.forEach(ProcessHost::refuseWaiting);
        }
    }

    /** By both clocks: where the node's own stands still, a process that was busy at the last sweep ends all the same. */
    private void sweepEverySecond(long now, long systemNow) {
        if (now - nextSweep >= 0 || systemNow - nextSystemSweep >= 0) {
            nextSweep = now + SWEEP_NANOS;
            nextSystemSweep = systemNow + SWEEP_NANOS;
            sweep(now);
        }
    }

    /** Passivates what is idle or over the limit, by the node's source of time. */
    void sweep(long now) {
        all.forEach(host -> host.sweep(now));
    }

    /**
     * Passivates what is idle too long and sends the messages of timers, as far as it is due now. Called by the thread
     * that ticks.
     */
    public void runDue() {
        sweep(time.nanoTime());
        timers.tick();
    }

    /**
     * The moment, by the node's source of time, at which the first timer is due or the first process has been idle too
     * long; empty if there is none.
     *
     * @param after only moments after this one count
     */
    public OptionalLong nextDue(long after) {
        return dues().filter(due -> due - after > 0).reduce((one, other) -> one - other < 0 ? one : other);
    }

    /** Whether something is due now. */
    public boolean isDue() {
        long now = time.nanoTime();
        return dues().anyMatch(due -> due - now <= 0);
    }

    private LongStream dues() {
        return LongStream.concat(timers.dues(), all.stream().flatMapToLong(ProcessHost::idleDues));
    }

    /** The processes that run, have messages, or are about to end. A guess while others call. */
    public Set<ProcessKey> busy() {
        return those(process -> !process.isIdle());
    }

    /** The processes whose handlers run. A guess while others call. */
    public Set<ProcessKey> handling() {
        return those(VirtualProcess::isHandling);
    }

    private Set<ProcessKey> those(Predicate<VirtualProcess> which) {
        return all.stream().flatMap(host -> host.those(which)).collect(Collectors.toUnmodifiableSet());
    }

    /** How many processes are on this node. */
    public int size() {
        return all.stream().mapToInt(ProcessHost::size).sum();
    }

    /** For messages that wait before they come to a mailbox or pool. */
    public WaitingPlaces places() {
        return places;
    }

    /** How many messages wait in mailboxes and pools, and before them. */
    public int queued() {
        return budget.taken();
    }

    /** What became of processes and messages. */
    public Journal journal() {
        return journal;
    }

    /** Ends every process, and waits for those whose handlers run, a limited time. */
    public void passivateAll(PassivationReason reason, Duration limit) {
        all.forEach(host -> host.closeAll(reason));
        long giveUp = System.nanoTime() + limit.toNanos();
        while (size() > 0 && System.nanoTime() - giveUp < 0) {
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    /** Ends the pool, and every call that waits. */
    @Override
    public void close() {
        pool.close();
        endings.close();
        deadlines.expireAll();
    }
}
