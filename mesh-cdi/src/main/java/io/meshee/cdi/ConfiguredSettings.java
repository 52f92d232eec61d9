package io.meshee.cdi;

import io.meshee.core.config.MeshSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * What MicroProfile Config says of Mesh, with everything that is wrong with it.
 *
 * @param problems each with its id, the key, the value, and what to write
 */
record ConfiguredSettings(MeshSettings settings, List<String> problems) {

    /** Reads the application's configuration. */
    static ConfiguredSettings read(Set<String> discovered) {
        Config config = ConfigProvider.getConfig();
        List<String> problems = new ArrayList<>();
        MeshSettings settings = MeshSettings.read(
                key -> config.getOptionalValue(key, String.class), config.getPropertyNames(), problems);
        DeploymentRules.unknownCapabilities(settings, discovered).ifPresent(problems::add);
        return new ConfiguredSettings(settings, problems);
    }
}
