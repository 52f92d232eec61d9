package io.meshee.sample.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.Mesh;
import io.meshee.api.Outcome;
import io.meshee.api.OverloadedException;
import io.meshee.api.ProcessFailedException;
import io.meshee.sample.chat.ChatNews;
import io.meshee.sample.chat.ChatPost;
import io.meshee.sample.counter.Increment;
import io.meshee.sample.game.Direction;
import io.meshee.sample.game.GameState;
import io.meshee.sample.game.Move;
import io.meshee.sample.game.Position;
import io.meshee.sample.payment.PaymentDeclinedException;
import jakarta.json.bind.JsonbBuilder;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The resources with the mappers and filters around them, in the server's own JAX-RS. */
class RestFaceTest {

    private static final URI BASE = URI.create("http://localhost/mesh-sample/api/");
    private static final String JSON = "application/json";

    private final ScriptedMesh mesh = new ScriptedMesh();
    private ApplicationHandler face;

    @BeforeEach
    void start() {
        face = new ApplicationHandler(new ResourceConfig(
                        GameResource.class,
                        ChatResource.class,
                        PaymentResource.class,
                        CounterResource.class,
                        DurableCounterResource.class,
                        MeshExceptionMapper.class,
                        PaymentDeclinedMapper.class,
                        ProblemExceptionMapper.class,
                        HttpErrorMapper.class,
                        UnexpectedErrorMapper.class,
                        BareErrorFilter.class,
                        BodyFilter.class)
                .addProperties(new SampleApplication().getProperties())
                .register(new AbstractBinder() {
                    @Override
                    protected void configure() {
                        bind(mesh).to(Mesh.class);
                    }
                }));
    }

    @Test
    void aStepIsSentToThePlayersProcess() throws Exception {
        mesh.script = request -> new GameState(1, new Position(0, 1));

        var response = send("POST", "game/p1/move", JSON, "{\"direction\":\"up\"}");

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(mesh.sent).singleElement().satisfies(request -> {
            assertThat(request.id()).isEqualTo("p1");
            assertThat(request.payload()).isEqualTo(new Move(Direction.UP));
        });
    }

    @Test
    void aChatLineIsCastAndAccepted() throws Exception {
        var response = send("POST", "chat/lobby", JSON, "{\"author\":\"ann\",\"text\":\"hello\"}");

        assertThat(response.getStatus()).isEqualTo(202);
        assertThat(mesh.sent)
                .singleElement()
                .satisfies(request -> assertThat(request.payload()).isEqualTo(new ChatPost("ann", "hello")));
        assertThat(mesh.broadcasts).containsExactly(new ChatNews("lobby", "ann", "hello"));
    }

    @Test
    void aCounterIsIncrementedWithoutABody() throws Exception {
        mesh.script = request -> request.payload() instanceof Increment increment ? increment.by() : -1L;

        assertThat(send("POST", "counter/c1/increment", null, "").getEntity())
                .isEqualTo(new Bodies.CounterAnswer(1, ScriptedMesh.REF));
    }

    @Test
    void aDurableCounterHandsTheIdempotencyKeyOn() throws Exception {
        mesh.script = request -> request.payload() instanceof Increment ? 1L : 0L;

        send("POST", "durable-counter/c1/increment", null, "");
        send("POST", "durable-counter/c1/increment", null, "", "Idempotency-Key", "k1");

        assertThat(mesh.sent.get(0).idempotencyKey()).isEmpty();
        assertThat(mesh.sent.get(1).idempotencyKey()).contains("k1");
        assertThat(mesh.sent.get(1).payload()).isEqualTo(new Increment(1));
        assertThat(send("GET", "durable-counter/c1", null, "").getEntity())
                .isEqualTo(new Bodies.CounterAnswer(0, ScriptedMesh.REF));
    }

