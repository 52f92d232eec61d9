package io.meshee.sample.payment;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * What an accepted payment gives back.
 *
 * @param authorization unlike for every payment
 */
public record Receipt(BigDecimal amount, String authorization) implements Serializable {}
