package io.meshee.ejb.router;

import io.meshee.core.config.MeshSettings;
import io.meshee.ejb.persistence.PersistentStores;
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

    ReminderStore chosen(MeshSettings settings, CacheManager caches, PersistentStores persistent) {
        String name = settings.reminderStore();
        return switch (name) {
            case "jcache" -> inGrid(caches, settings.name());
            case "jpa" -> persistent.reminders(settings.jpa(), settings.name());
            default -> bean(name);
        };
    }

    static ReminderStore inGrid(CacheManager caches, String meshName) {
        return new JCacheReminderStore(caches, meshName, StateCache.configuration(), StateCache::compareAndSet);
    }

    private ReminderStore bean(String name) {
        Instance<ReminderStore> found = beans.select(NamedLiteral.of(name));
        if (!found.isResolvable()) {
            throw new IllegalStateException("MESH00625: mesh.reminder-store: \"" + name
                    + "\" is neither jcache nor jpa, nor the name of a bean of type ReminderStore");
        }
        return found.get();
    }
}
