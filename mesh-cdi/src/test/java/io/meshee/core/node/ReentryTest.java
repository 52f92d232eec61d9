package io.meshee.core.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.OverloadedException;
import io.meshee.api.ProcessFailedException;
import io.meshee.api.ProcessKey;
import io.meshee.api.Reply;
import io.meshee.api.Request;
import io.meshee.core.handler.ProcessClass;
import io.meshee.core.process.Reentry;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.Gate;
import io.meshee.testkit.ProcessClasses;
import io.meshee.testkit.TestCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReentryTest {

    private static final int MOST_WAITING = 10;

    private final TestCluster cluster = new TestCluster()
            .set("mesh.rebalance.drain-timeout", "10s")
            .set("mesh.process.mailbox-capacity", "" + MOST_WAITING);
    private final Map<String, Function<Dancer, Object>> steps = new ConcurrentHashMap<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<Gate> gates = new CopyOnWriteArrayList<>();
    private MeshNode n1;

    @BeforeEach
    void startTwoNodes() throws Exception {
        n1 = start("n1");
        start("n2");
    }

    @AfterEach
    void endNodes() {
        gates.forEach(Gate::open);
        cluster.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void a_chain_comes_back_into_the_process_that_waits_for_it(String partners) {
        String ann = ids("n1", 2).get(0);
        String bob = ids(partners, 2).get(1);
        steps.put("lead", lead -> {
            lead.value = 1;
            String followed = lead.call(bob, new Dancer.Step("follow"));
            return followed + ", then " + lead.value;
        });
        steps.put("follow", follow -> follow.call(ann, new Dancer.Turn("turn")));
        steps.put("turn", turn -> turn.self.id().equals(ann) ? "inside " + turn.value++ : "elsewhere");

        assertThat(dance(ann, new Dancer.Step("lead"))).isEqualTo("inside 1, then 2");
    }

    @Test
    void a_process_may_call_itself_on_the_thread_that_waits() {
        String ann = ids("n1", 1).get(0);
        steps.put("lead", lead -> {
            String thread = Thread.currentThread().toString();
            return String.valueOf(thread.equals(lead.call(ann, new Dancer.QuickTurn("turn"))));
        });
        steps.put("turn", turn -> Thread.currentThread().toString());

        assertThat(dance(ann, new Dancer.Step("lead"))).isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void a_chain_comes_back_as_often_as_it_likes(String partners) {
        String ann = ids("n1", 2).get(0);
        String bob = ids(partners, 2).get(1);
        steps.put("down", down -> ++down.value == 10 ? "" + down.value : down.call(bob, new Dancer.Turn("up")));
        steps.put("up", up -> up.call(ann, new Dancer.Turn("down")));

        assertThat(dance(ann, new Dancer.Turn("down"))).isEqualTo("10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void a_handler_that_is_not_reentrant_ends_the_chain_at_once(String partners) {
        String ann = ids("n1", 2).get(0);
        String bob = ids(partners, 2).get(1);
        steps.put("lead", lead -> lead.call(bob, new Dancer.Step("follow")));
        steps.put("follow", follow -> follow.call(ann, new Dancer.Step("lead")));

        assertThatThrownBy(() -> dance(ann, new Dancer.Step("lead")))
                .isInstanceOf(ProcessFailedException.class)
                .hasMessageContaining("CallCycleException: MESH00175: dance/Dancer/" + ann)
                .hasMessageContaining("[dance/Dancer/" + ann + ", dance/Dancer/" + bob + "] → dance/Dancer/" + ann);
    }

    @Test
    void what_comes_back_sees_its_own_message_and_the_outer_one_its_own_again() {
        String ann = ids("n1", 1).get(0);
        steps.put("lead", lead -> {
            String inner = lead.call(ann, new Dancer.Turn("turn"));
            return inner + lead.self.headers();
        });
        steps.put("turn", turn -> turn.self.headers().toString());

        assertThat(n1.call(request(ann, new Dancer.Step("lead")).headers(Map.of("a", "b")))
                        .value())
                .isEqualTo("{}{a=b}");
    }

    @Test
    void what_comes_back_early_waits_until_the_outer_message_waits() throws Exception {
        String ann = ids("n1", 1).get(0);
        String bob = ids("n2", 1).get(0);
        String neighbour = ids("n1", 500).stream()
                .filter(id -> !id.equals(ann) && n1.shardFor(id) == n1.shardFor(ann))
                .findFirst()
                .orElseThrow();
        steps.put("pass by", step -> "");
        Gate working = gate();
        Gate sent = gate();
        steps.put("lead", lead -> {
            CompletableFuture<String> follow = lead.callAsync(bob, new Dancer.Step("follow"));
            working.pass();
            heard.add("worked");
            return lead.join(follow);
        });
        steps.put("follow", follow -> {
            CompletableFuture<String> turn = follow.callAsync(ann, new Dancer.Turn("turn"));
            follow.call(neighbour, new Dancer.Step("pass by")); // takes the way of the turn, behind it
            sent.open();
            return turn.join();
        });
        steps.put("turn", turn -> {
            heard.add("turned");
            return "done";
        });
        CompletableFuture<String> dance = danceAsync(ann, new Dancer.Step("lead"));
        working.awaitArrivals(1);
        sent.pass();
        working.open();

        assertThat(dance.get()).isEqualTo("done");
        assertThat(heard).containsExactly("worked", "turned");
    }

    @Test
    void what_comes_back_to_a_handler_that_has_returned_a_stage_runs_before_its_end() throws Exception {
        String ann = ids("n1", 1).get(0);
        String bob = ids("n2", 1).get(0);
        steps.put(
                "lead",
                lead -> lead.callAsync(bob, new Dancer.Step("follow"))
                        .thenApply(followed -> followed + ", then " + lead.value));
        steps.put("follow", follow -> follow.call(ann, new Dancer.Turn("turn")));
        steps.put("turn", turn -> "inside " + turn.value++);

        assertThat(dance(ann, new Dancer.SlowStep("lead"))).isEqualTo("inside 0, then 1");
    }

    @Test
    void of_several_that_come_back_one_is_inside_at_a_time() throws Exception {
        String ann = ids("n1", 1).get(0);
        List<String> others = ids("n2", 8);
        steps.put("lead", lead -> {
            List<CompletableFuture<String>> calls = others.stream()
                    .map(other -> lead.callAsync(other, new Dancer.Step("follow")))
                    .toList();
            calls.forEach(lead::join);
            return "" + lead.value;
        });
        steps.put("follow", follow -> follow.call(ann, new Dancer.Turn("turn")));
        steps.put("turn", turn -> {
            int before = turn.value;
            Thread.yield();
            turn.value = before + 1;
            return "";
        });

        assertThat(dance(ann, new Dancer.Step("lead"))).isEqualTo("8");
    }

    @Test
    void an_asynchronous_message_inside_keeps_the_outer_one_and_others_out_until_its_stage_ends() throws Exception {
        String ann = ids("n1", 1).get(0);
        CompletableFuture<String> stage = new CompletableFuture<>();
        CompletableFuture<Thread> inside = new CompletableFuture<>();
        steps.put("lead", lead -> {
            CompletableFuture<String> first = lead.callAsync(ann, new Dancer.SlowStep("slow"));
            CompletableFuture<String> second = lead.callAsync(ann, new Dancer.Turn("turn"));
            return lead.join(second) + lead.join(first);
        });
        steps.put("slow", slow -> {
            inside.complete(Thread.currentThread());
            return stage.thenApply(value -> {
                heard.add("slow");
                return value;
            });
        });
        steps.put("turn", turn -> {
            heard.add("turn");
            return "turned ";
        });
        CompletableFuture<String> dance = danceAsync(ann, new Dancer.Step("lead"));
        Eventually.until("it has handed back its stage", () -> !isIn(inside.get(), Dancer.class, "step"));
        stage.complete("slowly");

        assertThat(dance.get()).isEqualTo("turned slowly");
        assertThat(heard).containsExactly("slow", "turn");
    }

    enum Wait {
        CALL,
        JOIN,
        GET,
        GET_WITH_LIMIT,
        JOIN_MESHS_OWN;

        String on(Dancer dancer, String id, Object payload) {
            return switch (this) {
                case CALL -> dancer.call(id, payload);
                case JOIN -> dancer.leave(() -> dancer.callAsync(id, payload).join());
                case GET -> dancer.leave(() -> dancer.callAsync(id, payload).get());
                case GET_WITH_LIMIT ->
                    dancer.leave(() -> dancer.callAsync(id, payload).get(10, TimeUnit.SECONDS));
                case JOIN_MESHS_OWN ->
                    dancer.leave(() -> dancer.start(id, payload).join().value());
            };
        }
    }

    @ParameterizedTest
    @EnumSource(Wait.class)
    void however_a_message_waits_others_come_in_meanwhile_and_are_out_before_it_goes_on(Wait wait) throws Exception {
        String ann = ids("n1", 1).get(0);
        String bob = ids("n2", 1).get(0);
        Gate turning = gate();
        Gate following = gate();
        CompletableFuture<Thread> leading = new CompletableFuture<>();
        steps.put("lead", lead -> {
            leading.complete(Thread.currentThread());
            lead.callAsync(ann, new Dancer.Turn("turn"));
            String followed = wait.on(lead, bob, new Dancer.Step("follow"));
            heard.add("led");
            return followed;
        });
        steps.put("turn", turn -> {
            turning.pass();
            heard.add("turned");
            return "";
        });
        steps.put("follow", follow -> {
            following.pass();
            return "followed";
        });
        CompletableFuture<String> dance = danceAsync(ann, new Dancer.Step("lead"));
        turning.awaitArrivals(1);
        following.awaitArrivals(1);
        following.open();
        Eventually.until("lead would go on, and cannot", () -> isIn(leading.get(), Reentry.class, "shut"));
        turning.open();

        assertThat(dance.get()).isEqualTo("followed");
        assertThat(heard).containsExactly("turned", "led");
    }

    @Test
    void a_stage_that_ends_while_another_message_is_inside_waits_for_it_and_lets_nobody_in_any_more() throws Exception {
        String ann = ids("n1", 1).get(0);
        CompletableFuture<String> stage = new CompletableFuture<>();
        Gate turning = gate();
        steps.put("lead", lead -> {
            lead.callAsync(ann, new Dancer.Turn("turn"));
            lead.callAsync(ann, new Dancer.Turn("late turn"));
            return stage;
        });
        steps.put("turn", turn -> {
            turning.pass();
            heard.add("turned");
            return "";
        });
        steps.put("late turn", turn -> {
            heard.add("turned late");
            return "";
        });
        CompletableFuture<Reply<String>> dance = n1.callAsync(request(ann, new Dancer.SlowStep("lead")));
        turning.awaitArrivals(1);
        stage.complete("led");

        assertThat(dance).isNotDone();
        turning.open();
        assertThat(dance.get().value()).isEqualTo("led");
        Eventually.until("what came late has its turn", () -> heard.size() == 2);
        assertThat(heard).containsExactly("turned", "turned late");
        long begin = System.nanoTime();
        n1.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .as("nothing is left that the node would wait for")
                .isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void as_many_wait_to_come_in_as_a_mailbox_holds_and_who_gives_up_makes_room() {
        String ann = ids("n1", 1).get(0);
        steps.put("lead", lead -> {
            List<CompletableFuture<Reply<String>>> turns = new ArrayList<>();
            for (int i = 0; i < MOST_WAITING; i++) {
                turns.add(lead.start(ann, new Dancer.Turn("turn")));
            }
            assertThatThrownBy(() -> lead.start(ann, new Dancer.Turn("turn")).join())
                    .hasCauseInstanceOf(OverloadedException.class)
                    .hasMessageContaining("MESH00150");
            turns.remove(3).cancel(true);
            turns.add(lead.start(ann, new Dancer.Turn("turn")));
            turns.forEach(turn -> lead.leave(turn::join));
            return "" + lead.value;
        });
        steps.put("turn", turn -> "" + turn.value++);

        assertThat(dance(ann, new Dancer.Step("lead"))).isEqualTo("" + MOST_WAITING);
    }

    @Test
    void a_future_that_another_thread_waits_for_lets_nobody_in() throws Exception {
        String ann = ids("n1", 1).get(0);
        String bob = ids("n2", 1).get(0);
        Gate following = gate();
        steps.put("lead", lead -> {
            lead.callAsync(ann, new Dancer.Turn("turn"));
            CompletableFuture<String> follow = lead.callAsync(bob, new Dancer.Step("follow"));
            assertThatThrownBy(() -> CompletableFuture.supplyAsync(() -> waitABit(follow))
                            .get())
                    .hasRootCauseInstanceOf(TimeoutException.class);
            heard.add("worked");
            following.open();
            return lead.join(follow);
        });
        steps.put("turn", turn -> {
            heard.add("turned");
            return "";
        });
        steps.put("follow", follow -> {
            following.pass();
            return "followed";
        });

        assertThat(dance(ann, new Dancer.Step("lead"))).isEqualTo("followed");
        Eventually.until("the turn has come", () -> heard.size() == 2);
        assertThat(heard).containsExactly("worked", "turned");
    }

    @Test
    void an_asynchronous_call_never_runs_on_the_thread_that_what_comes_back_waits_for() throws Exception {
        List<String> both = ids("n1", 2);
        String ann = both.get(0);
        String bob = both.get(1);
        steps.put("lead", lead -> lead.join(lead.callAsync(bob, new Dancer.QuickTurn("follow"))));
        steps.put("follow", follow -> follow.call(ann, new Dancer.Turn("turn")));
        steps.put("turn", turn -> "turned");
        dance(bob, new Dancer.Turn("turn"));
        Eventually.until(
                "bob is active and idle, so that it could run anywhere",
                () -> n1.byHand().busy().isEmpty());

        assertThat(dance(ann, new Dancer.Step("lead"))).isEqualTo("turned");
    }

    private static String waitABit(CompletableFuture<String> call) {
        try {
            return call.get(200, TimeUnit.MILLISECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isIn(Thread thread, Class<?> type, String method) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(type.getName())
                        && frame.getMethodName().equals(method));
    }

    @Test
    void an_old_chain_does_not_slip_into_a_later_message() throws Exception {
        String ann = ids("n1", 1).get(0);
        List<String> others = ids("n2", 2);
        Gate late = gate();
        Gate waiting = gate();
        steps.put("give up", lead -> {
            CompletableFuture<?> call = n1.callAsync(request(others.get(0), new Dancer.Step("be late")));
            awaitArrival(late);
            call.cancel(true);
            return "";
        });
        steps.put("be late", follow -> {
            late.pass();
            follow.callAsync(ann, new Dancer.Turn("old turn"));
            return "";
        });
        steps.put("lead", lead -> {
            lead.call(others.get(1), new Dancer.Step("wait"));
            heard.add("led");
            return "";
        });
        steps.put("wait", follow -> {
            waiting.pass();
            return "";
        });
        steps.put("old turn", turn -> {
            heard.add("old turn");
            return "";
        });

        dance(ann, new Dancer.Step("give up"));
        CompletableFuture<String> dance = danceAsync(ann, new Dancer.Step("lead"));
        waiting.awaitArrivals(1);
        long before = n1.status().received().messages();
        late.open();
        Eventually.until("the old turn has come", () -> n1.status().received().messages() > before);
        waiting.open();

        dance.get();
        Eventually.until("it ran after all", () -> heard.contains("old turn"));
        assertThat(heard).containsExactly("led", "old turn");
    }

    @Test
    void what_does_not_belong_to_the_chain_waits_in_the_mailbox() throws Exception {
        String ann = ids("n1", 1).get(0);
        String bob = ids("n2", 1).get(0);
        Gate waiting = gate();
        steps.put("lead", lead -> {
            heard.add(lead.call(bob, new Dancer.Step("follow")));
            return "";
        });
        steps.put("follow", follow -> {
            waiting.pass();
            return follow.call(ann, new Dancer.Turn("turn"));
        });
        steps.put("turn", turn -> "turned");
        steps.put("cut in", turn -> {
            heard.add("cut in");
            return "" + turn.self.incarnation();
        });
        CompletableFuture<String> dance = danceAsync(ann, new Dancer.Step("lead"));
        waiting.awaitArrivals(1);
        CompletableFuture<String> other = danceAsync(ann, new Dancer.Turn("cut in"));
        CompletableFuture<Void> forgotten =
                CompletableFuture.runAsync(() -> n1.forget(new ProcessKey("dance", "Dancer", ann)));
        waiting.open();

        dance.get();
        assertThat(other.get()).isEqualTo("1");
        forgotten.get();
        assertThat(heard).containsExactly("turned", "cut in");
        assertThat(dance(ann, new Dancer.Step("cut in"))).isEqualTo("2");
    }

    @Test
    void a_process_that_ends_itself_inside_ends_after_the_outer_message() {
        String ann = ids("n1", 1).get(0);
        steps.put(
                "lead", lead -> lead.call(ann, new Dancer.Turn("end")) + " " + lead.call(ann, new Dancer.Turn("look")));
        steps.put("end", turn -> {
            turn.self.passivate();
            return "ends";
        });
        steps.put("look", look -> "" + look.self.incarnation());

        assertThat(dance(ann, new Dancer.Step("lead"))).isEqualTo("ends 1");
        assertThat(dance(ann, new Dancer.Step("look"))).isEqualTo("2");
    }

    @Test
    void what_is_inside_ends_no_later_than_the_call_around_it() {
        String ann = ids("n1", 1).get(0);
        steps.put("lead", lead -> lead.call(ann, new Dancer.Turn("look")));
        steps.put("look", look -> "" + look.self.remaining().toMillis());

        String left = n1.call(request(ann, new Dancer.Step("lead")).timeout(Duration.ofSeconds(2)))
                .value();
        assertThat(Long.parseLong(left)).isBetween(0L, 2000L);
    }

    @Test
    void an_instance_that_fails_inside_is_discarded_when_the_outer_message_has_ended() {
        String ann = ids("n1", 1).get(0);
        steps.put("lead", lead -> {
            lead.value = 7;
            try {
                return lead.call(ann, new Dancer.Turn("fail"));
            } catch (ProcessFailedException e) {
                return "caught with " + lead.value;
            }
        });
        steps.put("fail", turn -> {
            throw new IllegalStateException("boom");
        });
        steps.put("look", look -> look.value + " of " + look.self.incarnation());

        assertThat(dance(ann, new Dancer.Step("lead"))).isEqualTo("caught with 7");
        assertThat(dance(ann, new Dancer.Step("look"))).isEqualTo("0 of 2");
    }

    @Test
    void a_durable_message_inside_is_saved_before_its_reply() {
        String ann = ids("n1", 1).get(0);
        steps.put("lead", lead -> {
            lead.call(ann, new Dancer.SavedTurn("save"));
            throw new IllegalStateException("boom");
        });
        steps.put("save", turn -> "" + (turn.value = 5));
        steps.put("look", look -> "" + look.value);

        assertThatThrownBy(() -> dance(ann, new Dancer.Step("lead"))).hasMessageContaining("boom");
        assertThat(dance(ann, new Dancer.Step("look"))).isEqualTo("5");
    }

    @Test
    void a_durable_message_that_was_failed_inside_is_neither_saved_nor_replied() {
        String ann = ids("n1", 1).get(0);
        steps.put("lead", lead -> {
            lead.value = 7;
            assertThatThrownBy(() -> lead.call(ann, new Dancer.Turn("fail"))).hasMessageContaining("boom");
            return "";
        });
        steps.put("fail", turn -> {
            throw new IllegalStateException("boom");
        });
        steps.put("look", look -> "" + look.value);

        assertThatThrownBy(() -> dance(ann, new Dancer.SavedTurn("lead"))).hasMessageContaining("boom");
        assertThat(dance(ann, new Dancer.Step("look"))).isEqualTo("0");
    }

    @Test
    void a_chain_comes_back_to_a_process_whose_shard_has_moved_meanwhile() throws Exception {
        List<String> leads = ids("n1", 20);
        List<String> follows = ids("n2", 20);
        Gate moving = gate();
        for (int i = 0; i < leads.size(); i++) {
            String lead = leads.get(i);
            String follow = follows.get(i);
            steps.put("lead " + lead, it -> it.call(follow, new Dancer.Step("follow " + lead)));
            steps.put("follow " + lead, it -> {
                moving.pass();
                return it.call(lead, new Dancer.Turn("turn"));
            });
        }
        steps.put("turn", turn -> turn.self.id());
        List<CompletableFuture<String>> dances = leads.stream()
                .map(lead -> danceAsync(lead, new Dancer.Step("lead " + lead)))
                .toList();
        moving.awaitArrivals(leads.size());
        cluster.startWithoutWaiting("n3", dancers("n3"));
        for (String node : List.of("n1", "n2")) {
            Eventually.until(
                    node + " works by a view with n3",
                    () -> cluster.node(node).nodesFor("dance").contains("n3"));
        }
        assertThat(leads.stream()
                        .map(id -> n1.ownerNode(n1.shardFor(id), "dance").orElseThrow()))
                .contains("n3");
        moving.open();

        for (int i = 0; i < leads.size(); i++) {
            assertThat(dances.get(i).get()).isEqualTo(leads.get(i));
        }
    }

    private MeshNode start(String node) throws Exception {
        return cluster.start(node, dancers(node));
    }

    private ProcessClass dancers(String node) {
        return ProcessClasses.of(Dancer.class, () -> new Dancer(steps::get, cluster.node(node)));
    }

    private static void awaitArrival(Gate gate) {
        try {
            gate.awaitArrivals(1);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Gate gate() {
        Gate gate = new Gate();
        gates.add(gate);
        return gate;
    }

    private List<String> ids(String node, int count) {
        return TestCluster.idsOwnedBy(cluster.node(node), "dance", "id-", count);
    }

    private static Request<String> request(String id, Object payload) {
        return Request.to(Dancer.class, id)
                .payload(payload)
                .timeout(Duration.ofSeconds(10))
                .returning(String.class);
    }

    private String dance(String id, Object payload) {
        return n1.call(request(id, payload)).value();
    }

    private CompletableFuture<String> danceAsync(String id, Object payload) {
        return n1.callAsync(request(id, payload)).thenApply(reply -> reply.value());
    }
}
