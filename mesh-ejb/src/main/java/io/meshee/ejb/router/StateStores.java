package io.meshee.ejb.router;

import io.meshee.core.config.MeshSettings;
import io.meshee.core.state.Generations;
import io.meshee.core.state.NoStateStore;
import io.meshee.ejb.persistence.PersistentStores;
import io.meshee.jcache.JCacheStateStore;
import io.meshee.spi.StateStore;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.literal.NamedLiteral;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import javax.cache.CacheManager;

/** Finds the store that {@code mesh.state-store} names. */
@Dependent
class StateStores {

    private final Instance<StateStore> beans;

    @Inject
    StateStores(@Any Instance<StateStore> beans) {
        this.beans = beans;
    }

    StateStore chosen(MeshSettings settings, CacheManager caches, PersistentStores persistent) {
        String name = settings.stateStore();
        return switch (name) {
            case "jcache" -> inGrid(caches, settings.name(), Generations.TOMBSTONE_LIFE);
            case "jpa" -> persistent.states(settings.jpa(), settings.name());
            case "none" -> new NoStateStore();
            default -> bean(name);
        };
    }

    static StateStore inGrid(CacheManager caches, String meshName, Duration tombstoneLife) {
        return new JCacheStateStore(
                caches,
                meshName,
                StateCache.configurationOfStates(),
                StateCache::compareAndSet,
                tombstoneLife,
                Clock.systemUTC());
    }

    private StateStore bean(String name) {
        Instance<StateStore> found = beans.select(NamedLiteral.of(name));
        if (!found.isResolvable()) {
            throw new IllegalStateException("MESH00624: mesh.state-store: \"" + name
                    + "\" is neither jcache, jpa nor none, nor the name of a bean of type StateStore");
        }
        return found.get();
    }
}
