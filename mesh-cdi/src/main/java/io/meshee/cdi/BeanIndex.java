package io.meshee.cdi;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Decorator;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.Interceptor;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The application's beans by what they can be injected as. An extension's own bean manager does not see them all: for a
 * library of a WAR, Payara's sees none of the WAR's. Built-in beans are not in here.
 */
final class BeanIndex {

    private final Set<Bean<?>> all = new LinkedHashSet<>();
    private final Set<Decorator<?>> decorators = new LinkedHashSet<>();

    void add(Bean<?> bean) {
        if (bean instanceof Decorator<?> decorator) {
            decorators.add(decorator);
        } else if (!(bean instanceof Interceptor<?>)) {
            all.add(bean);
        }
    }

    /** Whether a decorator takes one of the bean's types; its qualifiers may still rule the bean out. */
    boolean mayBeDecorated(Bean<?> bean) {
        return decorators.stream()
                .flatMap(decorator -> decorator.getDecoratedTypes().stream())
                .anyMatch(decorated -> bean.getTypes().stream().anyMatch(type -> fits(decorated, type)));
    }

    /** The beans that fit an injection point, were it of the given type; more than the one that wins. */
    Set<Bean<?>> eligible(Type required, InjectionPoint point, BeanManager manager) {
        return all.stream()
                .filter(bean -> bean.getTypes().stream().anyMatch(type -> fits(required, type)))
                .filter(bean -> point.getQualifiers().stream().allMatch(qualifier -> has(bean, qualifier, manager)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean has(Bean<?> bean, Annotation required, BeanManager manager) {
        return required.annotationType() == Any.class
                || bean.getQualifiers().stream()
                        .anyMatch(qualifier -> qualifier.annotationType() == required.annotationType()
                                && manager.areQualifiersEquivalent(qualifier, required));
    }

    private static boolean fits(Type required, Type offered) {
        if (required instanceof ParameterizedType wanted && offered instanceof ParameterizedType given) {
            return wanted.getRawType() == given.getRawType()
                    && allFit(wanted.getActualTypeArguments(), given.getActualTypeArguments());
        }
        Class<?> wanted = rawType(required);
        return wanted != null && wanted == rawType(offered);
    }

    private static boolean allFit(Type[] wanted, Type[] given) {
        for (int i = 0; i < wanted.length; i++) {
            if (!isOpen(wanted[i]) && !isOpen(given[i]) && !wanted[i].equals(given[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOpen(Type argument) {
        return argument instanceof TypeVariable<?> || argument instanceof WildcardType;
    }

    private static Class<?> rawType(Type type) {
        if (type instanceof ParameterizedType generic) {
            return (Class<?>) generic.getRawType();
        }
        return type instanceof Class<?> simple ? simple : null;
    }
}
