package io.meshee.core.codec;

import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Every class that a value of the given types can consist of: record components, fields that are written, superclasses,
 * generic arguments, array elements, the permitted subtypes of sealed types. JDK value types are left out: they are
 * always allowed. {@code CompletionStage} stands for its argument.
 *
 * <p>An open type ({@code Object}, an interface or abstract class that is not sealed, an unresolved type variable,
 * {@code ?}, a raw generic type) has no known set of subtypes and so adds none; {@link #open()} reports it.
 */
public final class TypeClosure {

    private final Set<Class<?>> classes = new LinkedHashSet<>();
    private final SortedSet<String> open = new TreeSet<>();
    private final SortedSet<String> notEncodable = new TreeSet<>();

    private final Set<Step> seen = new HashSet<>();
    private final Deque<Visit> next = new ArrayDeque<>();

    /** How a type was come by: what it means depends on it. */
    private enum Role {
        /** Named by a signature, a field or an argument. */
        VALUE,
        /** The class of a type whose arguments are given, or a permitted subtype: not raw. */
        GENERIC_CLASS,
        /** The superclass of a class that was found: written with it, no value itself. */
        SUPERCLASS
    }

    private record Step(Type type, Role role) {}

    private record Visit(Step step, String where) {

        String text() {
            return step.type.getTypeName() + (where.isEmpty() ? "" : " (" + where + ")");
        }
    }

    private TypeClosure() {}

    /** The closure of types as reflection gives them. */
    public static TypeClosure of(Type... roots) {
        return of(Arrays.asList(roots));
    }

    /** The closure of types as reflection gives them. */
    public static TypeClosure of(Collection<? extends Type> roots) {
        TypeClosure closure = new TypeClosure();
        roots.forEach(root -> closure.go(root, Role.VALUE, ""));
        while (!closure.next.isEmpty()) {
            closure.visit(closure.next.poll());
        }
        return closure;
    }

    /** The classes found, JDK value types left out. */
    public Set<Class<?>> classes() {
        return Collections.unmodifiableSet(classes);
    }

    /** The open types found, each with the place where it stands; subtypes used there must be allowed by hand. */
    public SortedSet<String> open() {
        return Collections.unmodifiableSortedSet(open);
    }

    /** The classes found that are not {@link Serializable}, each with the place where it stands. */
    public SortedSet<String> notEncodable() {
        return Collections.unmodifiableSortedSet(notEncodable);
    }

    private void go(Type type, Role role, String where) {
        Step step = new Step(type, role);
        if (seen.add(step)) {
            next.add(new Visit(step, where));
        }
    }

    private void visit(Visit visit) {
        Type type = visit.step.type;
        if (type instanceof Class<?> found) {
            visitClass(found, visit);
        } else if (type instanceof ParameterizedType generic) {
            boolean parent = visit.step.role == Role.SUPERCLASS;
            go(generic.getRawType(), parent ? Role.SUPERCLASS : Role.GENERIC_CLASS, visit.where);
            for (Type argument : generic.getActualTypeArguments()) {
                go(argument, Role.VALUE, visit.where);
            }
        } else if (type instanceof GenericArrayType array) {
            go(array.getGenericComponentType(), Role.VALUE, visit.where);
        } else if (type instanceof WildcardType wildcard && wildcard.getUpperBounds()[0] != Object.class) {
            go(wildcard.getUpperBounds()[0], Role.VALUE, visit.where);
        } else if (!resolvedByItsClass(type, visit)) {
            open.add(visit.text());
        }
    }

    /** Inside a generic class its variables stand for the arguments, which were visited where the class was named. */
    private static boolean resolvedByItsClass(Type type, Visit visit) {
        return type instanceof TypeVariable<?> variable
                && variable.getGenericDeclaration() instanceof Class<?>
                && !visit.where.isEmpty();
    }

    private void visitClass(Class<?> type, Visit visit) {
        if (type.isArray()) {
            go(type.getComponentType(), Role.VALUE, visit.where);
            return;
        }
        if (type == Object.class && visit.step.role != Role.SUPERCLASS) {
            open.add(visit.text());
            return;
        }
        if (visit.step.role == Role.VALUE && type.getTypeParameters().length > 0 && type != Class.class) {
            open.add(visit.text());
        }
        boolean known = type.isPrimitive() || JdkTypes.isWrapper(type) || JdkTypes.isContainer(type);
        if (!known && !JdkTypes.isValue(type)) {
            visitUnknown(type, visit);
        }
    }

    private void visitUnknown(Class<?> type, Visit visit) {
        boolean value = visit.step.role != Role.SUPERCLASS;
        boolean isAbstract = Modifier.isAbstract(type.getModifiers()) && !type.isEnum();
        if (value && type.isSealed()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                go(permitted, Role.GENERIC_CLASS, "permitted by " + type.getName());
            }
        } else if (value && isAbstract) {
            open.add(visit.text());
        }
        if (type.isInterface()) {
            return;
        }
        if (Serializable.class.isAssignableFrom(type)) {
            addWritten(type);
        } else if (value && !isAbstract) {
            notEncodable.add(visit.text());
        }
    }

    private void addWritten(Class<?> type) {
        classes.add(type);
        if (type.isEnum()) {
            return;
        }
        try {
            if (type.getGenericSuperclass() != null) {
                go(type.getGenericSuperclass(), Role.SUPERCLASS, "superclass of " + type.getName());
            }
            for (Field field : writtenFields(type)) {
                go(field.getGenericType(), Role.VALUE, "field " + field.getName() + " of " + type.getName());
            }
        } catch (LinkageError | TypeNotPresentException missing) {
            open.add(type.getName() + " (its fields cannot be read: " + missing + ")");
        }
    }

    private static List<Field> writtenFields(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .filter(field -> !Modifier.isTransient(field.getModifiers()))
                .toList();
    }
}
