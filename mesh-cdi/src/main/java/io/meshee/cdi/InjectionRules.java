package io.meshee.cdi;

import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.inject.Provider;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Refuses injection of process classes: the container would make an instance that has no id and gets no messages. */
final class InjectionRules {

    private final BeanManager beans;
    private final BeanIndex index;
    private final Set<Bean<?>> processes;

    InjectionRules(BeanManager beans, BeanIndex index, Collection<Candidate> processes) {
        this.beans = beans;
        this.index = index;
        this.processes = processes.stream().map(Candidate::bean).collect(Collectors.toUnmodifiableSet());
    }

    List<String> problemsOf(Collection<InjectionPoint> points) {
        return points.stream()
                .filter(point -> !point.isDelegate())
                .map(this::problemOf)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    private Optional<String> problemOf(InjectionPoint point) {
        return processAt(point).map(process -> {
            Class<?> culprit = point.getMember().getDeclaringClass();
            String subject = point.getMember().getName() + " takes "
                    + process.getBeanClass().getName();
            return Problems.INJECTED.in(culprit, subject);
        });
    }

    private Optional<Bean<?>> processAt(InjectionPoint point) {
        Type type = point.getType();
        if (!isProvider(type)) {
            return first(resolved(index.eligible(type, point, beans)));
        }
        Type provided = providedBy((ParameterizedType) type);
        return provided == Object.class ? Optional.empty() : first(index.eligible(provided, point, beans));
    }

    private static boolean isProvider(Type type) {
        return type instanceof ParameterizedType generic
                && Provider.class.isAssignableFrom((Class<?>) generic.getRawType());
    }

    private static Type providedBy(ParameterizedType provider) {
        Type argument = provider.getActualTypeArguments()[0];
        return argument instanceof WildcardType wildcard ? wildcard.getUpperBounds()[0] : argument;
    }

    private Optional<Bean<?>> first(Set<Bean<?>> among) {
        return among.stream().filter(processes::contains).findFirst();
    }

    /** The container refuses an ambiguous injection point itself, but only once this message could not be seen. */
    private Set<Bean<?>> resolved(Set<Bean<?>> eligible) {
        try {
            Bean<?> only = beans.resolve(eligible);
            return only == null ? Set.of() : Set.of(only);
        } catch (AmbiguousResolutionException ambiguous) {
            return eligible;
        }
    }
}
