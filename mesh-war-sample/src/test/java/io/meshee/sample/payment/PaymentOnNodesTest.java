package io.meshee.sample.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.test.MeshKit;
import io.meshee.test.MeshTest;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

@MeshTest(PaymentProcess.class)
class PaymentOnNodesTest {

    @Test
    void aDeclineReachesACallerOnAnotherNodeAsItself(MeshKit mesh) throws PaymentDeclinedException {
        var payment = mesh.startClient("shop").mesh().process(Payment.class, "ann");

        assertThat(payment.charge(new Charge(new BigDecimal("12.5"))).amount()).isEqualTo(new BigDecimal("12.5"));
        assertThatThrownBy(() -> payment.charge(new Charge(new BigDecimal("1000.01"))))
                .isInstanceOfSatisfying(
                        PaymentDeclinedException.class,
                        declined -> assertThat(declined.limit()).isEqualTo(PaymentProcess.LIMIT));
    }
}
