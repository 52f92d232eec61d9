package io.meshee.ejb.router;

import static com.hazelcast.cache.impl.operation.MutableOperation.IGNORE_COMPLETION;

import com.hazelcast.cache.impl.CacheOperationProvider;
import com.hazelcast.cache.impl.CacheProxy;
import com.hazelcast.cache.impl.ICacheService;
import com.hazelcast.config.CacheConfig;
import com.hazelcast.config.EvictionConfig;
import com.hazelcast.config.EvictionPolicy;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MaxSizePolicy;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.core.IndeterminateOperationStateException;
import com.hazelcast.internal.serialization.Data;
import com.hazelcast.spi.impl.NodeEngine;
import com.hazelcast.spi.impl.operationservice.Operation;
import io.meshee.jcache.UnsureException;
import javax.cache.Cache;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.expiry.ExpiryPolicy;

/** How the data grid keeps states and reminders. */
final class StateCache {

    /** Of server-config. */
    private static final String LAST_SAVE = "io.meshee.server.LastSaveMergePolicy";

    private StateCache() {}

    /** One synchronous backup, and no limit: left alone, the grid drops entries once there are some 10,000. */
    static CacheConfig<String, byte[]> configuration() {
        CacheConfig<String, byte[]> configuration = new CacheConfig<>();
        configuration.setTypes(String.class, byte[].class);
        configuration.setInMemoryFormat(InMemoryFormat.BINARY);
        configuration.setBackupCount(1);
        configuration.setEvictionConfig(new EvictionConfig()
                .setMaxSizePolicy(MaxSizePolicy.ENTRY_COUNT)
                .setSize(Integer.MAX_VALUE)
                .setEvictionPolicy(EvictionPolicy.LRU)); // a cache must have some policy
        return configuration;
    }

    /** The same, merged after a split by what was saved last, where the server has the class that knows. */
    static CompleteConfiguration<String, byte[]> configurationOfStates() {
        CacheConfig<String, byte[]> configuration = configuration();
        if (isThere(LAST_SAVE)) {
            configuration.setMergePolicyConfig(new MergePolicyConfig(LAST_SAVE, MergePolicyConfig.DEFAULT_BATCH_SIZE));
        }
        return configuration;
    }

    /** On the class path of the server itself: the grid looks for it there, and never in an application. */
    private static boolean isThere(String name) {
        try {
            Class.forName(name, false, ClassLoader.getSystemClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false; // a stock server
        }
    }

    /**
     * Changes an entry that is as it was, and its life, in one step, and asks for certainty that the backup has it. A cache
     * cannot be told to want that, only the whole grid, and then a server that starts while others do fails by a write of its
     * own that is none of Mesh's; so what the cache would do is done here, with that one wish more.
     */
    static boolean compareAndSet(
            Cache<String, byte[]> cache, String key, byte[] before, byte[] after, ExpiryPolicy life) {
        @SuppressWarnings("unchecked") // all that the grid itself makes are of this class
        CacheProxy<String, byte[]> proxy = cache.unwrap(CacheProxy.class);
        NodeEngine engine = proxy.getNodeEngine();
        CacheOperationProvider operations =
                proxy.getService().getCacheOperationProvider(proxy.getPrefixedName(), InMemoryFormat.BINARY);
        Data place = engine.toData(key);
        Operation change = before == null
                ? operations.createPutIfAbsentOperation(place, engine.toData(after), life, IGNORE_COMPLETION)
                : after == null
                        ? operations.createRemoveOperation(place, engine.toData(before), IGNORE_COMPLETION)
                        : operations.createReplaceOperation(
                                place, engine.toData(before), engine.toData(after), life, IGNORE_COMPLETION);
        try {
            return engine.getOperationService()
                    .createInvocationBuilder(
                            ICacheService.SERVICE_NAME,
                            change,
                            engine.getPartitionService().getPartitionId(place))
                    .setFailOnIndeterminateOperationState(true)
                    .<Boolean>invoke()
                    .joinInternal();
        } catch (IndeterminateOperationStateException e) {
            throw new UnsureException(e);
        }
    }
}
