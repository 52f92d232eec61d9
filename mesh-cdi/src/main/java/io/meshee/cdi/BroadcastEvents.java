package io.meshee.cdi;

import io.meshee.api.Broadcast;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Turns the broadcasts that reach this node into CDI events, each with a request scope of its own. */
@SingleBean
public class BroadcastEvents {

    private static final Logger LOG = System.getLogger(BroadcastEvents.class.getName());

    private final Event<Object> events;
    private final Instance<RequestContextController> requests;

    @Inject
    BroadcastEvents(@Any Event<Object> events, Instance<RequestContextController> requests) {
        this.events = events;
        this.requests = requests;
    }

    /**
     * Fires the event, for synchronous and asynchronous observers. What they throw is logged.
     *
     * @param application the class loader that observers see
     */
    public void fire(ClassLoader application, String capability, Object payload) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        RequestContextController request = requests.get();
        thread.setContextClassLoader(application);
        request.activate();
        try {
            Event<Object> event = events.select(new Broadcast.Literal(capability));
            event.fire(payload);
            event.fireAsync(payload).whenComplete((fired, thrown) -> {
                if (thrown != null) {
                    warn(capability, thrown);
                }
            });
        } catch (RuntimeException e) {
            warn(capability, e);
        } finally {
            request.deactivate();
            requests.destroy(request);
            thread.setContextClassLoader(before);
        }
    }

    private static void warn(String capability, Throwable thrown) {
        LOG.log(Level.WARNING, "MESH00415: an observer of the broadcasts of " + capability + " failed", thrown);
    }
}
