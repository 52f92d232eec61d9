package io.meshee.core.process;

import io.meshee.api.ProcessContext;
import io.meshee.api.ProcessRef;
import io.meshee.core.handler.InstanceFactory;
import io.meshee.core.state.ProcessState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A live instance of a process class for one id, and what it may know of itself. */
final class Activation implements ProcessContext {

    private final ProcessHost host;
    private final ProcessRef ref;
    private final InstanceFactory.Instance instance;
    private final ProcessState state;
    private volatile boolean passivationRequested;
    private Invocation current;

    Activation(ProcessHost host, ProcessRef ref, InstanceFactory.Instance instance, ProcessState state) {
        this.state = state;
        this.host = host;
        this.ref = ref;
        this.instance = instance;
    }

    InstanceFactory.Instance instance() {
        return instance;
    }

    /** Its hold on the stored state; {@code null} if its class has none. */
    ProcessState state() {
        return state;
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
    public Duration remaining() {
        Invocation now = current;
        return now == null ? Duration.ZERO : Duration.ofNanos(Math.max(0, now.deadline() - System.nanoTime()));
    }

    @Override
    public Instant deadline() {
        return host.turns().time().now().plus(remaining());
    }

    @Override
    public void passivate() {
        passivationRequested = true;
    }
}
