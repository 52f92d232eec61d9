package io.meshee.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.cluster.grid.GridResource;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a durable handler has acknowledged outlives its node, and so do reminders. */
@Timeout(1800) // with -Pchaos; each wait has a deadline of its own
@OnNodesOfItsOwn
class DurableStateIT {

    private static final String API = "/mesh-sample/api/";
    private static final int ROUNDS = Integer.getInteger("mesh.chaos.rounds", 3);
    private static final int NODES = 4;
    private static final int COUNTERS = 4;
    private static final int ACKNOWLEDGED = 25;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration START_PATIENCE = Duration.ofSeconds(240); // four at once

    private final Map<String, Long> acknowledged = new LinkedHashMap<>();

    @Test
    void noAcknowledgedIncrementIsLostAndNoneRunsTwiceWhenOneOwnerAfterTheOtherIsKilled() {
        var war = war();
        try (var cluster = MeshCluster.named("durable-state", NODES + ROUNDS)) {
            var names = new ArrayList<>(IntStream.rangeClosed(1, NODES)
                    .mapToObj(number -> "n" + number)
                    .toList());
            cluster.start(names.stream().map(name -> node(name, war)).toArray(NodeSpec[]::new));
            var asked = cluster.node("n1");
            for (int round = 1; round <= ROUNDS; round++) {
                var members = names.size();
                MeshCluster.await("the grid of " + members + " is safe", PATIENCE, () -> isSafe(asked, members));
                var killed = cluster.node(names.remove(names.size() - 1));
                var room = firstOwnedBy(killed, "chat", asked);
                countWhileKilled(asked, killed, room);
                MeshCluster.await(
                        "a survivor reminds " + room,
                        PATIENCE,
                        () -> linesOf(asked, room).equals(List.of("tea")));
                acknowledged.forEach((id, value) -> assertThat(valueOf(asked, id))
                        .as(id + " after " + names + " are left")
                        .isEqualTo(value));
                if (ROUNDS - round >= names.size()) {
                    names.add(cluster.join(node("n" + (NODES + round), war)).name());
                }
            }
        }
    }

    private static NodeSpec node(String name, Path war) {
        return NodeSpec.node(name).war(war).patience(START_PATIENCE);
    }

    /** Counts up through one node while the owner dies, and a reminder of it is pending; each request is sent until it is acknowledged. */
    private void countWhileKilled(MeshNode asked, MeshNode owner, String room) {
        var ids = ownedBy(owner, "durable-counter", asked).limit(COUNTERS).toList();
        var over = new AtomicBoolean();
        var progress = new AtomicLong();
        ExecutorService clients = Executors.newFixedThreadPool(COUNTERS);
        try {
            var counts = ids.stream()
                    .map(id -> CompletableFuture.supplyAsync(() -> count(asked, id, over, progress), clients))
                    .toList();
            MeshCluster.await("some are acknowledged", PATIENCE, () -> progress.get() >= COUNTERS * ACKNOWLEDGED);
            setReminder(asked, room);
            owner.kill();
            over.set(true);
            for (int i = 0; i < COUNTERS; i++) {
                acknowledged.put(ids.get(i), counts.get(i).join());
            }
        } finally {
            over.set(true);
            clients.shutdownNow();
        }
    }

    private static long count(MeshNode asked, String id, AtomicBoolean over, AtomicLong progress) {
        long value = 0;
        while (!over.get()) {
            value++;
            var key = "key-" + value;
            MeshCluster.await(id + " acknowledges " + key, PATIENCE, () -> increment(asked, id, key));
            progress.incrementAndGet();
        }
        return value;
    }

    private static boolean increment(MeshNode asked, String id, String key) {
        return asked.send(asked.request(API + "durable-counter/" + id + "/increment")
                                .header("Idempotency-Key", key)
                                .POST(BodyPublishers.noBody()))
                        .status()
                == 200;
    }

    private static long valueOf(MeshNode asked, String id) {
        return asked.get(API + "durable-counter/" + id).expect(200).json().getInt("value");
    }

    /** Has a room say something after a while: by then its node is dead. */
    private static void setReminder(MeshNode asked, String room) {
        asked.post(API + "chat/" + room, "{\"author\":\"ann\",\"text\":\"/remind 3 tea\"}")
                .expect(202);
        MeshCluster.await(
                "the reminder is set", PATIENCE, () -> linesOf(asked, room).size() == 1);
    }

    private static List<String> linesOf(MeshNode asked, String room) {
        var answer = asked.get(API + "chat/" + room);
        return answer.status() != 200
                ? List.of()
                : answer.json().getJsonArray("lines").getValuesAs(JsonObject.class).stream()
                        .map(line -> line.getString("text"))
                        .toList();
    }

    private static String firstOwnedBy(MeshNode owner, String capability, MeshNode asked) {
        return ownedBy(owner, capability, asked).findFirst().orElseThrow();
    }

    private static Stream<String> ownedBy(MeshNode owner, String capability, MeshNode asked) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> owner.name() + "-" + i)
                .filter(id -> owner.name().equals(ownerOf(asked, capability, id)));
    }

    private static String ownerOf(MeshNode asked, String capability, String id) {
        return asked.get(API + "mesh/shards/" + id)
                .expect(200)
                .json()
                .getJsonObject("owners")
                .getString(capability);
    }

    private static boolean isSafe(MeshNode asked, int members) {
        var grid = asked.get(API + "grid").expect(200).json();
        return grid.getBoolean("safe") && grid.getInt("members") == members;
    }

    /** The sample application, with a resource that shows the grid. */
    private static Path war() {
        return TestWar.write(ShrinkWrap.create(WebArchive.class, "durable-state.war")
                .merge(ShrinkWrap.createFromZipFile(
                        WebArchive.class, Path.of("target", "mesh-sample.war").toFile()))
                .addPackage(GridResource.class.getPackage()));
    }
}
