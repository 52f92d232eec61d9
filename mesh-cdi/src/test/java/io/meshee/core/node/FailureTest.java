package io.meshee.core.node;

import static io.meshee.core.node.World.add;
import static io.meshee.core.node.World.ask;
import static io.meshee.core.node.World.total;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.meshee.api.ActivationException;
import io.meshee.api.InvalidRequestException;
import io.meshee.api.MeshException;
import io.meshee.api.MeshNotRunningException;
import io.meshee.api.NoHandlerException;
import io.meshee.api.NoNodesForCapabilityException;
import io.meshee.api.Outcome;
import io.meshee.api.OverloadedException;
import io.meshee.api.PayloadException;
import io.meshee.api.ProcessFailedException;
import io.meshee.api.Request;
import io.meshee.api.UnknownProcessException;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.ProcessClasses;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All calls come from n1; a process on n1 is local, one on n2 remote. */
class FailureTest {

    private record Stranger(int number) implements Serializable {}

    private final World world = new World();
    private MeshNode n1;

    @BeforeEach
    void startTwoNodes() throws Exception {
        world.cluster.set("mesh.message.max-size", "64KiB").set("mesh.process.mailbox-capacity", "3");
        n1 = world.startTwo();
    }

    @AfterEach
    void endNodes() {
        world.close();
    }

