package io.meshee.cdi;

import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.interceptor.Interceptors;
import java.lang.annotation.Annotation;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Stream;

/** Whether the container puts anything of its own into or around a bean: interceptors, decorators, resources. */
final class ContainerServices {

    /** By name, because some of them belong to parts of the platform that this module does not know. */
    private static final Set<String> RESOURCES = Set.of(
            "jakarta.annotation.Resource",
            "jakarta.ejb.EJB",
            "jakarta.persistence.PersistenceContext",
            "jakarta.persistence.PersistenceUnit",
            "jakarta.ws.rs.core.Context",
            "jakarta.xml.ws.WebServiceRef");

    private final BeanManager beans;
    private final BeanIndex index;

    ContainerServices(BeanManager beans, BeanIndex index) {
        this.beans = beans;
        this.index = index;
    }

    boolean reach(Bean<?> bean, AnnotatedType<?> type) {
        return index.mayBeDecorated(bean)
                || bean.getStereotypes().stream().anyMatch(this::intercepts)
                || annotations(type).anyMatch(annotation -> intercepts(annotation) || isResource(annotation));
    }

    private boolean intercepts(Annotation annotation) {
        return intercepts(annotation.annotationType());
    }

    private boolean intercepts(Class<? extends Annotation> type) {
        return type == Interceptors.class
                || beans.isInterceptorBinding(type)
                || beans.isStereotype(type)
                        && beans.getStereotypeDefinition(type).stream().anyMatch(this::intercepts);
    }

    private static boolean isResource(Annotation annotation) {
        return RESOURCES.contains(annotation.annotationType().getName());
    }

    private static Stream<Annotation> annotations(AnnotatedType<?> type) {
        return Stream.of(
                        Stream.of(type),
                        type.getConstructors().stream(),
                        type.getFields().stream(),
                        type.getMethods().stream())
                .flatMap(members -> members)
                .map(Annotated.class::cast)
                .map(Annotated::getAnnotations)
                .flatMap(Collection::stream);
    }
}
