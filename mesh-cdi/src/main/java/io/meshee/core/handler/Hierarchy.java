package io.meshee.core.handler;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The methods of a class, its superclasses and its interfaces, each with what it overrides. */
final class Hierarchy {

    private final TypeBindings bindings;
    private final List<List<Method>> groups = new ArrayList<>();

    private Hierarchy(Class<?> leaf) {
        this.bindings = TypeBindings.of(leaf);
        for (Class<?> type : lineage(leaf)) {
            Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> !method.isSynthetic())
                    .sorted((a, b) -> Signatures.of(a).compareTo(Signatures.of(b)))
                    .forEach(this::add);
        }
    }

    /** Sorted within each class, because reflection gives methods in no order. */
    static List<Operation> operationsOf(Class<?> leaf) {
        Hierarchy hierarchy = new Hierarchy(leaf);
        return hierarchy.groups.stream()
                .map(group -> new Operation(List.copyOf(group), hierarchy.bindings))
                .toList();
    }

    /** Every interface of a type, itself included if it is one; each before those that it extends. */
    static Set<Class<?>> interfacesOf(Class<?> type) {
        List<Class<?>> sorted = new ArrayList<>();
        for (Class<?> found : allInterfaces(type, new LinkedHashSet<>())) {
            int place = 0;
            while (place < sorted.size() && !sorted.get(place).isAssignableFrom(found)) {
                place++;
            }
            sorted.add(place, found);
        }
        return new LinkedHashSet<>(sorted);
    }

    private static Set<Class<?>> allInterfaces(Class<?> type, Set<Class<?>> found) {
        if (type.isInterface()) {
            found.add(type);
        }
        for (Class<?> parent : type.getInterfaces()) {
            allInterfaces(parent, found);
        }
        if (type.getSuperclass() != null) {
            allInterfaces(type.getSuperclass(), found);
        }
        return found;
    }

    private static List<Class<?>> lineage(Class<?> leaf) {
        List<Class<?>> lineage = new ArrayList<>();
        for (Class<?> type = leaf; type != null && type != Object.class; type = type.getSuperclass()) {
            if (!type.isInterface()) {
                lineage.add(type);
            }
        }
        lineage.addAll(interfacesOf(leaf));
        return lineage;
    }

    private void add(Method method) {
        for (List<Method> group : groups) {
            if (overrides(group.get(0), method)) {
                group.add(method);
                return;
            }
        }
        groups.add(new ArrayList<>(List.of(method)));
    }

    private boolean overrides(Method derived, Method base) {
        return isVirtual(derived)
                && isVirtual(base)
                && derived.getName().equals(base.getName())
                && isVisibleFrom(derived.getDeclaringClass(), base)
                && Arrays.equals(erasedParameters(derived), erasedParameters(base));
    }

    private static boolean isVirtual(Method method) {
        return !Modifier.isStatic(method.getModifiers()) && !Modifier.isPrivate(method.getModifiers());
    }

    private static boolean isVisibleFrom(Class<?> derived, Method base) {
        int modifiers = base.getModifiers();
        return Modifier.isPublic(modifiers)
                || Modifier.isProtected(modifiers)
                || base.getDeclaringClass().getPackage().equals(derived.getPackage());
    }

    private Class<?>[] erasedParameters(Method method) {
        return Arrays.stream(method.getGenericParameterTypes())
                .map(bindings::resolve)
                .map(Types::erase)
                .toArray(Class<?>[]::new);
    }
}
