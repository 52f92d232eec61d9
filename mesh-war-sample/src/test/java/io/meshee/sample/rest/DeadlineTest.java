package io.meshee.sample.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.InvalidRequestException;
import io.meshee.api.Outcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void aStageThatIsDoneIsNotWaitedFor() {
        new Deadline(Duration.ZERO).await(CompletableFuture.completedFuture("done"));
    }

    @Test
    void aStageThatDoesNotCompleteInTimeIsAGatewayTimeoutOfUnknownOutcome() {
        assertPending(new Deadline(Duration.ofMillis(1)));
    }

    @Test
    void anInterruptedWaitKeepsTheInterrupt() {
        Thread.currentThread().interrupt();

        assertPending(new Deadline(Duration.ofMinutes(1)));
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void aFailureOfTheMeshIsThrownAsItself() {
        var failure = new InvalidRequestException("MESH00999: no");

        assertThatThrownBy(() -> Deadline.standard().await(CompletableFuture.failedFuture(failure)))
                .isSameAs(failure);
    }

    private static void assertPending(Deadline deadline) {
        assertThatThrownBy(() -> deadline.await(new CompletableFuture<>()))
                .isInstanceOfSatisfying(ProblemException.class, failure -> {
                    assertThat(failure.problem().status()).isEqualTo(504);
                    assertThat(failure.problem().outcome()).isEqualTo(Outcome.UNKNOWN);
                });
    }
}
