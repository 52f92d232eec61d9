package io.meshee.chaos.app;

import com.hazelcast.core.HazelcastInstance;
import io.meshee.core.view.Liveness;
import io.meshee.core.view.MemberRecord;
import io.meshee.core.view.MemberRecord.Node;
import io.meshee.core.view.View;
import io.meshee.core.view.ViewPlanner;
import io.meshee.core.wire.MalformedException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.cache.Cache;
import javax.cache.CacheManager;
import org.eclipse.microprofile.config.ConfigProvider;

/** The caches of Mesh's directory. */
final class Directory {

    static final int SHARDS = ConfigProvider.getConfig()
            .getOptionalValue("mesh.shards", Integer.class)
            .orElse(4096);

    private static final String MESH = ConfigProvider.getConfig()
            .getOptionalValue("mesh.name", String.class)
            .orElse("mesh");

    private Directory() {}

    static Cache<String, byte[]> members(CacheManager caches) {
        return caches.getCache(MESH + ".members", String.class, byte[].class);
    }

    static Optional<View> view(CacheManager caches) throws MalformedException {
        byte[] bytes = views(caches).get("view");
        return bytes == null ? Optional.empty() : Optional.of(View.decode(bytes));
    }

    /** Whether every member that the grid knows has let go of what it lost in this view. */
    static boolean isSettled(CacheManager caches, HazelcastInstance grid, View view) throws MalformedException {
        Map<String, MemberRecord> records = new HashMap<>();
        for (var member : view.members()) {
            var name = member.node().name();
            byte[] record = members(caches).get(name);
            if (record != null) {
                records.put(name, MemberRecord.decode(record));
            }
        }
        return ViewPlanner.isSettled(view, records, new InGrid(grid));
    }

    /** Whether every member has come to its whole share, and none is on its way out. */
    static boolean isEven(View view) {
        return view.members().stream()
                        .map(member -> member.node().weight())
                        .distinct()
                        .count()
                <= 1;
    }

    /** Takes the grid's word for who is there: good enough to tell the time that a change took. */
    private record InGrid(HazelcastInstance grid) implements Liveness {

        @Override
        public boolean isPresent(Node node) {
            return grid.getCluster().getMembers().stream()
                    .anyMatch(member -> member.getUuid().toString().equals(node.gridMember()));
        }

        @Override
        public boolean isGone(Node node) {
            return !isPresent(node);
        }
    }

    /** Empties all of it. */
    static void wipe(CacheManager caches) {
        members(caches).clear();
        views(caches).clear();
    }

    private static Cache<String, byte[]> views(CacheManager caches) {
        return caches.getCache(MESH + ".view", String.class, byte[].class);
    }
}
