package io.meshee.core.process;

import io.meshee.api.MeshException;
import io.meshee.api.PendingReminder;
import io.meshee.api.ProcessContext;
import io.meshee.api.ProcessRef;
import io.meshee.api.ProcessTimer;
import io.meshee.api.Reminder;
import io.meshee.core.Errors;
import io.meshee.core.handler.Handler;
import io.meshee.core.handler.InstanceFactory;
import io.meshee.core.lease.Lease;
import io.meshee.core.state.ProcessState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A live instance of a process class for one id, and what it may know of itself. */
final class Activation implements ProcessContext {

    private static final Duration LONGEST = Duration.ofDays(365);

    private final ProcessHost host;
    private final ProcessRef ref;
    private final ActivationTimers timers; // null for a pooled process
    private volatile Lease lease;
    private volatile boolean fenced;
    private InstanceFactory.Instance instance;
    private ProcessState state;
    private volatile boolean passivationRequested;
    private Invocation current;
    private Throwable innerFailure;

    Activation(VirtualProcess process, ProcessRef ref, Lease lease) {
        this.host = process.host();
        this.lease = lease;
        this.ref = ref;
        this.timers = host.processClass().pooled() ? null : new ActivationTimers(process);
    }

    /** What it is made of has been made. */
    void begin(InstanceFactory.Instance made, ProcessState opened) {
        instance = made;
        state = opened;
    }

    /** Nothing of it is to come any more. */
    void end() {
        if (timers != null) {
            timers.end();
        }
    }

    InstanceFactory.Instance instance() {
        return instance;
    }

    /** Its hold on the stored state; {@code null} if its class has none. */
    ProcessState state() {
        return state;
    }

    /** What it was activated under: when that is over, it is no longer the process. */
    Lease lease() {
        return lease;
    }

    /** Another may be the process from now on: nothing of this one is acknowledged or saved any more. */
    void fence() {
        fenced = true;
        lease = Lease.over();
    }

    boolean isFenced() {
        return fenced;
    }

    /** Why a message whose handler has run is not acknowledged: its lease is over. */
    MeshException unacknowledged() {
        return fenced ? Errors.fenced(ref.key()) : Errors.unacknowledged(ref.key());
    }

    ProcessRef ref() {
        return ref;
    }

    boolean isPassivationRequested() {
        return passivationRequested;
    }

    /** It cannot end now. */
    void stay() {
        passivationRequested = false;
    }

    /** Whether a handler of it runs, or has handed back a stage that is not complete. */
    boolean isHandling() {
        return current != null;
    }

    /** What a message threw that ran inside another one, so that the instance is not to be kept; {@code null} if none. */
    Throwable innerFailure() {
        return innerFailure;
    }

    void innerFailure(Throwable thrown) {
        innerFailure = thrown;
    }

    void current(Invocation invocation) {
        current = invocation;
    }

    @Override
    public String id() {
        return ref.id();
    }

    @Override
    public String capability() {
        return ref.capability();
    }

    @Override
    public String type() {
        return ref.type();
    }

    @Override
    public long incarnation() {
        return ref.incarnation();
    }

    @Override
    public long epoch() {
        return host.runtime().epoch();
    }

    @Override
    public Map<String, String> headers() {
        Invocation now = current;
        return now == null ? Map.of() : now.headers();
    }

    @Override
    public Optional<String> callerPrincipal() {
        Invocation now = current;
        return now == null ? Optional.empty() : Optional.ofNullable(now.callerPrincipal());
    }

    @Override
    public Duration remaining() {
        Invocation now = current;
        return now == null ? Duration.ZERO : Duration.ofNanos(Math.max(0, now.deadline() - System.nanoTime()));
    }

    @Override
    public Instant deadline() {
        return host.turns().time().now().plus(remaining());
    }

    @Override
    public ProcessTimer schedule(Duration delay, Object payload) {
        return start(delay, null, payload);
    }

    @Override
    public ProcessTimer schedule(Duration delay, Duration period, Object payload) {
        if (period == null || period.toMillis() < 1 || period.compareTo(LONGEST) > 0) {
            throw Errors.timerRange(ref.key(), "the period of a timer must be from 1 ms to 365 d", period);
        }
        return start(delay, period, payload);
    }

    private ProcessTimer start(Duration delay, Duration period, Object payload) {
        if (delay == null || delay.isNegative() || delay.compareTo(LONGEST) > 0) {
            throw Errors.timerRange(ref.key(), "the delay of a timer must be from 0 to 365 d", delay);
        }
        if (timers == null) {
            throw Errors.pooledTimer(ref.key());
        }
        Handler handler = host.handlerFor(ref.key(), payload);
        return timers.start(delay.toNanos(), period == null ? 0 : period.toNanos(), handler, payload);
    }

    @Override
    public void remind(Reminder reminder) {
        if (reminder != null) {
            host.handlerFor(ref.key(), reminder.payload());
        }
        host.turns().reminders().set(ref.key(), reminder);
    }

    @Override
    public boolean cancelReminder(String name) {
        return host.turns().reminders().cancel(ref.key(), name);
    }

    @Override
    public List<PendingReminder> reminders() {
        return host.turns().reminders().of(ref.key());
    }

    @Override
    public void join(String group) {
        if (host.processClass().pooled()) {
            throw Errors.pooledMember(ref.key());
        }
        host.turns().activations().groups().join(ref, group);
    }

    @Override
    public void leave(String group) {
        host.turns().activations().groups().leave(ref, group);
    }

    @Override
    public void passivate() {
        passivationRequested = true;
    }
}
