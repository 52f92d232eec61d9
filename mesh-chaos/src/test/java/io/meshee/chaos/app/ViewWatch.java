package io.meshee.chaos.app;

import com.hazelcast.core.HazelcastInstance;
import io.meshee.api.ClusterView;
import io.meshee.api.Mesh;
import io.meshee.api.ViewChanged;
import io.meshee.core.wire.MalformedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import javax.cache.CacheManager;

/** Leaves evidence of each view that this node works by, of what it owns then, and of when the view is settled. */
@ApplicationScoped
public class ViewWatch {

    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @Inject
    Mesh mesh;

    @Inject
    CacheManager caches;

    @Inject
    HazelcastInstance grid;

    /** Runs on Mesh's thread for events of this class, which may take its time. */
    void viewChanged(@Observes ViewChanged event) {
        var view = event.after();
        Evidence.write("view " + view.lineage() + " " + view.epoch() + " "
                + view.members().stream()
                        .map(member -> member.name() + (member.state() == ClusterView.State.LEAVING ? "(leaving)" : ""))
                        .collect(Collectors.joining(","))
                + " " + owners());
        awaitSettled(view);
    }

    private String owners() {
        var shards = new TreeMap<String, Integer>();
        for (int shard = 0; shard < Directory.SHARDS; shard++) {
            mesh.ownerNode(shard, "durable-tally").ifPresent(owner -> shards.merge(owner, 1, Integer::sum));
        }
        return shards.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(","));
    }

    private void awaitSettled(ClusterView expected) {
        long giveUp = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() - giveUp < 0 && grid.getLifecycleService().isRunning()) {
            try {
                var view = Directory.view(caches);
                if (view.isPresent() && view.get().epoch() != expected.epoch()) {
                    return;
                }
                if (view.isPresent() && Directory.isSettled(caches, grid, view.get())) {
                    Evidence.write("settled " + expected.lineage() + " " + expected.epoch());
                    return;
                }
            } catch (MalformedException e) {
                throw new IllegalStateException("the directory cannot be read", e);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }
}
