package io.meshee.ejb.transport;

/**
 * The one remote EJB interface of Mesh. Its remote view is declared in the application's {@code WEB-INF/ejb-jar.xml}, not
 * by annotation, so that the same jars deploy on a server without an ORB.
 */
public interface MeshEndpoint {

    /** Takes a batch in and returns the answer to it. */
    byte[] deliver(byte[] batch);
}
