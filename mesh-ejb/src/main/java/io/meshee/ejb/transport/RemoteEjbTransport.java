package io.meshee.ejb.transport;

import io.meshee.spi.Transport;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.OptionalInt;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Batches as invocations of the other node's {@link MeshEndpoint} over IIOP. */
public final class RemoteEjbTransport implements Transport {

    /** The transport's name. */
    public static final String NAME = "remote-ejb";

    private static final Logger LOG = System.getLogger(RemoteEjbTransport.class.getName());

    private final BatchReceiver receiver;
    private final String host;
    private final OptionalInt port;

    /**
     * A transport that is reached at that host and port, or not at all.
     *
     * @param host the address that the ORB's listener is bound to
     * @param port the ORB's listener; empty if there is none
     */
    public RemoteEjbTransport(BatchReceiver receiver, String host, OptionalInt port) {
        this.receiver = receiver;
        this.host = host;
        this.port = port;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<String> open(Receiver node) {
        receiver.open(node);
        if (port.isEmpty()) {
            return Optional.empty();
        }
        try {
            String jndiName = RemoteBeanName.ofThisApplication();
            new InitialContext().lookup(jndiName);
            return Optional.of(new Endpoint(host, port.getAsInt(), jndiName).toString());
        } catch (NamingException e) {
            LOG.log(
                    Level.WARNING,
                    "MESH00602: remote EJB is not offered: the application has no remote view of MeshEndpointBean ("
                            + e.getMessage() + "); declare it in WEB-INF/ejb-jar.xml");
            return Optional.empty();
        }
    }

    @Override
    public Link connect(String endpoint) {
        return new RemoteEjbLink(Endpoint.parse(endpoint));
    }

    @Override
    public void close() {
        receiver.open(null);
    }

    /**
     * Where a node's endpoint bean is.
     *
     * @param jndiName its global name
     */
    record Endpoint(String host, int port, String jndiName) {

        static Endpoint parse(String text) {
            int slash = text.indexOf('/');
            int colon = text.lastIndexOf(':', slash);
            return new Endpoint(
                    text.substring(0, colon),
                    Integer.parseInt(text.substring(colon + 1, slash)),
                    text.substring(slash + 1));
        }

        @Override
        public String toString() {
            return host + ":" + port + "/" + jndiName;
        }
    }
}
