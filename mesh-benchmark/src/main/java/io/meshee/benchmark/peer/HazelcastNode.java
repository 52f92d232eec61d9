package io.meshee.benchmark.peer;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.core.IExecutorService;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.map.IMap;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import com.hazelcast.partition.PartitionService;
import io.meshee.benchmark.load.Row;
import io.meshee.benchmark.load.Subject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Plain Hazelcast. A task that is sent to a member finds its counter in a map of the JVM's own; an entry processor finds
 * it in the distributed map. Both are {@link IdentifiedDataSerializable}, which is the most compact it has.
 */
final class HazelcastNode {

    private static final int FACTORY = 7;
    private static final String COUNTS = "counts";
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);

    private HazelcastNode() {}

    static Map<String, Subject> start(int index, int port) {
        Config config = new Config("benchmark");
        config.setProperty("hazelcast.logging.type", "jdk");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.getSerializationConfig()
                .addDataSerializableFactory(FACTORY, type -> type == 1 ? new AddTask() : new AddEntry());
        config.getUserContext().put(COUNTS, new ConcurrentHashMap<String, Count>());
        config.getMapConfig(COUNTS).setBackupCount(0);
        NetworkConfig network = config.getNetworkConfig();
        network.setPort(port + index).setPortAutoIncrement(false);
        network.getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        network.getJoin().getAutoDetectionConfig().setEnabled(false);
        network.getJoin().getMulticastConfig().setEnabled(false);
        network.getJoin().getTcpIpConfig().setEnabled(true).addMember("127.0.0.1:" + port);
        HazelcastInstance grid = Hazelcast.newHazelcastInstance(config);
        awaitBoth(grid);
        return Map.of("submitToMember", new Tasks(grid), "executeOnKey", new Entries(grid));
    }

    /** Until both members are there and their partitions stay where they are. */
    private static void awaitBoth(HazelcastInstance grid) {
        long giveUp = System.nanoTime() + PATIENCE_NANOS;
        while (grid.getCluster().getMembers().size() < 2
                || !grid.getPartitionService().isClusterSafe()) {
            if (System.nanoTime() - giveUp > 0) {
                throw new IllegalStateException("the other member does not come");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private static Member other(HazelcastInstance grid) {
        return grid.getCluster().getMembers().stream()
                .filter(member -> !member.localMember())
                .findFirst()
                .orElseThrow();
    }

    private static final class Count {

        private int value;

        synchronized int add(int by) {
            value += by;
            return value;
        }
    }

    /** What both have in common: no processes of their own. */
    private abstract static class Counting implements Subject {

        @Override
        public int idle(int count) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void endIdle() {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Tasks extends Counting {

        private final HazelcastInstance grid;
        private final IExecutorService executor;

        Tasks(HazelcastInstance grid) {
            this.grid = grid;
            this.executor = grid.getExecutorService("benchmark");
        }

        @Override
        public Optional<Calls> calls(Row row) {
            return row == Row.REMOTE ? Optional.of(new Submit(executor, other(grid))) : Optional.empty();
        }
    }

    private record Submit(IExecutorService executor, Member member) implements Subject.Calls {

        @Override
        public void call(int number) throws Exception {
            executor.submitToMember(task(number), member).get();
        }

        @Override
        public void start(int number, Runnable done) {
            Future<Integer> future = executor.submitToMember(task(number), member);
            // on the completing thread, which it does not keep: it only releases a place
            ((CompletionStage<?>) future).whenCompleteAsync((value, failure) -> done.run(), Runnable::run);
        }

        private static AddTask task(int number) {
            return new AddTask("p" + Integer.remainderUnsigned(number, Row.IDS), 1);
        }
    }

    private static final class Entries extends Counting {

        private final HazelcastInstance grid;
        private final IMap<String, Integer> counts;

        Entries(HazelcastInstance grid) {
            this.grid = grid;
            this.counts = grid.getMap(COUNTS);
        }

        @Override
        public Optional<Calls> calls(Row row) {
            return switch (row) {
                case LOCAL -> Optional.of(new Execute(counts, keys(true)));
                case REMOTE -> Optional.of(new Execute(counts, keys(false)));
                case LOCAL_POOL, HOT, ACTIVATE, REMOTE_RECORD -> Optional.empty();
            };
        }

        private List<String> keys(boolean local) {
            PartitionService partitions = grid.getPartitionService();
            return Stream.iterate(0, i -> i + 1)
                    .map(i -> "p" + i)
                    .filter(key ->
                            local == partitions.getPartition(key).getOwner().localMember())
                    .limit(Row.IDS)
                    .toList();
        }
    }

    private record Execute(IMap<String, Integer> counts, List<String> keys) implements Subject.Calls {

        @Override
        public void call(int number) {
            counts.executeOnKey(key(number), new AddEntry(1));
        }

        @Override
        public void start(int number, Runnable done) {
            counts.submitToKey(key(number), new AddEntry(1))
                    .whenCompleteAsync((value, failure) -> done.run(), Runnable::run);
        }

        private String key(int number) {
            return keys.get(Integer.remainderUnsigned(number, keys.size()));
        }
    }

    /** Adds to a counter of the member that it runs on. */
    static final class AddTask implements Callable<Integer>, HazelcastInstanceAware, IdentifiedDataSerializable {

        private String id;
        private int by;
        private HazelcastInstance grid;

        AddTask() {
            // read by readData
        }

        AddTask(String id, int by) {
            this.id = id;
            this.by = by;
        }

        @Override
        public void setHazelcastInstance(HazelcastInstance instance) {
            grid = instance;
        }

        @Override
        public Integer call() {
            @SuppressWarnings("unchecked")
            Map<String, Count> counts =
                    (Map<String, Count>) grid.getUserContext().get(COUNTS);
            return counts.computeIfAbsent(id, key -> new Count()).add(by);
        }

        @Override
        public int getFactoryId() {
            return FACTORY;
        }

        @Override
        public int getClassId() {
            return 1;
        }

        @Override
        public void writeData(ObjectDataOutput out) throws IOException {
            out.writeString(id);
            out.writeInt(by);
        }

        @Override
        public void readData(ObjectDataInput in) throws IOException {
            id = in.readString();
            by = in.readInt();
        }
    }

    /** Adds to an entry. */
    static final class AddEntry implements EntryProcessor<String, Integer, Integer>, IdentifiedDataSerializable {

        private static final long serialVersionUID = 1;

        private int by;

        AddEntry() {
            // read by readData
        }

        AddEntry(int by) {
            this.by = by;
        }

        @Override
        public Integer process(Map.Entry<String, Integer> entry) {
            int value = entry.getValue() == null ? by : entry.getValue() + by;
            entry.setValue(value);
            return value;
        }

        @Override
        public EntryProcessor<String, Integer, Integer> getBackupProcessor() {
            return null; // there are no backups
        }

        @Override
        public int getFactoryId() {
            return FACTORY;
        }

        @Override
        public int getClassId() {
            return 2;
        }

        @Override
        public void writeData(ObjectDataOutput out) throws IOException {
            out.writeInt(by);
        }

        @Override
        public void readData(ObjectDataInput in) throws IOException {
            by = in.readInt();
        }
    }
}
