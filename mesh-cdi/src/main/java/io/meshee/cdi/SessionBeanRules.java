package io.meshee.cdi;

import io.meshee.core.handler.ProcessScan;
import jakarta.enterprise.inject.spi.SessionBeanType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a session bean must be to be a pooled process class. */
final class SessionBeanRules {

    private SessionBeanRules() {}

    /** Scans a session bean as clients of its local view reach it. */
    static ProcessScan scan(Class<?> type, SessionBeanType kind, Set<Type> localView) {
        return kind == SessionBeanType.STATELESS ? ProcessScan.of(type, viewOf(localView)) : ProcessScan.of(type);
    }

    static List<String> problemsOf(Class<?> type, SessionBeanType kind, ProcessScan scan) {
        List<String> problems = new ArrayList<>();
        switch (kind) {
            case STATEFUL -> problems.add(Problems.STATEFUL_EJB.in(type));
            case SINGLETON -> problems.add(Problems.SINGLETON_EJB.in(type));
            case STATELESS -> {
                if (scan.hasLifecycle()) {
                    problems.add(Problems.LIFECYCLE_ON_STATELESS.in(type));
                }
                if (scan.state().isPresent()) {
                    problems.add(Problems.STATE_ON_STATELESS.in(type));
                }
            }
        }
        return problems;
    }

    /** The classes and interfaces of a local view; every object is an {@code Object}, so that says nothing. */
    static Set<Class<?>> viewOf(Set<Type> localView) {
        return localView.stream()
                .<Class<?>>map(
                        type -> (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type))
                .filter(type -> type != Object.class)
                .collect(Collectors.toUnmodifiableSet());
    }
}
