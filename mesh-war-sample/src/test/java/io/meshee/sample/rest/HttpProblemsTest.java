package io.meshee.sample.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.Outcome;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpProblemsTest {

    @ParameterizedTest
    @CsvSource({
        "NOT_FOUND, 404, There is nothing at /p",
        "METHOD_NOT_ALLOWED, 405, '/p does not take PUT, only GET, OPTIONS'",
        "NOT_ACCEPTABLE, 406, /p answers in application/json only",
        "UNSUPPORTED_MEDIA_TYPE, 415, /p takes application/json",
        "BAD_REQUEST, 400, The request is not one that the server can read",
    })
    void aRefusalKeepsItsStatusSaysWhyAndSentNothing(Status status, int code, String detail) {
        var problem = HttpProblems.of(status, "PUT", "/p", List.of("OPTIONS", "GET"));

        assertThat(problem.status()).isEqualTo(code);
        assertThat(problem.detail()).isEqualTo(detail);
        assertThat(problem.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
    }

    @ParameterizedTest
    @CsvSource({"INTERNAL_SERVER_ERROR", "SERVICE_UNAVAILABLE"})
    void aFailureOfTheServerMayHaveExecutedSomething(Status status) {
        assertThat(HttpProblems.of(status, "POST", "/p", Set.of()).outcome()).isEqualTo(Outcome.UNKNOWN);
    }
}
