package io.meshee.sample.payment;

import io.meshee.api.ProcessType;

/** Takes payments. Its declared exception reaches a caller on any node as itself. */
@ProcessType(name = "payment", capability = "payment")
public interface Payment {

    /**
     * Charges the amount.
     *
     * @throws PaymentDeclinedException if the amount is over the limit; nothing is charged then
     */
    Receipt charge(Charge charge) throws PaymentDeclinedException;
}
