package io.meshee.ejb.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.core.config.MeshSettings;
import io.meshee.core.state.NoStateStore;
import io.meshee.ejb.persistence.PersistentStores;
import io.meshee.spi.StateStore;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Named;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateStoresTest {

    private final StateStore own = new NoStateStore();
    private final StateStores stores = new StateStores(instance(""));

    @Test
    void none_keeps_nothing() {
        assertThat(chosen("none")).isInstanceOf(NoStateStore.class).isNotSameAs(own);
    }

    @Test
    void any_other_name_is_that_of_a_bean() {
        assertThat(chosen("ledger")).isSameAs(own);
    }

    @Test
    void a_name_that_no_bean_has_stops_the_deployment() {
        assertThatThrownBy(() -> chosen("leger"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("MESH00624: mesh.state-store: \"leger\" ");
    }

    @Test
    void jpa_is_the_database_which_has_to_be_named() {
        assertThatThrownBy(() -> chosen("jpa")).hasMessageStartingWith("MESH00640");
    }

    private StateStore chosen(String name) {
        return stores.chosen(MeshSettings.of(Map.of("mesh.state-store", name)), null, new PersistentStores(null));
    }

    /** Beans of which one is named "ledger". */
    @SuppressWarnings("unchecked")
    private Instance<StateStore> instance(String selected) {
        return (Instance<StateStore>) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Instance.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "select" -> instance(((Named) ((Object[]) arguments[0])[0]).value());
                    case "isResolvable" -> selected.equals("ledger");
                    case "get" -> own;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
