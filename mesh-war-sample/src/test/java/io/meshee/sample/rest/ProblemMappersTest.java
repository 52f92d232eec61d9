package io.meshee.sample.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.Outcome;
import io.meshee.sample.payment.PaymentDeclinedException;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class ProblemMappersTest {

    @Test
    void aDeclinedPaymentIsUnprocessableAndWasExecuted() {
        var declined = new PaymentDeclinedException(new BigDecimal("2000"), new BigDecimal("1000"));

        var response = new PaymentDeclinedMapper().toResponse(declined);

        assertThat(response.getStatus()).isEqualTo(422);
        assertThat(problem(response).detail()).isEqualTo("The amount 2000 is over the limit of 1000");
        assertThat(problem(response).outcome()).isEqualTo(Outcome.EXECUTED);
    }

    @Test
    void anUnexpectedFailureTellsTheClientNothingButWhereToLook() {
        var response = new UnexpectedErrorMapper().toResponse(new IllegalStateException("secret"));

        assertThat(response.getStatus()).isEqualTo(500);
        assertThat(problem(response).instance()).startsWith("urn:uuid:");
        assertThat(problem(response).detail()).doesNotContain("secret");
        assertThat(problem(response).outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void aProblemOfTheRestFaceIsAnsweredAsItIs() {
        var response = new ProblemExceptionMapper().toResponse(Rules.broken("text must not be blank"));

        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(problem(response).detail()).isEqualTo("text must not be blank");
        assertThat(problem(response).outcome()).isEqualTo(Outcome.NOT_EXECUTED);
    }

    private static Problem problem(Response response) {
        return (Problem) response.getEntity();
    }
}
