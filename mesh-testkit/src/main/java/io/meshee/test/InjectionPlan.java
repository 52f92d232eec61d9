package io.meshee.test;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import java.lang.annotation.Annotation;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How an instance of a class is made and injected where there is no container: its constructor, its {@code @Inject}
 * fields and methods, superclasses first, then {@code @PostConstruct}. Qualifiers are not looked at.
 */
final class InjectionPlan {

    private final Constructor<?> constructor;
    private final List<Field> fields = new ArrayList<>();
    private final Collection<Method> initializers;
    private final Collection<Method> postConstruct;
    private final Collection<Method> preDestroy;

    private InjectionPlan(Class<?> type, Constructor<?> constructor) {
        this.constructor = opened(constructor);
        Deque<Class<?>> hierarchy = hierarchy(type);
        hierarchy.stream()
                .flatMap(each -> Arrays.stream(each.getDeclaredFields()))
                .filter(field -> field.isAnnotationPresent(Inject.class) && !Modifier.isStatic(field.getModifiers()))
                .forEach(field -> fields.add(opened(field)));
        this.initializers = methods(hierarchy, Inject.class);
        this.postConstruct = methods(hierarchy, PostConstruct.class);
        this.preDestroy = methods(hierarchy, PreDestroy.class);
    }

    /** Something that is to be given. */
    record Point(Member member, Class<?> type) {}

    /** The plan for a class that has a usable constructor. */
    static InjectionPlan of(Class<?> type) {
        Constructor<?>[] all = type.getDeclaredConstructors();
        return new InjectionPlan(
                type,
                Arrays.stream(all)
                        .filter(each -> each.isAnnotationPresent(Inject.class))
                        .findFirst()
                        .or(() -> Arrays.stream(all)
                                .filter(each -> each.getParameterCount() == 0)
                                .findFirst())
                        .orElseThrow());
    }

    List<Point> points() {
        return Stream.of(
                        parameters(constructor, constructor.getParameterTypes()),
                        fields.stream().map(field -> new Point(field, field.getType())),
                        initializers.stream().flatMap(method -> parameters(method, method.getParameterTypes())))
                .flatMap(points -> points)
                .toList();
    }

    /** Makes an instance; {@code values} gives what a point of that type takes. */
    Object create(Function<Class<?>, Object> values) throws Exception {
        try {
            Object instance = constructor.newInstance(arguments(constructor.getParameterTypes(), values));
            for (Field field : fields) {
                field.set(instance, values.apply(field.getType()));
            }
            for (Method method : initializers) {
                method.invoke(instance, arguments(method.getParameterTypes(), values));
            }
            for (Method method : postConstruct) {
                method.invoke(instance);
            }
            return instance;
        } catch (InvocationTargetException e) {
            throw causeOf(e);
        }
    }

    /** Runs its {@code @PreDestroy} methods. */
    void destroy(Object instance) {
        for (Method method : preDestroy) {
            try {
                method.invoke(instance);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(method + " failed", e.getCause() == null ? e : e.getCause());
            }
        }
    }

    private static Exception causeOf(InvocationTargetException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return (Exception) e.getCause();
    }

    private static Object[] arguments(Class<?>[] types, Function<Class<?>, Object> values) {
        return Arrays.stream(types).map(values).toArray();
    }

    private static Stream<Point> parameters(Member member, Class<?>[] types) {
        return Arrays.stream(types).map(type -> new Point(member, type));
    }

    /** A method that overrides another takes its place. */
    private static Collection<Method> methods(Deque<Class<?>> hierarchy, Class<? extends Annotation> annotation) {
        Map<List<Object>, Method> found = new LinkedHashMap<>();
        for (Class<?> type : hierarchy) {
            for (Method method : type.getDeclaredMethods()) {
                List<Object> signature = List.of(method.getName(), List.of(method.getParameterTypes()));
                found.remove(signature);
                if (method.isAnnotationPresent(annotation) && !Modifier.isStatic(method.getModifiers())) {
                    found.put(signature, opened(method));
                }
            }
        }
        return found.values();
    }

    private static Deque<Class<?>> hierarchy(Class<?> type) {
        Deque<Class<?>> hierarchy = new ArrayDeque<>();
        for (Class<?> each = type; each != Object.class; each = each.getSuperclass()) {
            hierarchy.addFirst(each);
        }
        return hierarchy;
    }

    private static <T extends AccessibleObject> T opened(T member) {
        member.setAccessible(true);
        return member;
    }
}
