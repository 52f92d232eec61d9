package io.meshee.sample.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.ActivationException;
import io.meshee.api.CallCycleException;
import io.meshee.api.CallTimeoutException;
import io.meshee.api.InvalidRequestException;
import io.meshee.api.MeshException;
import io.meshee.api.MeshNotRunningException;
import io.meshee.api.NoHandlerException;
import io.meshee.api.NoNodesForCapabilityException;
import io.meshee.api.NodeLostException;
import io.meshee.api.Outcome;
import io.meshee.api.OverloadedException;
import io.meshee.api.PartitionedException;
import io.meshee.api.PayloadException;
import io.meshee.api.ProcessFailedException;
import io.meshee.api.StaleActivationException;
import io.meshee.api.StateStoreException;
import io.meshee.api.UnknownProcessException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MeshExceptionMapperTest {

    private static final String MESSAGE = "MESH00999: why";

    private final MeshExceptionMapper mapper = new MeshExceptionMapper();

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(400, new InvalidRequestException(MESSAGE)),
                Arguments.of(400, new PayloadException(MESSAGE, Outcome.NOT_EXECUTED, null)),
                Arguments.of(500, new PayloadException(MESSAGE, Outcome.EXECUTED, null)),
                Arguments.of(400, new NoHandlerException(MESSAGE)),
                Arguments.of(404, new UnknownProcessException(MESSAGE)),
                Arguments.of(429, new OverloadedException(MESSAGE, Duration.ofSeconds(1))),
                Arguments.of(500, new ActivationException(MESSAGE)),
                Arguments.of(500, new ProcessFailedException(MESSAGE, "a.B", "secret", "at a.B.c(B.java:1)", null)),
                Arguments.of(500, new StaleActivationException(MESSAGE)),
                Arguments.of(502, new StateStoreException(MESSAGE)),
                Arguments.of(502, new NodeLostException(MESSAGE)),
                Arguments.of(503, new MeshNotRunningException(MESSAGE)),
                Arguments.of(503, new NoNodesForCapabilityException(MESSAGE)),
                Arguments.of(503, new PartitionedException(MESSAGE)),
                Arguments.of(502, new PartitionedException(MESSAGE, Outcome.UNKNOWN)),
                Arguments.of(504, new CallTimeoutException(MESSAGE, Outcome.UNKNOWN, null)),
                Arguments.of(508, new CallCycleException(MESSAGE, List.of())));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void everyFailureHasItsStatusAndTellsItsOutcomeAndId(int status, MeshException failure) {
        var response = mapper.toResponse(failure);
        var problem = (Problem) response.getEntity();

        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.getMediaType()).hasToString("application/problem+json");
        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.type()).startsWith("tag:meshee.io,2026:problem/");
        assertThat(problem.title()).isNotBlank();
        assertThat(problem.detail()).isEqualTo("why");
        assertThat(problem.id()).isEqualTo("MESH00999");
        assertThat(problem.outcome()).isEqualTo(failure.outcome());
    }

    @Test
    void noKindOfFailureIsLeftOut() {
        var tested = failures().map(row -> row.get()[1].getClass()).distinct();

        assertThat(MeshException.class.getPermittedSubclasses())
                .containsExactlyInAnyOrder(tested.toArray(Class[]::new));
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 1", "PT0.001S, 1", "PT1S, 1", "PT1.2S, 2", "PT3S, 3"})
    void anOverloadedNodeNamesTheSecondsToWaitNeverTooFew(Duration wait, String seconds) {
        var response = mapper.toResponse(new OverloadedException(MESSAGE, wait));

        assertThat(response.getHeaderString("Retry-After")).isEqualTo(seconds);
    }

    @Test
    void aMessageWithoutAnIdIsToldWhole() {
        var problem = MeshProblems.of(new InvalidRequestException("just words"));

        assertThat(problem.detail()).isEqualTo("just words");
        assertThat(problem.id()).isNull();
    }
}
