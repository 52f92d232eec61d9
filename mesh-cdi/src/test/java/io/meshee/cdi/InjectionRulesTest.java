package io.meshee.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.cdi.fixtures.injected.Anything;
import io.meshee.cdi.fixtures.injected.Direct;
import io.meshee.cdi.fixtures.injected.GameProcess;
import io.meshee.cdi.fixtures.injected.Looked;
import io.meshee.cdi.fixtures.injected.Provided;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InjectionRulesTest {

    @ParameterizedTest
    @ValueSource(classes = {Direct.class, Looked.class, Provided.class})
    void a_process_class_is_not_injected_not_even_through_a_provider(Class<?> culprit) {
        assertThat(Containers.problemsOf(GameProcess.class, culprit))
                .singleElement()
                .asString()
                .startsWith("MESH00250: " + culprit.getName() + ": ")
                .contains("takes " + GameProcess.class.getName(), "mesh.process(contract, id)");
    }

    @Test
    void a_provider_of_everything_is_no_injection_of_a_process() {
        assertThat(Containers.problemsOf(GameProcess.class, Anything.class)).isEmpty();
    }
}
