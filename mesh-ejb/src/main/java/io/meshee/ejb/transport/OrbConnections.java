package io.meshee.ejb.transport;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.util.Collection;
import java.util.List;

/**
 * The connections that the server's ORB has made to others. They are shared by all calls of a host and port, and last for as long
 * as the kernel tries to send what nobody confirms: from a cut of 20 s they hang for 5 s more, from one of minutes for minutes.
 * The ORB has no word to give one up, and its classes are in no artifact that applications see; hence by reflection.
 */
final class OrbConnections {

    private static final Logger LOG = System.getLogger(OrbConnections.class.getName());

    private OrbConnections() {}

    /** Gives up each connection there; whoever waits for an answer on it does not know whether it came through. */
    static void drop(String host, int port) {
        try {
            ClassLoader loader = OrbConnections.class.getClassLoader();
            Object orb = orb(loader);
            Object manager = call(type(loader, "spi.orb.ORB"), "getCorbaTransportManager", orb);
            for (Object cache : (Collection<?>)
                    call(type(loader, "spi.transport.TransportManager"), "getOutboundConnectionCaches", manager)) {
                Class<?> cacheType = type(loader, "impl.transport.OutboundConnectionCacheImpl");
                for (Object connection : List.copyOf((Collection<?>) call(cacheType, "values", cache))) {
                    if (leadsTo(loader, connection, host, port)) {
                        drop(loader, connection);
                    }
                }
            }
        } catch (ReflectiveOperationException | ClassCastException e) {
            LOG.log(Level.DEBUG, "the ORB is another than is known: its connections end by themselves", e);
        }
    }

    private static Object orb(ClassLoader loader) throws ReflectiveOperationException {
        Class<?> helper = Class.forName("org.glassfish.enterprise.iiop.api.GlassFishORBHelper", true, loader);
        Object service = Class.forName("org.glassfish.internal.api.Globals", true, loader)
                .getMethod("get", Class.class)
                .invoke(null, helper);
        return call(helper, "getORB", service);
    }

    private static boolean leadsTo(ClassLoader loader, Object connection, String host, int port)
            throws ReflectiveOperationException {
        Object contact = call(type(loader, "spi.transport.Connection"), "getContactInfo", connection);
        Class<?> address = type(loader, "spi.transport.SocketInfo");
        return contact != null
                && host.equals(call(address, "getHost", contact))
                && Integer.valueOf(port).equals(call(address, "getPort", contact));
    }

    /** The socket first: somebody may hold the connection's lock while he waits for room to send. */
    private static void drop(ClassLoader loader, Object connection) throws ReflectiveOperationException {
        try {
            ((Socket) call(type(loader, "impl.transport.ConnectionImpl"), "getSocket", connection)).close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a connection that hangs could not be closed", e);
        }
        Class<?> completion = Class.forName("org.omg.CORBA.CompletionStatus", true, loader);
        Object maybe = completion.getField("COMPLETED_MAYBE").get(null);
        Object failure = Class.forName("org.omg.CORBA.COMM_FAILURE", true, loader)
                .getConstructor(String.class, int.class, completion)
                .newInstance("nothing has come back for too long", 0, maybe);
        type(loader, "spi.transport.Connection")
                .getMethod(
                        "purgeCalls",
                        Class.forName("org.omg.CORBA.SystemException", true, loader),
                        boolean.class,
                        boolean.class)
                .invoke(connection, failure, true, false);
    }

    private static Class<?> type(ClassLoader loader, String name) throws ClassNotFoundException {
        return Class.forName("com.sun.corba.ee." + name, true, loader);
    }

    private static Object call(Class<?> type, String method, Object target) throws ReflectiveOperationException {
        return type.getMethod(method).invoke(target);
    }
}
