package io.meshee.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.cdi.DeploymentRules.Written;
import io.meshee.cdi.fixtures.typetaken.Another;
import io.meshee.cdi.fixtures.typetaken.One;
import jakarta.enterprise.inject.spi.SessionBeanType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Without a container the rules find what a deployment finds, in the same words. */
class DeploymentRulesTest {

    static Stream<Class<?>> brokenClasses() {
        return RefusalTest.brokenClasses().map(arguments -> (Class<?>) arguments.get()[0]);
    }

    @ParameterizedTest
    @MethodSource("brokenClasses")
    void a_broken_class_is_refused_as_at_deployment(Class<?> broken) {
        assertThat(DeploymentRules.problemsOf(List.of(plain(broken))))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(Containers.problemsOf(broken));
    }

    @Test
    void a_name_that_two_classes_take_is_refused_as_at_deployment() {
        assertThat(DeploymentRules.problemsOf(List.of(plain(One.class), plain(Another.class))))
                .singleElement()
                .asString()
                .startsWith("MESH00215: ");
    }

    @Test
    void a_session_bean_is_held_to_the_rules_of_its_kind() {
        assertThat(DeploymentRules.problemsOf(
                        List.of(new Written(One.class, Optional.of(SessionBeanType.STATEFUL), Set.of(One.class)))))
                .singleElement()
                .asString()
                .startsWith("MESH00230: ");
    }

    private static Written plain(Class<?> type) {
        return new Written(type, Optional.empty(), Set.of());
    }
}
