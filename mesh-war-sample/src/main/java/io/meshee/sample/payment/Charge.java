package io.meshee.sample.payment;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * Asks for a payment.
 *
 * @param amount more than zero
 */
public record Charge(BigDecimal amount) implements Serializable {}
