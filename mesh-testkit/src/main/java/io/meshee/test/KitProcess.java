package io.meshee.test;

import io.meshee.api.Capabilities;
import io.meshee.api.Capability;
import io.meshee.cdi.DeploymentRules;
import io.meshee.core.handler.InstanceFactory;
import io.meshee.core.handler.ProcessClass;
import io.meshee.test.InjectionPlan.Point;
import io.meshee.testkit.ProcessClasses;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A process class of a mesh.
 *
 * @param factory makes its instances; without one they are injected by the kit
 */
record KitProcess(Class<?> type, Optional<ProcessFactory<?>> factory) {

    /** Everything that is wrong with these classes; empty if they can run. */
    static List<String> problemsOf(Collection<KitProcess> processes, Supplies supplies) {
        List<String> problems = new ArrayList<>();
        processes.stream()
                .filter(process -> !process.isAnnotated())
                .forEach(process -> problems.add("MESH00900: " + process.type().getName()
                        + ": is no process class; annotate it with @Capability"));
        problems.addAll(DeploymentRules.problemsOf(processes.stream()
                .map(process -> SessionBeans.read(process.type()))
                .toList()));
        if (problems.isEmpty()) {
            processes.stream()
                    .filter(process -> process.factory().isEmpty())
                    .forEach(process -> process.addInjectionProblems(processes, supplies, problems));
        }
        return problems;
    }

    /** The capabilities of all these classes. */
    static Set<String> capabilities(Collection<KitProcess> processes) {
        Set<String> all = new TreeSet<>();
        for (KitProcess process : processes) {
            Capabilities several = process.type().getAnnotation(Capabilities.class);
            Capability[] each =
                    several == null ? process.type().getAnnotationsByType(Capability.class) : several.value();
            for (Capability capability : each) {
                all.addAll(List.of(capability.value()));
            }
        }
        return all;
    }

    /** The class as a node runs it. */
    ProcessClass on(KitNode node, Supplies supplies) {
        boolean pooled = SessionBeans.read(type).sessionBean().isPresent();
        return ProcessClasses.of(
                type,
                factory.map(made -> (InstanceFactory) () -> new Made(made.create(node)))
                        .orElseGet(() -> injected(node, supplies)),
                pooled);
    }

    private InstanceFactory injected(KitNode node, Supplies supplies) {
        InjectionPlan plan = InjectionPlan.of(type);
        return () -> new Injected(
                plan.create(required -> supplies.fitting(required).get(0).on(node)), plan);
    }

    private boolean isAnnotated() {
        return type.isAnnotationPresent(Capability.class) || type.isAnnotationPresent(Capabilities.class);
    }

    private void addInjectionProblems(Collection<KitProcess> processes, Supplies supplies, List<String> problems) {
        for (Point point : InjectionPlan.of(type).points()) {
            Optional<Class<?>> injected = processes.stream()
                    .<Class<?>>map(KitProcess::type)
                    .filter(process ->
                            point.type() != Object.class && point.type().isAssignableFrom(process))
                    .findFirst();
            int fitting = supplies.fitting(point.type()).size();
            if (injected.isPresent()) {
                problems.add(DeploymentRules.injected(point.member(), injected.get()));
            } else if (fitting != 1) {
                problems.add((fitting == 0 ? "MESH00901: nothing" : "MESH00902: more than one thing")
                        + " is supplied for " + type.getName() + "."
                        + point.member().getName() + ", which takes "
                        + point.type().getName() + "; there is " + supplies.describe()
                        + ". Supply one, or give the class a factory");
            }
        }
    }

    private record Made(Object target) implements InstanceFactory.Instance {

        @Override
        public void destroy() {
            // whoever made it sees to its end
        }
    }

    private record Injected(Object target, InjectionPlan plan) implements InstanceFactory.Instance {

        @Override
        public void destroy() {
            plan.destroy(target);
        }
    }
}
