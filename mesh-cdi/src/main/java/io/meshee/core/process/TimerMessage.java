package io.meshee.core.process;

import io.meshee.api.ProcessRef;
import java.util.Map;

/** A message that a process sends itself by a timer. It is no sign of use: it leaves the process as idle as it was. */
final class TimerMessage extends Invocation {

    private final ActivationTimer timer;
    private final VirtualProcess process;
    private boolean begun;
    private long lastUsed;

    TimerMessage(ActivationTimer timer, VirtualProcess process, Object payload, long deadline) {
        super(
                process.host().capability(),
                process.host().processClass().type(),
                process.id(),
                null,
                payload,
                null,
                deadline,
                Map.of(),
                null,
                null);
        this.timer = timer;
        this.process = process;
    }

    /** Its turn begins: called by the holder of the token. */
    void begins() {
        begun = true;
        lastUsed = process.lastUsed();
    }

    @Override
    public void succeed(ProcessRef ref, Object value) {
        ended(null);
    }

    @Override
    public void fail(Throwable failure) {
        ended(failure);
    }

    private void ended(Throwable failure) {
        if (begun) {
            process.touch(lastUsed);
        }
        timer.ended(failure);
    }

    @Override
    public void reroute() {
        // the activation that it was for is gone, and its timers with it
    }
}
