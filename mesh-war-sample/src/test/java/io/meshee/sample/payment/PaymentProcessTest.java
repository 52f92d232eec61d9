package io.meshee.sample.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class PaymentProcessTest {

    private final PaymentProcess payment = new PaymentProcess();

    @Test
    void theLimitItselfIsAccepted() throws PaymentDeclinedException {
        assertThat(payment.charge(new Charge(PaymentProcess.LIMIT)).amount()).isEqualTo(PaymentProcess.LIMIT);
    }

    @Test
    void everyPaymentHasItsOwnAuthorization() throws PaymentDeclinedException {
        var charge = new Charge(new BigDecimal("12.5"));

        assertThat(payment.charge(charge).authorization())
                .isNotEqualTo(payment.charge(charge).authorization());
    }

    @Test
    void anAmountOverTheLimitIsDeclinedNamingBoth() {
        assertThatThrownBy(() -> payment.charge(new Charge(new BigDecimal("1000.01"))))
                .isInstanceOf(PaymentDeclinedException.class)
                .hasMessage("The amount 1000.01 is over the limit of 1000");
    }
}
