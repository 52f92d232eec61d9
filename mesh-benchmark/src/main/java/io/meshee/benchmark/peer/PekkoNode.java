package io.meshee.benchmark.peer;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.meshee.benchmark.load.Row;
import io.meshee.benchmark.load.Subject;
import io.meshee.benchmark.peer.PekkoCounter.Add;
import io.meshee.benchmark.peer.PekkoCounter.Added;
import io.meshee.benchmark.peer.PekkoCounter.Command;
import io.meshee.benchmark.peer.PekkoCounter.Stop;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.ShardRegion;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingQuery;
import org.apache.pekko.cluster.sharding.typed.GetClusterShardingStats;
import org.apache.pekko.cluster.sharding.typed.GetShardRegionState;
import org.apache.pekko.cluster.sharding.typed.HashCodeMessageExtractor;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/**
 * Pekko Cluster Sharding. A caller that waits asks, since the reply then completes its future on the replying thread. What
 * is pipelined is told instead, and answered to one collecting actor: an ask would leave a timer for each call.
 */
final class PekkoNode implements Subject {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final EntityTypeKey<Command> TYPE = EntityTypeKey.create(Command.class, "counter");
    private static final int SHARDS = 1000;
    private static final int NEWCOMERS = 110_000;
    private static final int SLOTS = 4096;

    private final ActorSystem<Added> system;
    private final ClusterSharding sharding;
    private final AtomicReferenceArray<Runnable> slots;
    private final AtomicInteger used = new AtomicInteger();
    private final AtomicInteger nextSlot = new AtomicInteger();
    private Set<String> localShards = Set.of();
    private List<String> idle = List.of();

    private PekkoNode(ActorSystem<Added> system, AtomicReferenceArray<Runnable> slots) {
        this.system = system;
        this.slots = slots;
        this.sharding = ClusterSharding.get(system);
        sharding.init(Entity.of(TYPE, context -> PekkoCounter.create())
                .withMessageExtractor(new HashCodeMessageExtractor<>(SHARDS))
                .withStopMessage(Stop.STOP));
    }

    static Map<String, Subject> start(int index, int port) {
        Config config = ConfigFactory.parseString(String.join(
                        "\n",
                        "pekko.remote.artery.canonical.port = " + (port + index),
                        "pekko.cluster.seed-nodes = [\"pekko://benchmark@127.0.0.1:" + port + "\"]"))
                .withFallback(ConfigFactory.parseResources("pekko.conf"))
                .withFallback(ConfigFactory.defaultReference())
                .resolve();
        AtomicReferenceArray<Runnable> slots = new AtomicReferenceArray<>(SLOTS);
        return Map.of("pekko", new PekkoNode(ActorSystem.create(collector(slots), "benchmark", config), slots));
    }

    private static Behavior<Added> collector(AtomicReferenceArray<Runnable> slots) {
        return Behaviors.receiveMessage(added -> {
            slots.getAndSet(added.slot(), null).run();
            return Behaviors.same();
        });
    }

    @Override
    public Optional<Calls> calls(Row row) throws Exception {
        return switch (row) {
            case LOCAL -> Optional.of(known(true, Row.IDS));
            case HOT -> Optional.of(known(true, 1));
            case REMOTE -> Optional.of(known(false, Row.IDS));
            case ACTIVATE -> Optional.of(new FirstCalls(local("n" + used.incrementAndGet() + "-", NEWCOMERS)));
            case LOCAL_POOL, REMOTE_RECORD -> Optional.empty();
        };
    }

    @Override
    public int idle(int count) throws Exception {
        idle = localIds("idle-", count);
        for (String id : idle) {
            ask(sharding.entityRefFor(TYPE, id));
        }
        return idle.size();
    }

    @Override
    public void endIdle() {
        idle.forEach(id -> sharding.entityRefFor(TYPE, id).tell(Stop.STOP));
        idle = List.of();
    }

    private Calls known(boolean local, int count) throws Exception {
        Set<String> shards = localShards();
        return new KnownCalls(Stream.iterate(0, i -> i + 1)
                .map(i -> "p" + i)
                .filter(id -> local == shards.contains(shardOf(id)))
                .limit(count)
                .map(id -> sharding.entityRefFor(TYPE, id))
                .toList());
    }

