package io.meshee.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.cluster.SharedNodes.Nodes;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad input at the REST face gets a problem document that names the value and the rule, and never a stack trace. */
@Timeout(300)
@OnSharedNodes
class RestRefusalsIT {

    private static final String API = "/mesh-sample/api/";

    private final MeshNode n1;

    RestRefusalsIT(Nodes nodes) {
        n1 = nodes.n1();
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            GET    | game/%20                        | -                              | 400 | id must not be blank
            POST   | counter/%20/increment           | -                              | 400 | id must not be blank
            GET    | mesh/nodes                      | -                              | 400 | capability must not be missing
            GET    | mesh/nodes?capability=          | -                              | 400 | capability must not be blank
            GET    | mesh/nodes?capability=%20       | -                              | 400 | capability must not be blank
            GET    | mesh/shards/%20                 | -                              | 400 | id must not be blank
            POST   | game/a/move                     | {"direction":"sideways"}       | 400 | sideways
            POST   | game/a/move                     | {"direction":null}             | 400 | direction must not be missing
            POST   | game/a/move                     | {}                             | 400 | direction must not be missing
            POST   | game/a/move                     | {"direction":                  | 400 | JSON
            POST   | game/a/move                     | [1,2]                          | 400 | JSON
            POST   | game/a/move                     | null                           | 400 | -
            POST   | game/a/move                     | ''                             | 400 | -
            POST   | chat/a                          | {"author":"","text":"x"}       | 400 | author must not be blank
            POST   | chat/a                          | {"author":"x"}                 | 400 | text must not be missing
            POST   | payment/a                       | {"amount":"lots"}              | 400 | JSON
            POST   | payment/a                       | {"amount":-1}                  | 400 | more than zero
            POST   | payment/a                       | {"amount":1e400000000}         | 400 | -
            POST   | payment/a                       | {"amount":1000.01}             | 422 | limit
            POST   | mesh/capabilities               | {}                             | 400 | register
            POST   | mesh/capabilities               | {"register":[" "]}             | 400 | register must not be blank
            POST   | mesh/capabilities               | {"register":[null]}            | 400 | register must not be missing
            POST   | mesh/capabilities               | {"register":["a"],"unregister":["a"]} | 400 | both
            DELETE | game/a                          | -                              | 405 | DELETE
            PUT    | game/a/move                     | {"direction":"up"}             | 405 | PUT
            GET    | game/a/move                     | -                              | 405 | GET
            GET    | nothing/here                    | -                              | 404 | nothing/here
            """)
    void badInputGetsAProblemDocument(String verb, String path, String body, int status, String detail) {
        var answer = send(verb, API + path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertProblem(answer);
        if (detail != null) {
            assertThat(answer.body()).containsIgnoringCase(detail);
        }
    }

    @ParameterizedTest
    @CsvSource({"GET,game/", "GET,chat/", "GET,counter/", "GET,mesh/shards/", "GET,mesh/nodes?capability="})
    void anIdOfMoreThan1024CharactersIsRefused(String verb, String path) {
        var answer = send(verb, API + path + "x".repeat(1025), null);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertProblem(answer);
        assertThat(answer.body()).contains("1024");
        assertThat(send(verb, API + path + "x".repeat(1024), null).statusCode()).isIn(200, 503);
    }

    @Test
    void theWrongMediaTypeIsRefused() {
        var answer = n1.exchange(n1.request(API + "game/a/move")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("up")));
        assertThat(answer.statusCode()).isEqualTo(415);
        assertProblem(answer);
    }

    private HttpResponse<String> send(String verb, String path, String body) {
        var request =
                n1.request(path).method(verb, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return n1.exchange(body == null ? request : request.header("Content-Type", "application/json"));
    }

    private static void assertProblem(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .as(answer.body())
                .startsWith("application/problem+json");
        assertThat(answer.body())
                .contains("\"title\"", "\"detail\"", "\"outcome\"")
                .doesNotContain("\tat ", ".java:");
    }
}
