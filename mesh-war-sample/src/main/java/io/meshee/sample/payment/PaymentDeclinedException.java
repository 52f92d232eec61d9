package io.meshee.sample.payment;

import java.math.BigDecimal;

/** The amount is over the limit; nothing was charged. */
public class PaymentDeclinedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final BigDecimal limit;

    /** Creates the exception for an amount that is over the limit. */
    public PaymentDeclinedException(BigDecimal amount, BigDecimal limit) {
        super("The amount " + amount + " is over the limit of " + limit);
        this.limit = limit;
    }

    /** The highest amount that is accepted. */
    public BigDecimal limit() {
        return limit;
    }
}
