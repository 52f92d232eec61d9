package io.meshee.core.config;

import java.time.Duration;
import java.util.Optional;

/**
 * What {@code mesh.jpa.*} says.
 *
 * @param dataSource {@code mesh.jpa.data-source}: a JNDI name
 * @param createTables {@code mesh.jpa.create-tables}
 * @param timeout {@code mesh.jpa.timeout}: of one statement
 */
public record JpaSettings(Optional<String> dataSource, boolean createTables, Duration timeout) {

    static JpaSettings read(SettingsReader reader) {
        return new JpaSettings(
                reader.optional(Settings.JPA_DATA_SOURCE),
                reader.value(Settings.JPA_CREATE_TABLES),
                reader.value(Settings.JPA_TIMEOUT));
    }
}
