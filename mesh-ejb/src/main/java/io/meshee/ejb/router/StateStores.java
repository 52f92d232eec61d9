package io.meshee.ejb.router;

import io.meshee.core.state.NoStateStore;
import io.meshee.jcache.JCacheStateStore;
import io.meshee.spi.StateStore;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.literal.NamedLiteral;
import jakarta.inject.Inject;
import javax.cache.CacheManager;

/** Finds the store that {@code mesh.state-store} names. */
@Dependent
class StateStores {

    private final Instance<StateStore> beans;

    @Inject
    StateStores(@Any Instance<StateStore> beans) {
        this.beans = beans;
    }

    StateStore named(String name, CacheManager caches, String meshName) {
        return switch (name) {
            case "jcache" -> new JCacheStateStore(caches, meshName, StateCache.configuration());
            case "none" -> new NoStateStore();
            default -> bean(name);
        };
    }

    private StateStore bean(String name) {
        Instance<StateStore> found = beans.select(NamedLiteral.of(name));
        if (!found.isResolvable()) {
            throw new IllegalStateException("MESH00624: mesh.state-store: \"" + name
                    + "\" is neither jcache nor none, nor the name of a bean of type StateStore");
        }
        return found.get();
    }
}