    @Test
    void a_capability_that_nobody_serves_is_named() {
        MeshException e = failure(Request.to("Worker", "x").capability("nowhere"));

        assertThat(e).isInstanceOf(NoNodesForCapabilityException.class).hasMessageContaining("\"nowhere\"", "[work]");
        assertThat(e.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void a_type_that_the_owner_does_not_have_is_named(String owner) {
        MeshException e = failure(Request.to("Nobody", world.idOn(owner)).capability("work"));

        assertThat(e)
                .isInstanceOf(UnknownProcessException.class)
                .hasMessageContaining("\"Nobody\"")
                .hasMessageContaining("node " + owner);
        assertThat(e.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void a_payload_that_no_handler_takes_is_named(String owner) {
        MeshException e = failure(Request.to(Worker.class, world.idOn(owner)).payload(4.5));

        assertThat(e).isInstanceOf(NoHandlerException.class).hasMessageContaining("java.lang.Double");
        assertThat(e.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
    }

    @Test
    void a_payload_of_a_type_that_the_owner_does_not_allow_is_named() {
        MeshException e = failure(Request.to(Worker.class, world.idOn("n2")).payload(new Stranger(1)));

        assertThat(e).isInstanceOf(PayloadException.class).hasMessageContaining(Stranger.class.getName());
        assertThat(e.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
    }

    @Test
    void a_payload_that_cannot_be_encoded_is_refused_before_it_is_sent() {
        MeshException e = failure(Request.to(Worker.class, world.idOn("n2")).payload(new Object()));

        assertThat(e).isInstanceOf(PayloadException.class).hasMessageContaining("java.lang.Object");
        assertThat(e.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
    }

    @Test
    void a_payload_that_is_too_large_is_refused_with_the_limit() {
        MeshException e = failure(Request.to(Worker.class, world.idOn("n2")).payload(new byte[70_000]));

        assertThat(e).isInstanceOf(PayloadException.class).hasMessageContaining("mesh.message.max-size");
        assertThat(e.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
    }

    @Test
    void a_reply_that_cannot_be_encoded_says_that_the_handler_ran() {
        MeshException e = failure(Request.to(Worker.class, world.idOn("n2")).payload(new Worker.Reply("thread")));

        assertThat(e).isInstanceOf(PayloadException.class).hasMessageContaining("java.lang.Thread");
        assertThat(e.outcome()).isEqualTo(Outcome.EXECUTED);
    }

    @Test
    void a_reply_of_a_type_that_the_caller_does_not_allow_is_named() {
        MeshException e = failure(Request.to(Worker.class, world.idOn("n2")).payload(new Worker.Reply("not allowed")));

        assertThat(e).isInstanceOf(PayloadException.class).hasMessageContaining(Worker.NotAllowed.class.getName());
        assertThat(e.outcome()).isEqualTo(Outcome.EXECUTED);
    }

    @Test
    void what_the_caller_asks_to_be_returned_is_allowed() {
        assertThat(n1.call(Request.to(Worker.class, world.idOn("n2"))
                                .payload(new Worker.Reply("not allowed"))
                                .returning(Worker.NotAllowed.class))
                        .value())
                .isEqualTo(new Worker.NotAllowed("secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void a_reply_of_another_class_than_was_asked_for_names_both(String owner) {
        MeshException e = failure(
                Request.to(Worker.class, world.idOn(owner)).payload("text").returning(Integer.class));

        assertThat(e).isInstanceOf(PayloadException.class).hasMessageContainingAll("java.lang.String", "Integer");
        assertThat(e.outcome()).isEqualTo(Outcome.EXECUTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void a_handler_that_throws_is_told_as_text(String owner) {
        ProcessFailedException e = catchThrowableOfType(
                ProcessFailedException.class,
                () -> n1.call(Request.to(Worker.class, world.idOn(owner)).payload(new Worker.Fail("runtime"))));

        assertThat(e.outcome()).isEqualTo(Outcome.EXECUTED);
        assertThat(e.failureType()).isEqualTo("java.lang.IllegalStateException");
        assertThat(e.failureMessage()).isEqualTo("boom");
        assertThat(e.failureStack()).contains("Worker.fail");
        assertThat(e.getCause()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void a_declared_exception_is_the_cause(String owner) {
        ProcessFailedException e = catchThrowableOfType(
                ProcessFailedException.class,
                () -> n1.call(Request.to(Worker.class, world.idOn(owner)).payload(new Worker.Fail("declared"))));

        assertThat(e.outcome()).isEqualTo(Outcome.EXECUTED);
        assertThat(e.getCause()).isInstanceOf(Worker.Declined.class).hasMessage("no money");
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void a_declared_exception_keeps_the_instance(String owner) {
        String id = world.idOn(owner);
        n1.call(add(id, 4));
        failure(Request.to(Worker.class, id).payload(new Worker.Fail("declared")));

        assertThat(n1.call(total(id)).value()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void any_other_exception_discards_the_instance(String owner) {
        String id = world.idOn(owner);
        n1.call(add(id, 4));
        String first = n1.call(ask(id, "incarnation")).value();
        failure(Request.to(Worker.class, id).payload(new Worker.Fail("runtime")));

        assertThat(n1.call(total(id)).value()).isZero();
        assertThat(Long.parseLong(n1.call(ask(id, "incarnation")).value())).isGreaterThan(Long.parseLong(first));
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void an_activation_that_fails_is_told_and_the_next_message_tries_again(String owner) {
        String id = world.idOn(owner);
        MeshException e = failure(total(id).initArg(new Worker.Start(-1)));

        assertThat(e).isInstanceOf(ActivationException.class).hasMessageContaining("cannot start with -1");
        assertThat(e.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
        assertThat(n1.call(total(id).initArg(new Worker.Start(8))).value()).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void a_full_mailbox_is_told_at_once(String owner) throws Exception {
        String id = world.idOn(owner);
        n1.cast(World.hold(id, "gate"));
        world.gate("gate").awaitArrivals(1);
        List<CompletableFuture<?>> waiting = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiting.add(n1.callAsync(add(id, 1)));
        }

        OverloadedException e = catchThrowableOfType(OverloadedException.class, () -> n1.call(add(id, 1)));

        assertThat(e.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
        assertThat(e.retryAfter()).isPositive();
        world.gate("gate").open();
        CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);
        assertThat(n1.call(total(id)).value()).isEqualTo(3);
    }

    @Test
    void a_cast_that_is_lost_after_it_was_accepted_is_counted_and_told() throws Exception {
        String id = world.idOn("n2");
        n1.cast(Request.to(Worker.class, id).payload(4.5));

        Eventually.until("it is told", () -> !world.cluster.droppedCasts().isEmpty());
        assertThat(world.cluster.droppedCasts()).singleElement().satisfies(dropped -> {
            assertThat(dropped.process().id()).isEqualTo(id);
            assertThat(dropped.reason()).contains("java.lang.Double");
        });
        assertThat(world.cluster.node("n2").status().castsDropped()).isEqualTo(1);
    }

    @Test
    void requests_that_cannot_be_meant_are_refused() {
        assertThatThrownBy(() -> n1.call(null)).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> n1.call(Request.to("Nobody", "x")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("capability");
        assertThatThrownBy(() -> n1.call(Request.to(String.class, "x")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("java.lang.String");
        assertThatThrownBy(() -> n1.ownerNode(256, "work")).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> n1.ownerNode(-1, "work")).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> n1.shardFor(" ")).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> n1.nodesFor("x".repeat(1025))).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> n1.registerCapabilities()).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> n1.registerCapabilities("a", null)).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> n1.process(Worker.class, "x")).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> n1.process(null, "x")).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void calls_before_the_node_is_up_are_refused() {
        MeshNode n3 = world.cluster.create("n3", ProcessClasses.of(Worker.class, () -> new Worker(world, "n3")));

        assertThatThrownBy(() -> n3.call(total("x"))).isInstanceOf(MeshNotRunningException.class);
        assertThatThrownBy(() -> n3.cast(total("x"))).isInstanceOf(MeshNotRunningException.class);
        assertThat(n3.nodesFor("work")).isEmpty();
        assertThat(n3.view().epoch()).isZero();
    }

    @Test
    void calls_after_the_node_has_stopped_are_refused() {
        world.cluster.stop("n1");

        assertThatThrownBy(() -> n1.call(total("x"))).isInstanceOf(MeshNotRunningException.class);
        assertThatThrownBy(() -> n1.cast(total("x"))).isInstanceOf(MeshNotRunningException.class);
        assertThatThrownBy(() -> n1.callAsync(total("x")).get(5, TimeUnit.SECONDS))
                .hasCauseInstanceOf(MeshNotRunningException.class);
    }

    private MeshException failure(Request<?> request) {
        return catchThrowableOfType(MeshException.class, () -> n1.call(request));
    }
}