    private List<EntityRef<Command>> local(String prefix, int count) throws Exception {
        return localIds(prefix, count).stream()
                .map(id -> sharding.entityRefFor(TYPE, id))
                .toList();
    }

    private List<String> localIds(String prefix, int count) throws Exception {
        Set<String> shards = localShards();
        return Stream.iterate(0, i -> i + 1)
                .map(i -> prefix + i)
                .filter(id -> shards.contains(shardOf(id)))
                .limit(count)
                .toList();
    }

    private static String shardOf(String id) {
        return Integer.toString(Math.abs(id.hashCode() % SHARDS));
    }

    /** Those of this node, once all have been placed: at their first message, and for good, since nothing is rebalanced. */
    private Set<String> localShards() throws Exception {
        if (localShards.isEmpty()) {
            awaitBoth();
            for (int i = 0; i < 4 * Row.IDS; i++) {
                ask(sharding.entityRefFor(TYPE, "p" + i));
            }
            ShardRegion.CurrentShardRegionState state = query(replyTo -> new GetShardRegionState(TYPE, replyTo));
            Set<String> shards = new HashSet<>();
            state.getShards().forEach(shard -> shards.add(shard.shardId()));
            if (shards.isEmpty() || shards.size() == SHARDS) {
                throw new IllegalStateException("one node has " + shards.size() + " of " + SHARDS + " shards");
            }
            localShards = shards;
        }
        return localShards;
    }

    /** A region that is not there yet would get no shards. */
    private void awaitBoth() throws Exception {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (regions() < 2) {
            if (System.nanoTime() - giveUp > 0) {
                throw new IllegalStateException("the other node does not come");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private int regions() throws Exception {
        ShardRegion.ClusterShardingStats stats =
                query(replyTo -> new GetClusterShardingStats(TYPE, Duration.ofSeconds(5), replyTo));
        return stats.getRegions().size();
    }

    private <R> R query(Function<ActorRef<R>, ClusterShardingQuery> question) throws Exception {
        return AskPattern.<ClusterShardingQuery, R>ask(
                        sharding.shardState(), question::apply, PATIENCE, system.scheduler())
                .toCompletableFuture()
                .get();
    }

    private static void ask(EntityRef<Command> entity) throws Exception {
        CompletionStage<Added> answer = entity.ask(replyTo -> new Add(1, 0, replyTo), PATIENCE);
        answer.toCompletableFuture().get();
    }

    private static void end(List<EntityRef<Command>> entities) {
        entities.forEach(entity -> entity.tell(Stop.STOP));
    }

    private void tell(EntityRef<Command> entity, Runnable done) {
        int slot = nextSlot.getAndIncrement() & SLOTS - 1;
        while (!slots.compareAndSet(slot, null, done)) {
            slot = slot + 1 & SLOTS - 1;
        }
        entity.tell(new Add(1, slot, system));
    }

    private final class KnownCalls implements Calls {

        private final List<EntityRef<Command>> entities;

        KnownCalls(List<EntityRef<Command>> entities) {
            this.entities = entities;
        }

        @Override
        public void call(int number) throws Exception {
            ask(entities.get(Integer.remainderUnsigned(number, entities.size())));
        }

        @Override
        public void start(int number, Runnable done) {
            tell(entities.get(Integer.remainderUnsigned(number, entities.size())), done);
        }
    }

    private final class FirstCalls implements Calls {

        private final List<EntityRef<Command>> entities;
        private final AtomicInteger next = new AtomicInteger();

        FirstCalls(List<EntityRef<Command>> entities) {
            this.entities = entities;
        }

        @Override
        public void call(int number) throws Exception {
            ask(entities.get(next.getAndIncrement()));
        }

        @Override
        public void start(int number, Runnable done) {
            tell(entities.get(next.getAndIncrement()), done);
        }

        @Override
        public void tidy() {
            end(entities.subList(0, Math.min(next.get(), entities.size())));
        }
    }
}
