package io.meshee.core.state;

import io.meshee.api.RestoreState;
import io.meshee.api.SaveState;
import io.meshee.api.State;
import java.io.Serializable;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds what of a process class is its state.
 *
 * @param problems what is wrong, each a text without the class's name
 */
public record StateScan(StateShape shape, List<String> problems) {

    /** Reads a class and its superclasses. */
    public static StateScan of(Class<?> processClass) {
        List<String> problems = new ArrayList<>();
        List<Field> fields = fields(processClass);
        List<Method> save = methods(processClass, SaveState.class);
        List<Method> restore = methods(processClass, RestoreState.class);
        checkFields(fields, problems);
        checkMethods(save, restore, problems);
        if (!fields.isEmpty() && !(save.isEmpty() && restore.isEmpty())) {
            problems.add("it has both @State fields and @SaveState or @RestoreState methods; use one of the two ways");
        }
        if (!problems.isEmpty() || fields.isEmpty() && save.isEmpty()) {
            return new StateScan(StateShape.NONE, problems);
        }
        return new StateScan(
                fields.isEmpty() ? new SnapshotState(save.get(0), restore) : new FieldState(fields), problems);
    }

    private static void checkFields(List<Field> fields, List<String> problems) {
        Set<String> names = new HashSet<>();
        for (Field field : fields) {
            if (Modifier.isStatic(field.getModifiers()) || Modifier.isFinal(field.getModifiers())) {
                problems.add("@State field " + field.getName() + " is static or final; it must be neither");
            }
            if (!isEncodable(field.getType())) {
                problems.add("@State field " + field.getName() + " is of "
                        + field.getType().getName() + ", which is not Serializable");
            }
            if (!names.add(field.getName())) {
                problems.add("@State field " + field.getName() + " is there twice, in the class and a superclass");
            }
        }
    }

    private static void checkMethods(List<Method> save, List<Method> restore, List<String> problems) {
        if (save.size() > 1) {
            problems.add("it has several @SaveState methods; keep one");
        }
        if (save.isEmpty() != restore.isEmpty()) {
            problems.add("it has only one of @SaveState and @RestoreState; it needs both");
        }
        for (Method method : save) {
            if (isStatic(method) || method.getParameterCount() != 0 || !isEncodable(method.getReturnType())) {
                problems.add("@SaveState method " + method.getName()
                        + " must be no static one, take nothing and return something Serializable, such as a record");
            }
        }
        Set<Class<?>> taken = new HashSet<>();
        for (Method method : restore) {
            if (isStatic(method) || method.getParameterCount() != 1 || method.getReturnType() != void.class) {
                problems.add("@RestoreState method " + method.getName()
                        + " must be no static one, take one snapshot and return nothing");
            } else if (!taken.add(method.getParameterTypes()[0])) {
                problems.add("two @RestoreState methods take a " + method.getParameterTypes()[0].getName());
            }
        }
        if (problems.isEmpty()
                && !save.isEmpty()
                && restore.stream()
                        .noneMatch(method -> method.getParameterTypes()[0].isAssignableFrom(
                                save.get(0).getReturnType()))) {
            problems.add("no @RestoreState method takes what @SaveState gives, a "
                    + save.get(0).getReturnType().getName());
        }
    }

    private static boolean isStatic(Method method) {
        return Modifier.isStatic(method.getModifiers());
    }

    private static boolean isEncodable(Class<?> type) {
        return type.isPrimitive() && type != void.class
                || type.isInterface()
                || type == Object.class
                || Serializable.class.isAssignableFrom(type);
    }

    private static List<Field> fields(Class<?> leaf) {
        List<Field> found = new ArrayList<>();
        for (Class<?> type = leaf; type != null && type != Object.class; type = type.getSuperclass()) {
            Arrays.stream(type.getDeclaredFields())
                    .filter(field -> field.isAnnotationPresent(State.class))
                    .sorted((a, b) -> a.getName().compareTo(b.getName()))
                    .forEach(found::add);
        }
        return found;
    }

    private static List<Method> methods(Class<?> leaf, Class<? extends Annotation> annotation) {
        List<Method> found = new ArrayList<>();
        Set<String> overridden = new HashSet<>();
        for (Class<?> type = leaf; type != null && type != Object.class; type = type.getSuperclass()) {
            Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(annotation) && !method.isSynthetic())
                    .filter(method -> Modifier.isPrivate(method.getModifiers())
                            || overridden.add(method.getName() + Arrays.toString(method.getParameterTypes())))
                    .sorted((a, b) -> a.toString().compareTo(b.toString()))
                    .forEach(found::add);
        }
        return found;
    }
}
