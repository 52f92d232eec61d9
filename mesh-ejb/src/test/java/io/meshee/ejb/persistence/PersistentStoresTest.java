package io.meshee.ejb.persistence;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.core.config.MeshSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PersistentStoresTest {

    private final PersistentStores stores = new PersistentStores(new OutsideTransactions(NoTransactions.MANAGER));

    @Test
    void a_data_source_has_to_be_named() {
        assertThatThrownBy(() -> stores.states(MeshSettings.defaults().jpa(), "mesh"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("MESH00640: mesh.jpa.data-source: ");
        assertThatThrownBy(() -> stores.reminders(MeshSettings.defaults().jpa(), "mesh"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("MESH00640: mesh.jpa.data-source: ");
    }

    @Test
    void a_name_that_leads_nowhere_stops_the_deployment() {
        MeshSettings settings = MeshSettings.of(Map.of("mesh.jpa.data-source", "jdbc/nowhere"));

        assertThatThrownBy(() -> stores.states(settings.jpa(), "mesh"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("MESH00641: mesh.jpa.data-source: there is no data source \"jdbc/nowhere\"");
    }
}
