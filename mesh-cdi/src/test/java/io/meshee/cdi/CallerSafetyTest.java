package io.meshee.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.cdi.fixtures.callersafety.Board;
import io.meshee.cdi.fixtures.callersafety.Deep;
import io.meshee.cdi.fixtures.callersafety.Plain;
import io.meshee.cdi.fixtures.callersafety.Square;
import io.meshee.cdi.fixtures.callersafety.Tracer;
import io.meshee.cdi.fixtures.callersafety.TurnDecorator;
import io.meshee.cdi.fixtures.callersafety.User;
import io.meshee.cdi.fixtures.callersafety.WithBeanManager;
import io.meshee.cdi.fixtures.callersafety.WithBoard;
import io.meshee.cdi.fixtures.callersafety.WithDecorator;
import io.meshee.cdi.fixtures.callersafety.WithDeepUser;
import io.meshee.cdi.fixtures.callersafety.WithInstance;
import io.meshee.cdi.fixtures.callersafety.WithInterceptor;
import io.meshee.cdi.fixtures.callersafety.WithResource;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerSafetyTest {

    private static WeldContainer container;

    @BeforeAll
    static void deploy() {
        container = Containers.deploy(Stream.of(
                        Stream.of(Board.class, Square.class, User.class, Deep.class, Tracer.class, TurnDecorator.class),
                        Stream.of(Plain.class, WithBoard.class, WithDeepUser.class, WithBeanManager.class),
                        Stream.of(WithInstance.class, WithResource.class, WithInterceptor.class, WithDecorator.class))
                .flatMap(classes -> classes)
                .toArray(Class<?>[]::new));
    }

    @AfterAll
    static void undeploy() {
        container.close();
    }

    @ParameterizedTest
    @ValueSource(classes = {Plain.class, WithBoard.class})
    void plain_beans_all_the_way_down_cannot_notice_the_callers_thread(Class<?> safe) {
        assertThat(isCallerSafe(safe)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                WithDeepUser.class,
                WithBeanManager.class,
                WithInstance.class,
                WithResource.class,
                WithInterceptor.class,
                WithDecorator.class
            })
    void whatever_may_reach_a_context_of_the_caller_is_not_caller_safe(Class<?> unsafe) {
        assertThat(isCallerSafe(unsafe)).isFalse();
    }

    @Test
    void every_process_class_is_in_the_catalog() {
        assertThat(catalogClasses()).contains("Plain", "WithDecorator").hasSize(8);
    }

    private static boolean isCallerSafe(Class<?> type) {
        return container
                .select(CapabilityExtension.class)
                .get()
                .catalog()
                .find("plain", type.getSimpleName())
                .callerSafe();
    }

    private static Set<String> catalogClasses() {
        return container.select(CapabilityExtension.class).get().catalog().all().stream()
                .map(of -> of.beanClass().getSimpleName())
                .collect(Collectors.toSet());
    }
}