    @Test
    void aBlankIdempotencyKeyIsABadRequest() throws Exception {
        assertThat(problem(send("POST", "durable-counter/c1/increment", null, "", "Idempotency-Key", " "), 400)
                        .detail())
                .contains("idempotencyKey");
        assertThat(mesh.sent).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "x",
                "[1]",
                "{\"direction\":",
                "{\"direction\":{}}",
                "{\"direction\":\"up\"",
                "{\"direction\":\"up\"}}",
                "{\"unknown\":[1",
                "{\"unknown\":{\"of\":1",
                "{\"unknown\":[{",
                "{\"direction\":\"up\",\"unknown\":["
            })
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aBodyThatCannotBeReadIsABadRequestThatShowsAGoodOne(String body) throws Exception {
        var problem = problem(send("POST", "game/p1/move", JSON, body), 400);

        assertThat(problem.detail()).endsWith("{\"direction\":\"up\"}");
        assertThat(mesh.sent).isEmpty();
    }

    @Test
    void aBodyWithMoreThanIsExpectedIsRead() throws Exception {
        mesh.script = request -> new GameState(1, new Position(0, 1));

        var response = send("POST", "game/p1/move", JSON, "{\"unknown\":[{\"of\":[1]}],\"direction\":\"up\"}\n");

        assertThat(response.getStatus()).isEqualTo(200);
    }

    @Test
    void aBodyOfEndlessLengthIsNotRead() throws Exception {
        var body = "{\"direction\":\"up\",\"unknown\":\"" + "x".repeat(BodyFilter.MOST_BYTES) + "\"}";

        assertThat(problem(send("POST", "game/p1/move", JSON, body), 413).outcome())
                .isEqualTo(Outcome.NOT_EXECUTED);
        assertThat(mesh.sent).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, nothing, 404",
        "GET, game/p1/nothing, 404",
        "DELETE, game/p1, 405",
        "PUT, counter/c1/increment, 405",
    })
    void anUnknownPathOrAWrongVerbIsAProblem(String verb, String path, int status) throws Exception {
        problem(send(verb, path, null, ""), status);
    }

    @Test
    void aWrongVerbIsToldTheRightOnes() throws Exception {
        var response = send("DELETE", "game/p1", null, "");

        assertThat(response.getAllowedMethods()).containsExactlyInAnyOrder("GET", "OPTIONS");
        assertThat(problem(response, 405).detail())
                .isEqualTo("/mesh-sample/api/game/p1 does not take DELETE, only GET, OPTIONS");
    }

    @Test
    void theServersDescriptionOfItselfIsOff() {
        assertThat(new SampleApplication().getProperties()).containsEntry(ServerProperties.WADL_FEATURE_DISABLE, true);
    }

    @Test
    void aBodyOfAnotherMediaTypeIsAProblem() throws Exception {
        problem(send("POST", "game/p1/move", "text/plain", "up"), 415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"game/%20", "counter/%20", "chat/%20"})
    void aBlankIdIsABadRequest(String path) throws Exception {
        assertThat(problem(send("GET", path, null, ""), 400).id()).isEqualTo("MESH00102");
    }

    @Test
    void anOverLongIdIsABadRequest() throws Exception {
        assertThat(problem(send("GET", "counter/" + "x".repeat(1025), null, ""), 400)
                        .id())
                .isEqualTo("MESH00103");
    }

    @Test
    void anOverloadedNodeSaysWhenToComeBack() throws Exception {
        mesh.script = request -> {
            throw new OverloadedException("MESH00999: full", Duration.ofSeconds(2));
        };
        var response = send("GET", "counter/c1", null, "");

        assertThat(response.getHeaderString("Retry-After")).isEqualTo("2");
        problem(response, 429);
    }

    @Test
    void aDeclinedPaymentIsUnprocessable() throws Exception {
        var declined = new PaymentDeclinedException(new BigDecimal(2000), new BigDecimal(1000));
        mesh.script = request -> {
            throw new ProcessFailedException("MESH00999: failed", "a.B", "over", "at a.B", declined);
        };

        assertThat(problem(send("POST", "payment/p1", JSON, "{\"amount\":2000}"), 422)
                        .detail())
                .contains("2000", "1000");
    }

    @Test
    void anythingElseIsAnInternalErrorThatTellsNothing() throws Exception {
        mesh.script = request -> {
            throw new IllegalStateException("secret");
        };

        assertThat(JsonbBuilder.create().toJson(problem(send("GET", "counter/c1", null, ""), 500)))
                .doesNotContain("secret", "Exception");
    }

    private static Problem problem(ContainerResponse response, int status) {
        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.getMediaType()).hasToString("application/problem+json");
        return (Problem) response.getEntity();
    }

    private ContainerResponse send(String verb, String path, String contentType, String body, String... headers)
            throws Exception {
        var request = new ContainerRequest(
                BASE, BASE.resolve(path), verb, null, new MapPropertiesDelegate(), face.getConfiguration());
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        for (int i = 0; i + 1 < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        request.setEntityStream(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
        return face.apply(request).get();
    }
}
