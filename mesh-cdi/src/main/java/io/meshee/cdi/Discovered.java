package io.meshee.cdi;

import io.meshee.core.handler.ProcessScan;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.SessionBeanType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the container told of while it discovered beans. Used by the one thread that deploys. */
final class Discovered {

    private final Map<Class<?>, AnnotatedType<?>> annotatedTypes = new LinkedHashMap<>();
    private final Map<Class<?>, Candidate> processes = new LinkedHashMap<>();
    private final BeanIndex index = new BeanIndex();
    private final Map<Bean<?>, AnnotatedType<?>> managedBeans = new HashMap<>();
    private final Set<Type> broadcastTypes = new LinkedHashSet<>();
    private final List<InjectionPoint> injectionPoints = new ArrayList<>();

    void addAnnotatedType(AnnotatedType<?> type) {
        if (CapabilityNames.areOn(type)) {
            annotatedTypes.put(type.getJavaClass(), type);
        }
    }

    void addBean(Bean<?> bean) {
        index.add(bean);
    }

    void addManagedBean(Bean<?> bean, AnnotatedType<?> type) {
        managedBeans.put(bean, type);
        if (CapabilityNames.areOn(type)) {
            processes.put(bean.getBeanClass(), Candidate.managed(bean, type));
        }
    }

    void addSessionBean(Bean<?> bean, SessionBeanType kind, AnnotatedType<?> type) {
        if (CapabilityNames.areOn(type)) {
            processes.put(bean.getBeanClass(), Candidate.session(bean, kind, type));
        }
    }

    void addInjectionPoint(InjectionPoint point) {
        injectionPoints.add(point);
    }

    void addBroadcastType(Type type) {
        broadcastTypes.add(type);
    }

    Set<Type> broadcastTypes() {
        return broadcastTypes;
    }

    Set<String> capabilities() {
        Set<String> all = new TreeSet<>();
        processes().forEach(process -> all.addAll(process.capabilities()));
        return all;
    }

    Collection<Candidate> processes() {
        return processes.values();
    }

    BeanIndex index() {
        return index;
    }

    Map<Bean<?>, AnnotatedType<?>> managedBeans() {
        return managedBeans;
    }

    List<InjectionPoint> injectionPoints() {
        return injectionPoints;
    }

    /** Every problem of the classes themselves; how they are injected is not among them. */
    List<String> definitionProblems() {
        List<String> problems = new ArrayList<>();
        annotatedTypes.forEach((type, annotated) -> problems.addAll(problemsOfNoBean(type, annotated)));
        processes.values().forEach(process -> problems.addAll(process.problems()));
        problems.addAll(takenTypes());
        return problems;
    }

    /** A class may also be no bean because nobody enabled it; then there is nothing to say. */
    private List<String> problemsOfNoBean(Class<?> type, AnnotatedType<?> annotated) {
        List<String> problems = new ArrayList<>();
        if (!processes.containsKey(type)) {
            problems.addAll(BeanStructure.problemsOf(annotated));
        }
        if (!problems.isEmpty() && !type.isInterface()) {
            CapabilityNames capabilities = CapabilityNames.of(type, annotated);
            problems.addAll(capabilities.problems());
            problems.addAll(ScanProblems.of(type, capabilities.names(), ProcessScan.of(type)));
        }
        return problems;
    }

    private List<String> takenTypes() {
        List<String> problems = new ArrayList<>();
        Map<List<String>, Class<?>> taken = new HashMap<>();
        for (Candidate process : processes.values()) {
            String name = process.scan().type();
            for (String capability : process.capabilities()) {
                Class<?> first = taken.putIfAbsent(List.of(capability, name), process.type());
                if (first != null) {
                    problems.add(DeploymentRules.typeTaken(process.type(), capability, name, first));
                }
            }
        }
        return problems;
    }
}
