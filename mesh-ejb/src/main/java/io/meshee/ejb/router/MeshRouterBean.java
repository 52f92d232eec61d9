package io.meshee.ejb.router;

import com.hazelcast.core.HazelcastInstance;
import io.meshee.cdi.BroadcastEvents;
import io.meshee.cdi.CapabilityExtension;
import io.meshee.cdi.CdiEvents;
import io.meshee.cdi.HandlerEnvironment;
import io.meshee.cdi.InjectedMesh;
import io.meshee.core.config.MeshSettings;
import io.meshee.core.node.MeshNode;
import io.meshee.core.node.NodeParts;
import io.meshee.core.time.TimeSource;
import io.meshee.core.view.JoinRefusedException;
import io.meshee.ejb.membership.HazelcastGrid;
import io.meshee.ejb.membership.ServerEvents;
import io.meshee.ejb.metrics.MeshMetrics;
import io.meshee.ejb.persistence.PersistentStores;
import io.meshee.ejb.transport.BatchReceiver;
import io.meshee.jcache.JCacheDirectory;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.cache.CacheManager;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Owns this node's life: makes it when the application is deployed, lets it take work once the whole application has
 * started, and has it leave before the server or the application stops. Calls do not pass through this bean, whose
 * container-made proxy costs many times a local call, but through the core that {@code @Inject Mesh} gives.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MeshRouterBean {

    private static final Logger LOG = System.getLogger(MeshRouterBean.class.getName());

    @Inject
    private CapabilityExtension extension;

    @Inject
    private InjectedMesh mesh;

    @Inject
    private BatchReceiver receiver;

    @Inject
    private CacheManager caches;

    @Inject
    private HazelcastInstance hazelcast;

    @Inject
    private ShardStrategies strategies;

    @Inject
    private StateStores stores;

    @Inject
    private ReminderStores reminderStores;

    @Inject
    private PersistentStores persistent;

    @Inject
    private Instance<RequestContextController> requests;

    @Inject
    private BeanManager beans;

    @Inject
    private MeshMetrics metrics;

    @Inject
    private BroadcastEvents broadcasts;

    @Inject
    private CallerPrincipal principal;

    @Resource
    private ManagedThreadFactory managedThreads;

    @Resource
    private TransactionSynchronizationRegistry transactions;

    @Resource(lookup = "java:appserver/TransactionManager")
    private TransactionManager transactionManager;

    private final AtomicBoolean stopped = new AtomicBoolean();
    private MeshNode node;
    private HazelcastGrid grid;
    private ServerEvents events;
    private ScheduledExecutorService timer;
    private NeutralThreads threads;

    @PostConstruct
    void start() {
        JavaVersion.requireSupported();
        MeshSettings settings = extension.settings();
        String startId = UUID.randomUUID().toString();
        grid = openGrid(settings.name());
        threads = new NeutralThreads(managedThreads);
        timer = Executors.newSingleThreadScheduledExecutor(threads);
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        node = new MeshNode(new NodeParts(
                settings.nodeName().orElseGet(() -> DefaultNames.nodeName(startId)),
                startId,
                settings,
                extension.catalog(),
                strategies.named(settings.shardStrategy()),
                new JCacheDirectory(caches, settings.name()),
                stores.chosen(settings, caches, persistent),
                reminderStores.chosen(settings, caches, persistent),
                grid,
                new Transports(settings, receiver, hazelcast, grid, timer).allowed(startId),
                new HandlerEnvironment(
                        application,
                        requests,
                        new ThreadTransactions(transactions, transactionManager),
                        principal::name),
                threads,
                TimeSource.SYSTEM,
                new CdiEvents(beans),
                (capability, payload) -> broadcasts.fire(application, capability, payload)));
        try {
            node.start();
        } catch (JoinRefusedException e) {
            throw new IllegalStateException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while joining the mesh", e);
        }
        mesh.bind(node);
        metrics.show(node);
        listenToServer();
    }

    @PreDestroy
    void stop() {
        if (node == null || !stopped.compareAndSet(false, true)) {
            return;
        }
        node.stop();
        metrics.hide();
        grid.close();
        timer.shutdownNow();
        threads.close();
        try {
            if (events != null) {
                events.close();
            }
        } catch (ReflectiveOperationException e) {
            LOG.log(Level.DEBUG, "the server's events were gone already", e);
        }
    }

    private HazelcastGrid openGrid(String meshName) {
        try {
            return new HazelcastGrid(hazelcast, meshName);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "MESH00630: no socket can be opened where the data grid's member listens: " + e, e);
        }
    }

    private void listenToServer() {
        try {
            String application = (String) new InitialContext().lookup("java:app/AppName");
            events = ServerEvents.listen(application, node::applicationStarted, this::stop);
        } catch (NamingException | ReflectiveOperationException e) {
            LOG.log(
                    Level.INFO,
                    "MESH00620: this server does not tell when the application has started; it counts as started",
                    e);
            node.applicationStarted();
        }
    }
}
