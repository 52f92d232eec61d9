package io.meshee.ejb.transport;

import io.meshee.ejb.transport.RemoteEjbTransport.Endpoint;
import io.meshee.spi.Transport.Link;
import io.meshee.spi.Transport.LostException;
import io.meshee.spi.Transport.NotSentException;
import jakarta.ejb.EJBException;
import jakarta.ejb.NoSuchEJBException;
import java.util.Properties;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The stub of another node's endpoint bean: looked up at the first batch, and again after a failure. */
final class RemoteEjbLink implements Link {

    private final Endpoint endpoint;
    private volatile MeshEndpoint stub;
    private volatile boolean closed;

    RemoteEjbLink(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public byte[] deliver(byte[] batch) throws NotSentException, LostException {
        MeshEndpoint known = stub();
        try {
            return known.deliver(batch);
        } catch (NoSuchEJBException e) {
            stub = null;
            throw new NotSentException("the bean at " + endpoint + " is gone: " + e.getMessage(), e);
        } catch (EJBException e) {
            stub = null;
            throw IiopFailures.classify(endpoint.toString(), e);
        } catch (RuntimeException e) {
            stub = null;
            throw new LostException("the call of " + endpoint + " failed: " + e, e);
        }
    }

    @Override
    public void reset() {
        stub = null;
        OrbConnections.drop(endpoint.host(), endpoint.port());
    }

    @Override
    public void close() {
        closed = true;
        stub = null;
    }

    private MeshEndpoint stub() throws NotSentException {
        MeshEndpoint known = stub;
        if (known == null) {
            if (closed) {
                throw new NotSentException("the link to " + endpoint + " is closed", null);
            }
            known = lookUp();
            stub = known;
        }
        return known;
    }

    private MeshEndpoint lookUp() throws NotSentException {
        Properties properties = new Properties();
        properties.put("java.naming.factory.initial", "com.sun.enterprise.naming.SerialInitContextFactory");
        properties.put("java.naming.factory.url.pkgs", "com.sun.enterprise.naming");
        properties.put("java.naming.factory.state", "com.sun.corba.ee.impl.presentation.rmi.JNDIStateFactoryImpl");
        properties.put("org.omg.CORBA.ORBInitialHost", endpoint.host());
        properties.put("org.omg.CORBA.ORBInitialPort", Integer.toString(endpoint.port()));
        try {
            return (MeshEndpoint) new InitialContext(properties).lookup(endpoint.jndiName());
        } catch (NamingException e) {
            throw new NotSentException("no bean at " + endpoint + ": " + e, e);
        }
    }
}
