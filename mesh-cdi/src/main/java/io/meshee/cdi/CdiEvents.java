package io.meshee.cdi;

import io.meshee.api.CastDropped;
import io.meshee.api.ClusterView;
import io.meshee.api.PassivationReason;
import io.meshee.api.ProcessActivated;
import io.meshee.api.ProcessFailed;
import io.meshee.api.ProcessKey;
import io.meshee.api.ProcessPassivated;
import io.meshee.api.ProcessRef;
import io.meshee.api.ShardsMoved;
import io.meshee.api.ViewChanged;
import io.meshee.core.event.EventSink;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Fires a node's events as CDI events. Synchronous observers are told first, then asynchronous ones, all on the calling
 * thread: so both get the events of one class in their order.
 */
public final class CdiEvents implements EventSink {

    private static final Logger LOG = System.getLogger(CdiEvents.class.getName());
    private static final Executor THIS_THREAD = Runnable::run;

    private static final ProcessRef ANY_REF = new ProcessRef("", "", "", "", 0);
    private static final ClusterView ANY_VIEW = new ClusterView(0, "", List.of());

    /** The container looks observers up by an event; these are never fired. */
    private static final List<Object> EXAMPLES = List.of(
            new ProcessActivated(ANY_REF),
            new ProcessPassivated(ANY_REF, PassivationReason.IDLE),
            new ProcessFailed(ANY_REF, "", null),
            new ViewChanged(ANY_VIEW, ANY_VIEW),
            new ShardsMoved("", 0, List.of(), List.of()),
            new CastDropped(new ProcessKey("", "", ""), ""));

    private final Event<Object> events;
    private final Map<Class<?>, Observers> observers = new HashMap<>();

    /** Asks the container who observes what. */
    public CdiEvents(BeanManager beans) {
        this.events = beans.getEvent();
        EXAMPLES.forEach(example -> observers.put(example.getClass(), Observers.of(beans, example)));
    }

    private record Observers(boolean synchronous, boolean asynchronous) {

        static final Observers NONE = new Observers(false, false);

        static Observers of(BeanManager beans, Object example) {
            Set<? extends ObserverMethod<?>> methods = beans.resolveObserverMethods(example);
            return new Observers(
                    methods.stream().anyMatch(method -> !method.isAsync()),
                    methods.stream().anyMatch(ObserverMethod::isAsync));
        }
    }

    @Override
    public boolean observes(Class<?> kind) {
        Observers found = observers.getOrDefault(kind, Observers.NONE);
        return found.synchronous() || found.asynchronous();
    }

    @Override
    public void deliver(Object event) {
        Observers found = observers.getOrDefault(event.getClass(), Observers.NONE);
        if (found.synchronous()) {
            fire(event);
        }
        if (found.asynchronous()) {
            fireAsync(event);
        }
    }

    private void fire(Object event) {
        try {
            events.fire(event);
        } catch (Throwable e) { // an observer's own errors too: the next event is not to suffer
            logFailure(event, e);
        }
    }

    private void fireAsync(Object event) {
        try {
            events.fireAsync(event, NotificationOptions.ofExecutor(THIS_THREAD))
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            logFailure(event, e.getCause());
        } catch (RuntimeException e) {
            logFailure(event, e);
        }
    }

    private static void logFailure(Object event, Throwable failure) {
        LOG.log(
                Level.WARNING,
                () -> "MESH00623: an observer of " + event.getClass().getSimpleName() + " failed",
                failure);
    }
}
