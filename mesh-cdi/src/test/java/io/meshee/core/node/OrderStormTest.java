package io.meshee.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.Reply;
import io.meshee.api.Request;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.InMemoryNetwork.Fault;
import io.meshee.testkit.PromptTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What one thread sends to a process arrives in its order while the process moves from node to node, over links that are
 * late and that fail to send. One round takes some seconds; {@code -Dmesh.test.rounds=50} runs more of them.
 */
class OrderStormTest {

    private static final int IDS = 24;
    /** Calls of each sender, and half as many casts: what two of them have under way finds room in the mailbox of one process that is held up. */
    private static final int MOST_UNDER_WAY = 250;

    @ParameterizedTest(name = "prompt links: {0}")
    @ValueSource(booleans = {false, true})
    void numbers_grow_at_every_process_while_nodes_join_leave_and_change_their_capabilities(boolean prompt)
            throws Exception {
        for (int round = 0; round < Integer.getInteger("mesh.test.rounds", 1); round++) {
            try (World world = new World()) {
                if (prompt) {
                    world.cluster.transports((node, transport) -> new PromptTransport(transport));
                }
                storm(world, round);
            }
        }
    }

    private void storm(World world, long seed) throws Exception {
        world.startTwo();
        Random random = new Random(seed);
        world.cluster.network().always(Fault.oneIn(40, random, Fault.notSent(), Fault.late(random, 1500)));
        AtomicBoolean over = new AtomicBoolean();
        List<Sender> senders = List.of(new Sender(world, "n1", over), new Sender(world, "n2", over));
        List<CompletableFuture<Void>> running =
                senders.stream().map(CompletableFuture::runAsync).toList();

        world.start("n3");
        world.mesh("n2").unregisterCapabilities("work").toCompletableFuture().get(20, TimeUnit.SECONDS);
        world.start("n4");
        world.mesh("n2").registerCapabilities("work").toCompletableFuture().get(20, TimeUnit.SECONDS);
        world.cluster.stop("n3");
        world.mesh("n1").unregisterCapabilities("work").toCompletableFuture().get(20, TimeUnit.SECONDS);
        world.mesh("n1").registerCapabilities("work").toCompletableFuture().get(20, TimeUnit.SECONDS);
        world.cluster.stop("n4");
        over.set(true);

        for (CompletableFuture<Void> sender : running) {
            sender.get(30, TimeUnit.SECONDS);
        }
        for (Sender sender : senders) {
            sender.awaitReplies();
            for (int i = 0; i < IDS; i++) {
                sender.assertArrivedInOrder("p" + i);
            }
        }
    }

    /** Sends numbered casts and calls to all ids in turn, without waiting for them. */
    private static final class Sender implements Runnable {

        private final World world;
        private final String node;
        private final MeshNode mesh;
        private final AtomicBoolean over;
        private final Semaphore room = new Semaphore(MOST_UNDER_WAY);
        private final List<CompletableFuture<Reply<Object>>> calls = new ArrayList<>();
        private int sent;

        Sender(World world, String node, AtomicBoolean over) {
            this.world = world;
            this.node = node;
            this.mesh = world.cluster.node(node);
            this.over = over;
        }

        @Override
        public void run() {
            for (; !over.get(); sent++) {
                for (int i = 0; i < IDS; i++) {
                    Request<Object> note = Request.to(Worker.class, "p" + i)
                            .payload(new Worker.Note(node, sent))
                            .timeout(Duration.ofSeconds(20));
                    if (sent % 3 == 0) {
                        mesh.cast(note);
                    } else {
                        room.acquireUninterruptibly();
                        CompletableFuture<Reply<Object>> call = mesh.callAsync(note);
                        call.whenComplete((reply, failure) -> room.release());
                        calls.add(call);
                    }
                }
            }
        }

        void awaitReplies() throws Exception {
            CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
        }

        void assertArrivedInOrder(String id) throws Exception {
            Eventually.until(
                    node + "'s " + sent + " messages arrive at " + id,
                    () -> numbers(id).size() >= sent);
            List<Integer> numbers = numbers(id);
            for (int i = 0; i < numbers.size(); i++) {
                assertThat(numbers.get(i))
                        .as("%s's message %d at %s; around it %s", node, i, id, around(numbers, i))
                        .isEqualTo(i);
            }
        }

        private static List<Integer> around(List<Integer> numbers, int i) {
            return numbers.subList(Math.max(0, i - 5), Math.min(numbers.size(), i + 20));
        }

        private List<Integer> numbers(String id) {
            return world.notes(id).stream()
                    .filter(note -> note.from().equals(node))
                    .map(Worker.Note::number)
                    .toList();
        }
    }
}
