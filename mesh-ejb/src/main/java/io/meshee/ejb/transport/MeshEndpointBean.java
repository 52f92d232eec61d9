package io.meshee.ejb.transport;

import jakarta.ejb.LocalBean;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/**
 * Takes batches in for this node. Pooled: as many at a time as the container allows.
 *
 * <p>{@code @LocalBean}, or {@link MeshEndpoint} would be the bean's local view where no remote one is declared, and a
 * node would offer remote EJB that nobody can reach.
 */
@LocalBean
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MeshEndpointBean implements MeshEndpoint {

    @Inject
    private BatchReceiver receiver;

    @Override
    public byte[] deliver(byte[] batch) {
        return receiver.deliver(batch);
    }
}
