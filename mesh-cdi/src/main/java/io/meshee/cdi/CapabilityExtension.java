package io.meshee.cdi;

import io.meshee.api.Broadcast;
import io.meshee.api.Capabilities;
import io.meshee.api.Capability;
import io.meshee.core.config.MeshSettings;
import io.meshee.core.handler.InstanceFactory;
import io.meshee.core.handler.ProcessCatalog;
import io.meshee.core.handler.ProcessClass;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import jakarta.enterprise.inject.spi.ProcessSessionBean;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.interceptor.Interceptor;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the process classes of an application. Collects what the container discovers, validates it and reports every
 * problem at once, and exposes the {@link #catalog() catalog} to the core.
 */
public class CapabilityExtension implements Extension {

    private Discovered discovered = new Discovered();
    private ProcessCatalog catalog;
    private MeshSettings settings;

    /** Created by the container. */
    public CapabilityExtension() {}

    /**
     * The process classes of the application.
     *
     * @throws IllegalStateException before the deployment has been validated
     */
    public ProcessCatalog catalog() {
        if (catalog == null) {
            throw new IllegalStateException("process classes are known only after deployment validation");
        }
        return catalog;
    }

    /**
     * What {@code mesh.*} says.
     *
     * @throws IllegalStateException before the deployment has been validated
     */
    public MeshSettings settings() {
        if (settings == null) {
            throw new IllegalStateException("the settings are known only after deployment validation");
        }
        return settings;
    }

    void collectTypes(
            @Observes @WithAnnotations({Capability.class, Capabilities.class}) ProcessAnnotatedType<?> event) {
        discovered.addAnnotatedType(event.getAnnotatedType());
    }

    void collectBeans(@Observes ProcessBean<?> event) {
        discovered.addBean(event.getBean());
    }

    void collectManagedBeans(@Observes ProcessManagedBean<?> event) {
        if (!(event instanceof ProcessSessionBean<?>)) {
            discovered.addManagedBean(event.getBean(), event.getAnnotatedBeanClass());
        }
    }

    void collectSessionBeans(@Observes ProcessSessionBean<?> event) {
        discovered.addSessionBean(event.getBean(), event.getSessionBeanType(), event.getAnnotatedBeanClass());
    }

    void collectObservers(@Observes ProcessObserverMethod<?, ?> event) {
        if (event.getObserverMethod().getObservedQualifiers().stream().anyMatch(Broadcast.class::isInstance)) {
            discovered.addBroadcastType(event.getObserverMethod().getObservedType());
        }
    }

    void collectInjectionPoints(@Observes ProcessInjectionPoint<?, ?> event) {
        discovered.addInjectionPoint(event.getInjectionPoint());
    }

    /**
     * Definition problems end the deployment here, before injection is validated; so that all problems are seen at once,
     * those of injection and configuration are then reported with them, as far as the beans are known by now.
     */
    void validateDefinitions(
            @Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) AfterBeanDiscovery event, BeanManager beans) {
        List<String> problems = discovered.definitionProblems();
        if (!problems.isEmpty()) {
            problems.addAll(deploymentProblems(beans));
        }
        problems.forEach(problem -> event.addDefinitionError(new DefinitionException(problem)));
    }

    void validateDeployment(@Observes AfterDeploymentValidation event, BeanManager beans) {
        deploymentProblems(beans).forEach(problem -> event.addDeploymentProblem(new DeploymentException(problem)));
        discovered = new Discovered(); // what it held is of no use to a running application
    }

    void exposeCatalog(
            @Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) AfterDeploymentValidation event,
            BeanManager beans) {
        CallerSafety callerSafety = new CallerSafety(beans, discovered.index(), discovered.managedBeans());
        catalog = new ProcessCatalog(
                discovered.processes().stream()
                        .map(process -> processClass(process, beans, callerSafety))
                        .toList(),
                discovered.broadcastTypes());
    }

    /** Every problem that is not one class's own. Whatever else can stop a deployment belongs here. */
    private List<String> deploymentProblems(BeanManager beans) {
        List<String> problems = new ArrayList<>(new InjectionRules(beans, discovered.index(), discovered.processes())
                .problemsOf(discovered.injectionPoints()));
        ConfiguredSettings configured = ConfiguredSettings.read(discovered.capabilities());
        problems.addAll(configured.problems());
        settings = configured.settings();
        return problems;
    }

    private static ProcessClass processClass(Candidate process, BeanManager beans, CallerSafety callerSafety) {
        InstanceFactory instances = process.isPooled()
                ? new PooledInstances(beans, process.bean())
                : new ActivationInstances<>(beans, process.bean());
        return new ProcessClass(
                process.scan().type(),
                process.capabilities(),
                process.type(),
                process.isPooled(),
                process.poolSize(),
                process.scan().handlers(),
                process.scan().lifecycle(),
                process.scan().state(),
                instances,
                !process.isPooled() && callerSafety.of(process.bean()));
    }
}
