package io.meshee.cdi;

import io.meshee.api.Mesh;
import io.meshee.api.ProcessContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.inject.Singleton;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Whether a bean's methods could notice on whose thread they run: not if it and all that it is given, however deep,
 * are plain beans of the application. Where that cannot be told the answer is that they could.
 */
final class CallerSafety {

    private static final Set<Class<? extends Annotation>> SCOPES_WITHOUT_CALLER =
            Set.of(Dependent.class, ApplicationScoped.class, Singleton.class);
    private static final Set<Type> HARMLESS = Set.of(Mesh.class, ProcessContext.class, Config.class);

    private final BeanManager beans;
    private final BeanIndex index;
    private final Map<Bean<?>, AnnotatedType<?>> managedBeans;
    private final ContainerServices services;

    CallerSafety(BeanManager beans, BeanIndex index, Map<Bean<?>, AnnotatedType<?>> managedBeans) {
        this.beans = beans;
        this.index = index;
        this.managedBeans = managedBeans;
        this.services = new ContainerServices(beans, index);
    }

    boolean of(Bean<?> process) {
        Set<Bean<?>> reached = new HashSet<>(Set.of(process));
        Deque<Bean<?>> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            Bean<?> bean = open.remove();
            if (!isPlain(bean)) {
                return false;
            }
            for (InjectionPoint point : bean.getInjectionPoints()) {
                if (isHarmless(point)) {
                    continue;
                }
                Bean<?> injected = resolve(point);
                if (injected == null) {
                    return false;
                }
                if (reached.add(injected)) {
                    open.add(injected);
                }
            }
        }
        return true;
    }

    private boolean isPlain(Bean<?> bean) {
        AnnotatedType<?> type = managedBeans.get(bean);
        return type != null && SCOPES_WITHOUT_CALLER.contains(bean.getScope()) && !services.reach(bean, type);
    }

    private static boolean isHarmless(InjectionPoint point) {
        return HARMLESS.contains(point.getType())
                || point.getQualifiers().stream()
                        .anyMatch(qualifier -> qualifier.annotationType() == ConfigProperty.class);
    }

    /** Two candidates are as good as none here: which of them wins is the container's secret. */
    private Bean<?> resolve(InjectionPoint point) {
        Set<Bean<?>> eligible = index.eligible(point.getType(), point, beans);
        return eligible.size() == 1 ? eligible.iterator().next() : null;
    }
}
