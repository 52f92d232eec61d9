package io.meshee.core.process;

import io.meshee.api.MeshException;
import io.meshee.core.Errors;
import io.meshee.core.codec.CodecException;
import io.meshee.core.state.ProcessState;
import io.meshee.core.state.StateKeeper;
import io.meshee.spi.StateStore.StaleException;
import io.meshee.spi.StateStore.UnavailableException;

/** What a turn has to do with the store: saves before the reply, replies to repeated keys, deletes. */
final class DurableTurns {

    private final Activations activations;
    private final StateKeeper states;

    DurableTurns(Activations activations, StateKeeper states) {
        this.activations = activations;
        this.states = states;
    }

    /** Gives the reply that the message's key got before. False if it has none. */
    boolean replay(Activation activation, Invocation invocation) {
        String key = invocation.idempotencyKey();
        ProcessState state = activation.state();
        if (key == null || !state.hasReply(key)) {
            return false;
        }
        try {
            invocation.succeed(activation.ref(), state.reply(key));
        } catch (CodecException e) {
            invocation.fail(Errors.reply(invocation.key(), e.getMessage()));
        }
        return true;
    }

    /** Saves the state; returns what the caller is told if that did not surely happen, else {@code null}. */
    MeshException save(Activation activation, Invocation invocation, Object reply, boolean hasReply) {
        ProcessState state = activation.state();
        try {
            if (hasReply && invocation.idempotencyKey() != null) {
                state.remember(invocation.idempotencyKey(), reply);
            }
            state.save();
            return null;
        } catch (StaleException e) {
            return Errors.stale(invocation.key(), e);
        } catch (UnavailableException | CodecException e) {
            return Errors.notSaved(invocation.key(), e);
        }
    }

    /** Deletes a process and its state. */
    void forget(VirtualProcess process, Invocation invocation) {
        Activation activation = process.activation();
        if (activation != null) {
            process.activation(null);
            activations.destroy(activation);
        }
        try {
            if (process.host().processClass().state().isPresent()) {
                states.forget(invocation.key());
            }
            invocation.succeed(process.host().ref(process.id(), 0), null);
        } catch (StaleException e) {
            invocation.fail(Errors.stale(invocation.key(), e));
        } catch (UnavailableException e) {
            invocation.fail(Errors.notSaved(invocation.key(), e));
        }
    }
}
