package io.meshee.cdi;

import static jakarta.enterprise.inject.spi.SessionBeanType.SINGLETON;
import static jakarta.enterprise.inject.spi.SessionBeanType.STATEFUL;
import static jakarta.enterprise.inject.spi.SessionBeanType.STATELESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.meshee.cdi.fixtures.Move;
import io.meshee.cdi.fixtures.instances.Knight;
import io.meshee.cdi.fixtures.sessionbeans.HiddenWorker;
import io.meshee.cdi.fixtures.sessionbeans.HoardingWorker;
import io.meshee.cdi.fixtures.sessionbeans.LivingWorker;
import io.meshee.cdi.fixtures.sessionbeans.LocalTurn;
import io.meshee.cdi.fixtures.sessionbeans.ShyWorker;
import io.meshee.cdi.fixtures.sessionbeans.Worker;
import io.meshee.core.handler.Handler;
import io.meshee.core.handler.ProcessScan;
import jakarta.ejb.EJBException;
import jakarta.ejb.EJBTransactionRolledbackException;
import jakarta.enterprise.inject.spi.SessionBeanType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SessionBeanRulesTest {

    static Stream<Arguments> sessionBeans() {
        return Stream.of(
                arguments(Knight.class, STATELESS, Set.of(Knight.class, Object.class), List.of()),
                arguments(Worker.class, STATELESS, Set.of(LocalTurn.class, Object.class), List.of()),
                arguments(Worker.class, STATELESS, Set.of(Worker.class, Object.class), List.of()),
                arguments(Worker.class, STATELESS, Set.of(Runnable.class, Object.class), List.of("MESH00233")),
                arguments(HiddenWorker.class, STATELESS, Set.of(Runnable.class, Object.class), List.of("MESH00233")),
                arguments(ShyWorker.class, STATELESS, Set.of(ShyWorker.class, Object.class), List.of("MESH00233")),
                arguments(LivingWorker.class, STATELESS, Set.of(LivingWorker.class), List.of("MESH00232")),
                arguments(HoardingWorker.class, STATELESS, Set.of(HoardingWorker.class), List.of("MESH00234")),
                arguments(Knight.class, STATEFUL, Set.of(Knight.class), List.of("MESH00230")),
                arguments(Knight.class, SINGLETON, Set.of(Knight.class), List.of("MESH00231")));
    }

    @ParameterizedTest(name = "{1} {0} seen as {2}: {3}")
    @MethodSource("sessionBeans")
    void only_a_stateless_bean_whose_handlers_its_local_view_has_is_a_pooled_process_class(
            Class<?> type, SessionBeanType kind, Set<Type> view, List<String> ids) {
        assertThat(problemsOf(type, kind, view))
                .allMatch(problem -> problem.contains(": " + type.getName() + ": "))
                .extracting(problem -> problem.substring(0, 9))
                .containsExactlyElementsOf(ids);
    }

    @Test
    void the_fix_for_a_handler_outside_the_local_view_is_a_no_interface_view() {
        assertThat(problemsOf(HiddenWorker.class, STATELESS, Set.of(Runnable.class)))
                .singleElement()
                .asString()
                .contains("@LocalBean");
    }

    @Test
    void a_handler_is_invoked_through_the_interface_that_the_reference_has() throws Throwable {
        ProcessScan scan = SessionBeanRules.scan(Worker.class, STATELESS, Set.of(LocalTurn.class, Object.class));
        List<Object> seen = new ArrayList<>();
        Object reference = Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {LocalTurn.class}, (proxy, method, arguments) -> {
                    seen.add(arguments[0]);
                    return null;
                });
        Move move = new Move("up");

        scan.handlers().byPayload(move).invoke(reference, move);

        assertThat(seen).containsExactly(move);
    }

    @Test
    void what_a_handler_threw_arrives_without_the_containers_exception_around_it() {
        Handler handler = SessionBeanRules.scan(Worker.class, STATELESS, Set.of(LocalTurn.class, Object.class))
                .handlers()
                .byPayload(new Move("up"));
        IllegalStateException thrown = new IllegalStateException("by the bean");
        LocalTurn wrapping = move -> {
            throw new EJBTransactionRolledbackException("by the container", thrown);
        };
        LocalTurn failing = move -> {
            throw new EJBException("by the container alone");
        };

        assertThatThrownBy(() -> handler.invoke(wrapping, new Move("up"))).isSameAs(thrown);
        assertThatThrownBy(() -> handler.invoke(failing, new Move("up"))).isExactlyInstanceOf(EJBException.class);
    }

    private static List<String> problemsOf(Class<?> type, SessionBeanType kind, Set<Type> view) {
        ProcessScan scan = SessionBeanRules.scan(type, kind, view);
        List<String> problems = new ArrayList<>(SessionBeanRules.problemsOf(type, kind, scan));
        problems.addAll(ScanProblems.of(type, new TreeSet<>(Set.of("work", "game")), scan));
        return problems;
    }
}
