package io.meshee.sample.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.ClusterView;
import io.meshee.api.Outcome;
import io.meshee.api.ProcessRef;
import io.meshee.sample.game.Direction;
import io.meshee.sample.game.Position;
import io.meshee.sample.rest.Bodies.CounterAnswer;
import io.meshee.sample.rest.Bodies.GameAnswer;
import io.meshee.sample.rest.Bodies.MoveBody;
import io.meshee.sample.rest.Bodies.PaymentBody;
import io.meshee.sample.rest.Bodies.PostBody;
import io.meshee.sample.rest.MeshBodies.CapabilityChange;
import io.meshee.sample.rest.MeshBodies.ViewAnswer;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    private static final ProcessRef REF = new ProcessRef("n1", "counter", "counter", "c-1", 7);

    private final Jsonb json = JsonbBuilder.create();

    @AfterEach
    void close() throws Exception {
        json.close();
    }

    @Test
    void anAnswerNamesTheProcessThatGaveIt() {
        assertThat(json.toJson(new CounterAnswer(3, REF))).isEqualTo("""
                        {"process":{"capability":"counter","id":"c-1","incarnation":7,"node":"n1","type":"counter"},\
                        "value":3}""");
    }

    @Test
    void aGameTellsScoreAndPosition() {
        assertThat(json.toJson(new GameAnswer(2, new Position(1, 1), REF)))
                .contains("\"score\":2", "\"position\":{\"x\":1,\"y\":1}");
    }

    @Test
    void aViewTellsItsMembers() {
        var member = new ClusterView.Member("n1", "s1", new TreeSet<>(List.of("game")), ClusterView.State.UP);

        assertThat(json.toJson(ViewAnswer.of("n1", new ClusterView(4, "l1", List.of(member)))))
                .isEqualTo("""
                        {"epoch":4,"lineage":"l1","members":[{"capabilities":["game"],"name":"n1","startId":"s1",\
                        "state":"UP"}],"node":"n1"}""");
    }

    @Test
    void aProblemLeavesOutWhatItDoesNotHave() {
        assertThat(json.toJson(Problem.of("kind", "Title", 400, "why", Outcome.NOT_EXECUTED)))
                .isEqualTo("""
                        {"detail":"why","outcome":"NOT_EXECUTED","status":400,"title":"Title",\
                        "type":"tag:meshee.io,2026:problem/kind"}""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "UP", "Up"})
    void aDirectionIsReadInAnyCase(String direction) {
        assertThat(move("{\"direction\":\"" + direction + "\"}").parsed()).isEqualTo(Direction.UP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"direction\":null}", "{\"direction\":\" \"}", "{\"direction\":\"north\"}"})
    void aMoveWithoutAKnownDirectionIsABadRequest(String body) {
        assertBadRequest(() -> move(body).parsed(), "direction must");
    }

    @Test
    void anUnknownDirectionIsToldWhichThereAre() {
        assertBadRequest(
                () -> move("{\"direction\":\"north\"}").parsed(),
                "direction must be one of up, down, left, right, but was \"north\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"amount\":0}", "{\"amount\":-1}", "{\"amount\":1e400}", "{\"amount\":1e-400}"})
    void anAmountMustBeThereAndMoreThanZeroAndShort(String body) {
        assertBadRequest(() -> json.fromJson(body, PaymentBody.class).checked(), "amount must");
    }

    @Test
    void anAmountKeepsItsDigits() {
        assertThat(json.fromJson("{\"amount\":12.5}", PaymentBody.class).checked())
                .isEqualByComparingTo("12.5");
    }

    @Test
    void aPostNeedsAnAuthorAndAShortText() {
        assertBadRequest(() -> new PostBody(null, "hello").checked(), "author must not be missing");
        assertBadRequest(() -> new PostBody("ann", " ").checked(), "text must not be blank");
        assertBadRequest(() -> new PostBody("ann", "x".repeat(2001)).checked(), "text must have at most 2000");
        assertBadRequest(() -> new PostBody("a".repeat(65), "hi").checked(), "author must have at most 64");
    }

    @Test
    void aCapabilityChangeMayHaveOneListOnly() {
        var change = json.fromJson("{\"register\":[\"x\"]}", CapabilityChange.class);

        assertThat(change.checked().register()).containsExactly("x");
        assertThat(change.unregister()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"register\":[\" \"]}",
                "{\"unregister\":[null]}",
                "{\"register\":[\"x\"],\"unregister\":[\"x\"]}"
            })
    void aCapabilityChangeMustNameCapabilitiesAndNoneTwice(String body) {
        assertBadRequest(() -> json.fromJson(body, CapabilityChange.class).checked(), "");
    }

    private MoveBody move(String body) {
        return json.fromJson(body, MoveBody.class);
    }

    private static void assertBadRequest(Runnable action, String detail) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        failure -> assertThat(failure.problem().status()).isEqualTo(400))
                .hasMessageContaining(detail);
    }
}
