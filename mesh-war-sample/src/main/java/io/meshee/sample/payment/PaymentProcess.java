package io.meshee.sample.payment;

import io.meshee.api.Capability;
import io.meshee.api.Handle;
import io.meshee.api.PoolSize;
import jakarta.ejb.LocalBean;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.math.BigDecimal;
import java.util.UUID;

/**
 * Any instance of the container's pool takes the message; a node takes eight payments at once, and the others wait. {@code @LocalBean} because implementing an interface would
 * take the no-interface view away; no transaction because nothing here needs one.
 */
@Stateless
@LocalBean
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@Capability("payment")
@PoolSize(8)
public class PaymentProcess implements Payment {

    /** The highest amount that is accepted. */
    public static final BigDecimal LIMIT = new BigDecimal(1000);

    @Handle
    @Override
    public Receipt charge(Charge charge) throws PaymentDeclinedException {
        if (charge.amount().compareTo(LIMIT) > 0) {
            throw new PaymentDeclinedException(charge.amount(), LIMIT);
        }
        return new Receipt(charge.amount(), UUID.randomUUID().toString());
    }
}
