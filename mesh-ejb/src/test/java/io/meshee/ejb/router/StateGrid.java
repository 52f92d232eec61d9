package io.meshee.ejb.router;

import com.hazelcast.cache.HazelcastCachingProvider;
import com.hazelcast.cache.HazelcastMemberCachingProvider;
import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.cache.CacheManager;

/** Members of a data grid in this JVM, on loopback. */
public final class StateGrid {

    private static final Map<String, CacheManager> MANAGERS = new ConcurrentHashMap<>();

    private final String name;
    private final List<String> addresses = new ArrayList<>();

    /** One without members. */
    public StateGrid() {
        this(UUID.randomUUID().toString());
    }

    private StateGrid(String name) {
        this.name = name;
    }

    /** Another part of the same grid: neither knows where the other's members are. */
    public StateGrid otherPart() {
        return new StateGrid(name);
    }

    /** A member that knows those that have joined before. */
    public HazelcastInstance join() {
        Config config = new Config();
        config.setClusterName(name);
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.wait.seconds.before.join", "0");
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        config.setProperty("hazelcast.logging.type", "none");
        config.setProperty("hazelcast.operation.backup.timeout.millis", "500");
        NetworkConfig network = config.getNetworkConfig().setPort(25_701).setPortCount(200);
        network.getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        JoinConfig join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true).setMembers(List.copyOf(addresses));
        HazelcastInstance member = Hazelcast.newHazelcastInstance(config);
        addresses.add(
                "127.0.0.1:" + member.getCluster().getLocalMember().getAddress().getPort());
        return member;
    }

    /** Each member's own way to the caches: a provider gives one manager a JVM. */
    static CacheManager caches(HazelcastInstance member) {
        return MANAGERS.computeIfAbsent(
                member.getName(),
                name -> new HazelcastMemberCachingProvider()
                        .getCacheManager(null, null, HazelcastCachingProvider.propertiesByInstanceItself(member)));
    }
}
