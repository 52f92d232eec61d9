package io.meshee.ejb.router;

import io.meshee.jcache.JCacheReminderStore;
import io.meshee.spi.ReminderStore;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.literal.NamedLiteral;
import jakarta.inject.Inject;
import javax.cache.CacheManager;

/** Finds the store that {@code mesh.reminder-store} names. */
@Dependent
class ReminderStores {

    private final Instance<ReminderStore> beans;

    @Inject
    ReminderStores(@Any Instance<ReminderStore> beans) {
        this.beans = beans;
    }

    ReminderStore named(String name, CacheManager caches, String meshName) {
        return name.equals("jcache")
                ? new JCacheReminderStore(caches, meshName, StateCache.configuration())
                : bean(name);
    }

    private ReminderStore bean(String name) {
        Instance<ReminderStore> found = beans.select(NamedLiteral.of(name));
        if (!found.isResolvable()) {
            throw new IllegalStateException("MESH00625: mesh.reminder-store: \"" + name
                    + "\" is neither jcache nor the name of a bean of type ReminderStore");
        }
        return found.get();
    }
}
