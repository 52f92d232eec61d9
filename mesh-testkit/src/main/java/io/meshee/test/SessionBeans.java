package io.meshee.test;

import io.meshee.cdi.DeploymentRules.Written;
import jakarta.ejb.Local;
import jakarta.ejb.LocalBean;
import jakarta.ejb.Remote;
import jakarta.ejb.Singleton;
import jakarta.ejb.Stateful;
import jakarta.ejb.Stateless;
import jakarta.enterprise.inject.spi.SessionBeanType;
import java.io.Externalizable;
import java.io.Serializable;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the annotations of Enterprise Beans say of a class, as its container reads them. */
final class SessionBeans {

    private SessionBeans() {}

    static Written read(Class<?> type) {
        Optional<SessionBeanType> kind = kindOf(type);
        return new Written(type, kind, kind.isPresent() ? localView(type) : Set.of());
    }

    private static Optional<SessionBeanType> kindOf(Class<?> type) {
        if (type.isAnnotationPresent(Stateless.class)) {
            return Optional.of(SessionBeanType.STATELESS);
        } else if (type.isAnnotationPresent(Stateful.class)) {
            return Optional.of(SessionBeanType.STATEFUL);
        }
        return type.isAnnotationPresent(Singleton.class) ? Optional.of(SessionBeanType.SINGLETON) : Optional.empty();
    }

    private static Set<Type> localView(Class<?> type) {
        Set<Type> view = new LinkedHashSet<>();
        List<Class<?>> interfaces = localInterfaces(type);
        interfaces.forEach(each -> addWithSupertypes(each, view));
        if (type.isAnnotationPresent(LocalBean.class) || interfaces.isEmpty() && !isRemote(type)) {
            for (Class<?> each = type; each != Object.class; each = each.getSuperclass()) {
                view.add(each);
            }
        }
        return view;
    }

    private static List<Class<?>> localInterfaces(Class<?> type) {
        List<Class<?>> business = Arrays.stream(type.getInterfaces())
                .filter(each -> each != Serializable.class && each != Externalizable.class)
                .filter(each -> !each.getPackageName().startsWith("jakarta.ejb"))
                .toList();
        Set<Class<?>> local = new HashSet<>();
        Local named = type.getAnnotation(Local.class);
        if (named != null) {
            local.addAll(named.value().length == 0 ? business : Arrays.<Class<?>>asList(named.value()));
        }
        business.stream().filter(each -> each.isAnnotationPresent(Local.class)).forEach(local::add);
        if (local.isEmpty() && !isRemote(type)) {
            local.addAll(business);
        }
        return List.copyOf(local);
    }

    private static boolean isRemote(Class<?> type) {
        return type.isAnnotationPresent(Remote.class)
                || Arrays.stream(type.getInterfaces()).anyMatch(each -> each.isAnnotationPresent(Remote.class));
    }

    private static void addWithSupertypes(Class<?> type, Set<Type> view) {
        view.add(type);
        Arrays.stream(type.getInterfaces()).forEach(each -> addWithSupertypes(each, view));
    }
}
