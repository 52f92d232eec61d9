package io.meshee.core.process;

import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The call frames of all threads. A thread refers to its frame weakly, so that server threads, which outlive the
 * application, do not hold its class loader.
 */
final class CallFrames {

    private final Set<CallFrame> all = ConcurrentHashMap.newKeySet();
    private final ThreadLocal<WeakReference<CallFrame>> current = ThreadLocal.withInitial(() -> {
        CallFrame frame = new CallFrame();
        all.add(frame);
        return new WeakReference<>(frame);
    });

    CallFrame current() {
        CallFrame frame = current.get().get();
        if (frame == null) {
            throw new IllegalStateException("the frame of a live thread is held until the node is closed");
        }
        return frame;
    }

    boolean isRunning(Thread thread) {
        return all.stream().anyMatch(frame -> frame.isRunningOn(thread));
    }

    /** Looks at what every thread runs, and forgets the threads that have ended. */
    void tick(long now) {
        for (CallFrame frame : all) {
            if (frame.isOfLiveThread()) {
                frame.check(now);
            } else {
                all.remove(frame);
            }
        }
    }
}
