package io.meshee.core.process;

import io.meshee.api.MeshException;
import io.meshee.api.ProcessFailedException;
import io.meshee.core.Errors;
import io.meshee.core.codec.CodecException;
import io.meshee.core.state.Answer;
import io.meshee.core.state.ProcessState;
import io.meshee.core.state.StateKeeper;
import io.meshee.spi.StateStore.StaleException;
import io.meshee.spi.StateStore.UnavailableException;

/** What a turn has to do with the store: saves before the reply, replies to repeated keys, deletes. */
final class DurableTurns {

    private final Activations activations;
    private final StateKeeper states;
    private final Reminders reminders;

    DurableTurns(Activations activations, StateKeeper states, Reminders reminders) {
        this.reminders = reminders;
        this.activations = activations;
        this.states = states;
    }

    /** Gives the answer that the message's key got before. False if it has none. */
    boolean replay(Activation activation, Invocation invocation) {
        String key = invocation.idempotencyKey();
        ProcessState state = activation.state();
        if (key == null || !state.hasAnswer(key)) {
            return false;
        }
        try {
            Answer answer = state.answer(key);
            if (answer instanceof Answer.Value reply) {
                invocation.succeed(activation.ref(), reply.value());
            } else if (answer instanceof Answer.Thrown thrown) {
                invocation.fail(thrown.failure());
            } else if (answer instanceof Answer.Failed failed) {
                invocation.fail(new ProcessFailedException(
                        failed.message(), failed.type(), failed.text(), failed.stack(), null));
            }
        } catch (CodecException e) {
            invocation.fail(Errors.reply(invocation.key(), e.getMessage()));
        }
        return true;
    }

    /**
     * Saves the state, with the answer under the message's key; returns what the caller is told if that did not surely
     * happen, else {@code null}.
     *
     * @param answer {@code null} if there is none to keep
     */
    MeshException save(Activation activation, Invocation invocation, Answer answer) {
        ProcessState state = activation.state();
        if (!activation.lease().holds(System.nanoTime())) {
            return activation.unacknowledged();
        }
        try {
            if (answer != null && invocation.idempotencyKey() != null) {
                remember(state, invocation, answer);
            }
            state.save();
            return activation.lease().holds(System.nanoTime()) ? null : activation.unacknowledged();
        } catch (StaleException e) {
            return Errors.stale(invocation.key(), e);
        } catch (UnavailableException | CodecException e) {
            return Errors.notSaved(invocation.key(), e);
        }
    }

    /** An exception that cannot be stored is told again as text, as it would be to another node. */
    private static void remember(ProcessState state, Invocation invocation, Answer answer) throws CodecException {
        try {
            state.remember(invocation.idempotencyKey(), answer);
        } catch (CodecException e) {
            if (!(answer instanceof Answer.Thrown thrown)) {
                throw e;
            }
            state.remember(invocation.idempotencyKey(), asText(invocation, thrown.failure()));
        }
    }

    /** What is to be told again of a handler's run. */
    static Answer answer(Invocation invocation, Object value, Throwable failure) {
        if (failure == null) {
            return new Answer.Value(value);
        }
        return invocation.handler().isDeclared(failure) ? new Answer.Thrown(failure) : asText(invocation, failure);
    }

    private static Answer asText(Invocation invocation, Throwable failure) {
        ProcessFailedException failed = Errors.failed(invocation.key(), failure);
        return new Answer.Failed(
                failed.getMessage(), failed.failureType(), failed.failureMessage(), failed.failureStack());
    }

    /** Deletes a process, its reminders and its state. */
    void forget(VirtualProcess process, Invocation invocation) {
        if (!process.host().runtime().lease().holds(System.nanoTime())) {
            invocation.fail(Errors.partitioned(invocation.key()));
            return;
        }
        Activation activation = process.activation();
        if (activation != null) {
            process.activation(null);
            activations.destroy(activation);
        }
        try {
            reminders.forget(invocation.key());
            if (process.host().processClass().state().isPresent()) {
                states.forget(invocation.key());
            }
            invocation.succeed(process.host().ref(process.id(), 0), null);
        } catch (StaleException e) {
            invocation.fail(Errors.stale(invocation.key(), e));
        } catch (UnavailableException e) {
            invocation.fail(Errors.notForgotten(invocation.key(), e));
        }
    }
}
