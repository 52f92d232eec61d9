package io.meshee.core.process;

import io.meshee.core.Errors;
import io.meshee.core.handler.InstanceFactory;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The messages of one pooled class. As many are handled at once as there are places; the others wait in their order. A
 * place is held until the handler has returned or, where it handed back a stage, until that has completed.
 */
final class PooledMessages {

    /** Messages that one thread handles before it lets other processes have a go. */
    private static final int BURST = 64;

    private final ProcessHost host;
    private final int places;
    private final int capacity;
    private final Queue<Invocation> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicInteger taken = new AtomicInteger();
    private volatile InstanceFactory.Instance shared;

    PooledMessages(ProcessHost host, ProcessLimits limits) {
        this.host = host;
        this.places = limits.poolSize();
        this.capacity = limits.mailboxCapacity();
    }

    void add(Invocation invocation) throws MailboxFullException, NodeFullException {
        if (queued.incrementAndGet() > capacity) {
            queued.decrementAndGet();
            throw new MailboxFullException();
        }
        if (!host.turns().budget().take()) {
            queued.decrementAndGet();
            throw new NodeFullException();
        }
        waiting.add(invocation);
        usePlace();
    }

    /** Takes a withdrawn message out, to free its place in the queue. */
    void remove(Invocation withdrawn) {
        if (waiting.remove(withdrawn)) {
            forget();
        }
    }

    /** Has a place work if one is free and something waits. */
    private void usePlace() {
        while (!waiting.isEmpty()) {
            int now = taken.get();
            if (now >= places) {
                return; // whoever leaves one looks again
            }
            if (taken.compareAndSet(now, now + 1)) {
                host.turns().schedule(new Place());
                return;
            }
        }
    }

    private Invocation poll() {
        Invocation next = waiting.poll();
        if (next != null) {
            forget();
        }
        return next;
    }

    private void forget() {
        queued.decrementAndGet();
        host.turns().budget().give();
    }

    private InstanceFactory.Instance shared() throws Exception {
        InstanceFactory.Instance instance = shared;
        if (instance == null) {
            instance = new Shared(host.processClass().instances().create().target());
            shared = instance;
        }
        return instance;
    }

    /** One of the messages that may be handled at once. */
    private final class Place implements WorkerPool.Turn {

        @Override
        public void run() {
            for (int turn = 0; turn < BURST; turn++) {
                Invocation next = poll();
                if (next == null) {
                    leave();
                    return;
                }
                if (!handle(next)) {
                    return; // its stage has the place now
                }
            }
            host.turns().schedule(this);
        }

        /** Every thread is blocked: what waits would wait in vain. */
        @Override
        public void rejected() {
            for (Invocation next = poll(); next != null; next = poll()) {
                host.turns().reject(next);
            }
            leave();
        }

        private boolean handle(Invocation invocation) {
            InstanceFactory.Instance instance;
            try {
                instance = shared();
            } catch (Exception e) {
                if (invocation.start()) {
                    invocation.fail(Errors.activation(invocation.key(), e));
                }
                return true;
            }
            return host.turns().runPooled(new OneTurn(invocation.id(), this), invocation, instance);
        }

        private void leave() {
            taken.decrementAndGet();
            usePlace();
        }
    }

    /** The process that a pooled message has to itself, so that the same turns serve both kinds. */
    private final class OneTurn extends VirtualProcess {

        private final Place place;

        OneTurn(String id, Place place) {
            super(host, id);
            this.place = place;
        }

        /** The stage of its handler has completed. */
        @Override
        void resume() {
            place.leave();
        }
    }

    /** An instance of the container's pool, which is not Mesh's to destroy. */
    private record Shared(Object target) implements InstanceFactory.Instance {
        @Override
        public void destroy() {
            // the container's own pool decides
        }
    }
}
