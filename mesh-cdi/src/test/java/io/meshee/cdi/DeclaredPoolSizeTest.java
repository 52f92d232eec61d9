package io.meshee.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.cdi.fixtures.callersafety.Plain;
import io.meshee.cdi.fixtures.poolsize.Empty;
import io.meshee.cdi.fixtures.poolsize.Unpooled;
import jakarta.enterprise.inject.spi.SessionBeanType;
import java.util.Optional;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.Test;

class DeclaredPoolSizeTest {

    @Test
    void a_stateless_bean_says_how_many_messages_it_handles_at_once() {
        DeclaredPoolSize declared = of(Unpooled.class, Optional.of(SessionBeanType.STATELESS));

        assertThat(declared.size()).hasValue(2);
        assertThat(declared.problems()).isEmpty();
    }

    @Test
    void most_say_nothing() {
        assertThat(of(Plain.class, Optional.of(SessionBeanType.STATELESS)).size())
                .isEmpty();
    }

    @Test
    void a_pool_without_places_is_refused() {
        assertThat(of(Empty.class, Optional.of(SessionBeanType.STATELESS)).problems())
                .singleElement()
                .asString()
                .startsWith("MESH00235: " + Empty.class.getName() + ": has a @PoolSize of 0;");
    }

    private static DeclaredPoolSize of(Class<?> type, Optional<SessionBeanType> kind) {
        try (WeldContainer container = Containers.deploy(Plain.class)) {
            return DeclaredPoolSize.of(type, container.getBeanManager().createAnnotatedType(type), kind);
        }
    }
}
