package io.meshee.core.process;

import io.meshee.api.MeshException;
import io.meshee.api.PassivationReason;
import io.meshee.api.ProcessRef;
import io.meshee.core.Errors;
import io.meshee.core.codec.CodecException;
import io.meshee.core.group.LocalGroups;
import io.meshee.core.handler.InstanceFactory;
import io.meshee.core.handler.ProcessClass;
import io.meshee.core.lease.Lease;
import io.meshee.core.state.ProcessState;
import io.meshee.core.state.StateKeeper;
import io.meshee.core.state.StateShape;
import io.meshee.spi.StateStore.StaleException;
import io.meshee.spi.StateStore.UnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicLong;

/** Begins and ends activations: instance, state, and the methods of the class that run first and last. */
final class Activations {

    private static final Logger LOG = System.getLogger(Activations.class.getName());

    private final ProcessEnvironment environment;
    private final CallFrames frames;
    private final StateKeeper states;
    private final Journal journal;
    private final LocalGroups groups = new LocalGroups();
    private final AtomicLong incarnations = new AtomicLong();

    Activations(ProcessEnvironment environment, CallFrames frames, StateKeeper states, Journal journal) {
        this.environment = environment;
        this.frames = frames;
        this.states = states;
        this.journal = journal;
    }

    /** The groups that activations are in. */
    LocalGroups groups() {
        return groups;
    }

    /** Activates the process for the message; {@code null}, with the message ended, if that failed. */
    Activation activate(VirtualProcess process, Invocation invocation) {
        ProcessHost host = process.host();
        Lease lease = host.runtime().lease();
        if (!lease.holds(System.nanoTime())) {
            invocation.fail(Errors.partitioned(invocation.key()));
            return null;
        }
        ProcessRef ref = host.ref(process.id(), incarnations.incrementAndGet());
        CallFrame frame = frames.current();
        Activation outerActivation = frame.activation();
        Invocation outerInvocation = frame.invocation();
        long outerBegin = frame.begin();
        long begin = System.nanoTime();
        Activation activation = new Activation(process, ref, lease);
        activation.current(invocation);
        InstanceFactory.Instance instance = null;
        Throwable thrown = null;
        MeshException cutOff = null;
        frame.enter(activation, invocation, begin);
        try {
            instance = host.processClass().instances().create();
            activation.begin(instance, open(host.processClass(), ref, instance));
            if (lease.holds(System.nanoTime())) {
                host.processClass().lifecycle().activate(instance.target(), activation, invocation.initArg());
            } else {
                thrown = cutOff =
                        Errors.partitioned(invocation.key()); // the store took so long that it may live elsewhere
            }
        } catch (Throwable t) {
            thrown = t;
        }
        frame.exit(outerActivation, outerInvocation, outerBegin);
        if (environment.rollBackLeftOpen() && thrown == null) {
            thrown = Errors.transactionLeftOpen(invocation.key());
        }
        host.activationSpeed().record(System.nanoTime() - begin);
        if (thrown == null) {
            process.activation(activation);
            journal.activated(ref);
            if (activation.isFenced()) {
                drop(process, activation);
                invocation.fail(activation.unacknowledged());
                return null;
            }
            return activation;
        }
        journal.failed(ref, thrown);
        activation.end();
        groups.ended(ref);
        if (instance != null) {
            destroy(ref, instance);
        }
        invocation.fail(cutOff != null ? cutOff : Errors.activation(invocation.key(), thrown));
        return null;
    }

    /**
     * Ends an activation, if there is one: saves its state, runs its own last method, and saves what that has changed.
     *
     * @return false if its state could not be saved and it may stay, and so does
     */
    boolean passivate(VirtualProcess process, PassivationReason reason) {
        Activation activation = process.activation();
        if (activation == null) {
            return true;
        }
        boolean isFinal = reason == PassivationReason.STOP || reason == PassivationReason.HANDOFF;
        if (!activation.lease().holds(System.nanoTime())) {
            return isFinal && drop(process, activation);
        }
        if (!save(activation) && !isFinal) {
            return false;
        }
        process.activation(null);
        ProcessClass processClass = process.host().processClass();
        Object entered = environment.enter(processClass);
        try {
            if (processClass.lifecycle().passivates()) {
                runLast(processClass, activation, reason);
                save(activation);
            }
        } catch (Throwable t) {
            LOG.log(
                    Level.WARNING,
                    () -> "MESH00161: the @Passivate method of "
                            + activation.ref().key() + " failed",
                    t);
        } finally {
            destroy(activation);
            environment.leave(entered);
        }
        journal.passivated(activation.ref(), reason);
        return true;
    }

    private void runLast(ProcessClass processClass, Activation activation, PassivationReason reason) throws Throwable {
        boolean isOthers = environment.inTransaction(); // a full pool has whoever asks it do the work
        try {
            processClass.lifecycle().passivate(activation.instance().target(), reason);
        } finally {
            if (!isOthers && environment.rollBackLeftOpen()) {
                LOG.log(
                        Level.WARNING,
                        Errors.transactionLeftOpen(activation.ref().key()).getMessage());
            }
        }
    }

    /** Ends an activation that may have a successor elsewhere: nothing of it is saved, and none of its methods runs. */
    private boolean drop(VirtualProcess process, Activation activation) {
        process.activation(null);
        destroy(activation);
        return true;
    }

    void destroy(Activation activation) {
        activation.end();
        groups.ended(activation.ref());
        destroy(activation.ref(), activation.instance());
    }

    private ProcessState open(ProcessClass processClass, ProcessRef ref, InstanceFactory.Instance instance)
            throws Exception {
        StateShape shape = processClass.state();
        return shape.isPresent() ? states.open(ref.key(), shape, instance.target()) : null;
    }

    /** False if the state may not be saved, but could be later. */
    private static boolean save(Activation activation) {
        if (activation.state() == null) {
            return true;
        }
        try {
            activation.state().save();
            return true;
        } catch (StaleException e) {
            LOG.log(
                    Level.WARNING,
                    "MESH00163: " + activation.ref().key() + " ends unsaved, a newer activation has its state: "
                            + e.getMessage());
            return true;
        } catch (UnavailableException | CodecException e) {
            LOG.log(Level.ERROR, "MESH00166: the state of " + activation.ref().key() + " could not be saved", e);
            return false;
        }
    }

    private static void destroy(ProcessRef ref, InstanceFactory.Instance instance) {
        try {
            instance.destroy();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, () -> "MESH00162: " + ref.key() + " could not be destroyed", e);
        }
    }
}
