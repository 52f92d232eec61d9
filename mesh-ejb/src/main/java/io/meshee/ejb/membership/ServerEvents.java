package io.meshee.ejb.membership;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * The server's own events: the application runs, the server is about to stop. They exist only as internal classes of
 * Payara, which are in no published artifact, so that they are reached by reflection.
 */
public final class ServerEvents implements AutoCloseable {

    private static final String APPLICATION_RUNNING = "Application_Running";
    private static final String PREPARE_SHUTDOWN = "prepare_shutdown";

    private final Object events;
    private final Object listener;
    private final Method unregister;

    private ServerEvents(Object events, Object listener, Method unregister) {
        this.events = events;
        this.listener = listener;
        this.unregister = unregister;
    }

    /**
     * Begins to listen.
     *
     * @param application the application's name
     * @param running runs once the whole application has started
     * @param stopping runs before the server stops anything
     * @throws ReflectiveOperationException if the server is not Payara, or another Payara
     */
    public static ServerEvents listen(String application, Runnable running, Runnable stopping)
            throws ReflectiveOperationException {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        Class<?> eventsType = Class.forName("org.glassfish.api.event.Events", true, loader);
        Class<?> listenerType = Class.forName("org.glassfish.api.event.EventListener", true, loader);
        Class<?> globals = Class.forName("org.glassfish.internal.api.Globals", true, loader);
        Object events = globals.getMethod("get", Class.class).invoke(null, eventsType);
        Object listener = Proxy.newProxyInstance(
                loader, new Class<?>[] {listenerType}, new Listener(application, running, stopping));
        eventsType.getMethod("register", listenerType).invoke(events, listener);
        return new ServerEvents(events, listener, eventsType.getMethod("unregister", listenerType));
    }

    @Override
    public void close() throws ReflectiveOperationException {
        unregister.invoke(events, listener);
    }

    /** Stands for {@code org.glassfish.api.event.EventListener}. */
    private record Listener(String application, Runnable running, Runnable stopping) implements InvocationHandler {

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws ReflectiveOperationException {
            return switch (method.getName()) {
                case "event" -> {
                    take(arguments[0]);
                    yield null;
                }
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "Mesh's listener of " + application;
            };
        }

        private void take(Object event) throws ReflectiveOperationException {
            String name = (String) event.getClass().getMethod("name").invoke(event);
            if (name.equals(PREPARE_SHUTDOWN)) {
                stopping.run();
            } else if (name.equals(APPLICATION_RUNNING)) {
                Object info = event.getClass().getMethod("hook").invoke(event);
                if (application.equals(info.getClass().getMethod("getName").invoke(info))) {
                    running.run();
                }
            }
        }
    }
}
