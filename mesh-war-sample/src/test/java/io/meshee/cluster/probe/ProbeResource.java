package io.meshee.cluster.probe;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Makes this node call another's bean. */
@Path("/")
@RequestScoped
public class ProbeResource {

    private static final Map<Integer, Echo> STUBS = new ConcurrentHashMap<>();

    /** This node's name. */
    @GET
    @Path("name")
    public String name() {
        return System.getProperty("mesh.node.name");
    }

    /** Calls the bean of the node with that IIOP port, and tells what came back or was thrown. */
    @GET
    @Path("echo/{port}")
    public String echo(@PathParam("port") int port, @QueryParam("pause") long pauseMillis) {
        try {
            return STUBS.computeIfAbsent(port, ProbeResource::lookUp).echo("hello", pauseMillis);
        } catch (RuntimeException e) {
            return "thrown: " + e;
        }
    }

    private static Echo lookUp(int port) {
        var environment = new Properties();
        environment.put("java.naming.factory.initial", "com.sun.enterprise.naming.SerialInitContextFactory");
        environment.put("java.naming.factory.url.pkgs", "com.sun.enterprise.naming");
        environment.put("java.naming.factory.state", "com.sun.corba.ee.impl.presentation.rmi.JNDIStateFactoryImpl");
        environment.put("org.omg.CORBA.ORBInitialHost", "127.0.0.1");
        environment.put("org.omg.CORBA.ORBInitialPort", Integer.toString(port));
        try {
            return (Echo) new InitialContext(environment).lookup("java:global/probe/EchoBean!" + Echo.class.getName());
        } catch (NamingException e) {
            throw new IllegalStateException(e);
        }
    }
}
