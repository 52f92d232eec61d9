package io.meshee.ejb.persistence;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.SharedCacheMode;
import jakarta.persistence.ValidationMode;
import jakarta.persistence.spi.ClassTransformer;
import jakarta.persistence.spi.PersistenceProvider;
import jakarta.persistence.spi.PersistenceProviderResolverHolder;
import jakarta.persistence.spi.PersistenceUnitInfo;
import jakarta.persistence.spi.PersistenceUnitTransactionType;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Mesh's persistence unit. It is described here and not in a {@code META-INF/persistence.xml}, for in a WAR's library
 * such a file makes a unit of the WAR itself: the application's {@code @PersistenceContext} without a name would no
 * longer be clear, and a server without the data source could not deploy it.
 *
 * @param timeout the most time that one statement may take; whole seconds, rounded up
 */
record MeshUnit(DataSource dataSource, Duration timeout, ClassLoader classLoader) implements PersistenceUnitInfo {

    private static final List<Class<?>> ENTITIES = List.of(StateRow.class, ReminderRow.class);

    /** Makes the unit's factory. Does not reach for the database yet. */
    EntityManagerFactory open() {
        List<PersistenceProvider> providers = PersistenceProviderResolverHolder.getPersistenceProviderResolver()
                .getPersistenceProviders();
        for (PersistenceProvider provider : providers) {
            EntityManagerFactory factory = provider.createContainerEntityManagerFactory(this, settings());
            if (factory != null) {
                return factory;
            }
        }
        throw new PersistenceException("no persistence provider takes Mesh's unit, of " + providers);
    }

    private Map<String, String> settings() {
        return Map.of(
                "jakarta.persistence.query.timeout",
                Long.toString(timeout.toMillis()),
                // The rest is for EclipseLink, and means nothing to others. Whatever fails is thrown, so need not be
                // logged.
                "eclipselink.session-name",
                "mesh-" + UUID.randomUUID(),
                "eclipselink.logging.level",
                "SEVERE",
                "eclipselink.weaving",
                "false",
                "eclipselink.target-server",
                "None");
    }

    @Override
    public String getPersistenceUnitName() {
        return "mesh";
    }

    @Override
    public String getPersistenceProviderClassName() {
        return null; // any
    }

    @Override
    public PersistenceUnitTransactionType getTransactionType() {
        return PersistenceUnitTransactionType.RESOURCE_LOCAL;
    }

    @Override
    public DataSource getJtaDataSource() {
        return null;
    }

    @Override
    public DataSource getNonJtaDataSource() {
        return dataSource;
    }

    @Override
    public List<String> getMappingFileNames() {
        return List.of();
    }

    @Override
    public List<URL> getJarFileUrls() {
        return List.of();
    }

    @Override
    public URL getPersistenceUnitRootUrl() {
        return MeshUnit.class.getProtectionDomain().getCodeSource().getLocation();
    }

    @Override
    public List<String> getManagedClassNames() {
        return ENTITIES.stream().map(Class::getName).toList();
    }

    @Override
    public boolean excludeUnlistedClasses() {
        return true;
    }

    @Override
    public SharedCacheMode getSharedCacheMode() {
        return SharedCacheMode.NONE; // other nodes write too
    }

    @Override
    public ValidationMode getValidationMode() {
        return ValidationMode.NONE;
    }

    @Override
    public Properties getProperties() {
        return new Properties();
    }

    @Override
    public String getPersistenceXMLSchemaVersion() {
        return "3.0";
    }

    @Override
    public ClassLoader getClassLoader() {
        return classLoader;
    }

    @Override
    public void addTransformer(ClassTransformer transformer) {
        // the entities need no weaving
    }

    @Override
    public ClassLoader getNewTempClassLoader() {
        return classLoader;
    }
}
