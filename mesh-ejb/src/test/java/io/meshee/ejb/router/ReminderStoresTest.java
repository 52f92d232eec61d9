package io.meshee.ejb.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.spi.ReminderStore;
import io.meshee.testkit.InMemoryReminderStore;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Named;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class ReminderStoresTest {

    private final ReminderStore own = new InMemoryReminderStore();
    private final ReminderStores stores = new ReminderStores(instance(""));

    @Test
    void any_other_name_than_jcache_is_that_of_a_bean() {
        assertThat(stores.named("ledger", null, "mesh")).isSameAs(own);
    }

    @Test
    void a_name_that_no_bean_has_stops_the_deployment() {
        assertThatThrownBy(() -> stores.named("leger", null, "mesh"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("MESH00625: mesh.reminder-store: \"leger\" ");
    }

    /** Beans of which one is named "ledger". */
    @SuppressWarnings("unchecked")
    private Instance<ReminderStore> instance(String selected) {
        return (Instance<ReminderStore>) Proxy.newProxyInstance(
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
