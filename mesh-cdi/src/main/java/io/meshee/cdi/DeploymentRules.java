package io.meshee.cdi;

import io.meshee.core.config.MeshSettings;
import io.meshee.core.handler.ProcessScan;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.NormalScope;
import jakarta.enterprise.inject.Stereotype;
import jakarta.enterprise.inject.spi.SessionBeanType;
import jakarta.inject.Scope;
import java.lang.annotation.Annotation;
import java.lang.reflect.Member;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The rules that a deployment holds process classes to, for tests that run them without a container. The messages are the
 * same. Classes are taken as they are written: what another extension would change of them is not seen.
 */
public final class DeploymentRules {

    private DeploymentRules() {}

    /**
     * A class as it is written.
     *
     * @param sessionBean its kind if it is a session bean
     * @param localView the types that clients see of a session bean; empty for other classes
     */
    public record Written(Class<?> type, Optional<SessionBeanType> sessionBean, Set<Type> localView) {}

    /** Everything that would stop the deployment of these classes, each with its id; empty if nothing would. */
    public static List<String> problemsOf(Collection<Written> classes) {
        List<String> problems = new ArrayList<>();
        Map<List<String>, Class<?>> taken = new HashMap<>();
        for (Written written : classes) {
            Class<?> type = written.type();
            List<String> structure = BeanStructure.problemsOf(type);
            problems.addAll(structure);
            if (type.isInterface()) {
                continue;
            }
            ProcessScan scan = scan(written);
            problems.addAll(
                    written.sessionBean().isPresent()
                            ? SessionBeanRules.problemsOf(
                                    type, written.sessionBean().get(), scan)
                            : BeanStructure.problemsOfScope(type, scopeOf(type)));
            CapabilityNames capabilities = CapabilityNames.of(type);
            problems.addAll(capabilities.problems());
            problems.addAll(ScanProblems.of(type, capabilities.names(), scan));
            problems.addAll(DeclaredPoolSize.of(type, written.sessionBean()).problems());
            for (String capability : capabilities.names()) {
                Class<?> first = taken.putIfAbsent(List.of(capability, scan.type()), type);
                if (first != null) {
                    problems.add(typeTaken(type, capability, scan.type(), first));
                }
            }
        }
        return problems;
    }

    /** The problem of settings that name capabilities which no process class has; empty if there is none. */
    public static Optional<String> unknownCapabilities(MeshSettings settings, Set<String> discovered) {
        Set<String> unknown = new TreeSet<>(settings.capabilities().orElse(Collections.emptySortedSet()));
        unknown.removeAll(discovered);
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of("MESH00398: mesh.capabilities: no process class of this application has " + unknown
                        + "; it has " + new TreeSet<>(discovered));
    }

    /** The problem of a class that is to be given a process. */
    public static String injected(Member point, Class<?> process) {
        return Problems.INJECTED.in(point.getDeclaringClass(), point.getName() + " takes " + process.getName());
    }

    static String typeTaken(Class<?> type, String capability, String name, Class<?> first) {
        return Problems.TYPE_TAKEN.in(type, "\"" + capability + "\" and \"" + name + "\" of " + first.getName());
    }

    private static ProcessScan scan(Written written) {
        return written.sessionBean()
                .map(kind -> SessionBeanRules.scan(written.type(), kind, written.localView()))
                .orElseGet(() -> ProcessScan.of(written.type()));
    }

    /** Its own scope, else that of a stereotype, else the default one. */
    private static Class<? extends Annotation> scopeOf(Class<?> type) {
        return scopesOn(type)
                .findFirst()
                .or(() -> annotationsOf(type)
                        .filter(annotation -> annotation.isAnnotationPresent(Stereotype.class))
                        .flatMap(DeploymentRules::scopesOn)
                        .findFirst())
                .orElse(Dependent.class);
    }

    private static Stream<Class<? extends Annotation>> scopesOn(Class<?> type) {
        return annotationsOf(type)
                .filter(annotation -> annotation.isAnnotationPresent(Scope.class)
                        || annotation.isAnnotationPresent(NormalScope.class));
    }

    private static Stream<Class<? extends Annotation>> annotationsOf(Class<?> type) {
        return Arrays.stream(type.getAnnotations()).map(Annotation::annotationType);
    }
}
