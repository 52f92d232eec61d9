package io.meshee.core.handler;

import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The process classes of an application. Immutable, and safe for any number of threads. */
public final class ProcessCatalog {

    /**
     * What a class or contract stands for.
     *
     * @param type the type name
     * @param capabilities those that callers may go by; empty where only the contract is known and it names none
     */
    public record TypeName(String type, SortedSet<String> capabilities) {

        /** Copies the capabilities. */
        public TypeName {
            capabilities = Collections.unmodifiableSortedSet(new TreeSet<>(capabilities));
        }
    }

    private final List<ProcessClass> all;
    private final Set<Type> broadcastTypes;
    private final Map<String, Map<String, ProcessClass>> byCapability = new HashMap<>();
    private final Map<String, TypeName> byType = new HashMap<>();
    private final Map<Class<?>, Optional<TypeName>> resolved = new ConcurrentHashMap<>();

    /**
     * Takes the process classes.
     *
     * @throws IllegalArgumentException if two of them share a capability and a type name
     */
    public ProcessCatalog(Collection<ProcessClass> classes) {
        this(classes, Set.of());
    }

    /**
     * Takes the process classes, and the types that observers of broadcasts take.
     *
     * @throws IllegalArgumentException if two of them share a capability and a type name
     */
    public ProcessCatalog(Collection<ProcessClass> classes, Collection<Type> broadcastTypes) {
        this.all = List.copyOf(classes);
        this.broadcastTypes = Set.copyOf(broadcastTypes);
        all.forEach(this::add);
        all.stream()
                .collect(Collectors.toMap(ProcessClass::type, ProcessClass::capabilities, ProcessCatalog::union))
                .forEach((type, capabilities) -> byType.put(type, new TypeName(type, capabilities)));
    }

    /** The types that observers of broadcasts take. */
    public Set<Type> broadcastTypes() {
        return broadcastTypes;
    }

    private void add(ProcessClass added) {
        for (String capability : added.capabilities()) {
            ProcessClass other = byCapability
                    .computeIfAbsent(capability, name -> new HashMap<>())
                    .putIfAbsent(added.type(), added);
            if (other != null) {
                throw new IllegalArgumentException("the capability \"" + capability + "\" has the type \""
                        + added.type() + "\" twice: " + other.beanClass().getName() + " and "
                        + added.beanClass().getName());
            }
        }
    }

    /** The process class for a capability and a type name; {@code null} if there is none. */
    public ProcessClass find(String capability, String type) {
        Map<String, ProcessClass> types = byCapability.get(capability);
        return types == null ? null : types.get(type);
    }

    /**
     * What a class or contract stands for: that of the local process class that it is or that extends or implements it,
     * else what its own annotations say, because a caller may have nothing but the contract.
     *
     * @return empty if nothing says so, or if local process classes of several types implement it
     */
    public Optional<TypeName> resolve(Class<?> classOrContract) {
        Optional<TypeName> known = resolved.get(classOrContract);
        return known != null ? known : resolved.computeIfAbsent(classOrContract, this::read);
    }

    /** A type with the capabilities that its local process classes serve: none if there is no such class. */
    public TypeName named(String type) {
        TypeName known = byType.get(type);
        return known != null ? known : new TypeName(type, Collections.emptySortedSet());
    }

    /** The capabilities of all process classes. */
    public SortedSet<String> capabilities() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(byCapability.keySet()));
    }

    /** All process classes, in a stable order. */
    public Collection<ProcessClass> all() {
        return all;
    }

    private Optional<TypeName> read(Class<?> type) {
        List<ProcessClass> local = locals(type);
        if (local.isEmpty()) {
            return Naming.isNamed(type)
                    ? Optional.of(new TypeName(Naming.typeName(type), stated(type, Naming.capabilities(type))))
                    : Optional.empty();
        }
        String name = local.get(0).type();
        if (local.stream().anyMatch(other -> !other.type().equals(name))) {
            return Optional.empty();
        }
        SortedSet<String> served =
                local.stream().map(ProcessClass::capabilities).reduce(new TreeSet<>(), ProcessCatalog::union);
        return Optional.of(new TypeName(name, stated(type, served)));
    }

    private List<ProcessClass> locals(Class<?> type) {
        List<ProcessClass> exact =
                all.stream().filter(of -> of.beanClass() == type).toList();
        return exact.isEmpty()
                ? all.stream()
                        .filter(of -> type.isAssignableFrom(of.beanClass()))
                        .toList()
                : exact;
    }

    private static SortedSet<String> stated(Class<?> type, SortedSet<String> otherwise) {
        SortedSet<String> stated = Naming.statedCapabilities(type);
        return stated.isEmpty() ? otherwise : stated;
    }

    private static SortedSet<String> union(SortedSet<String> one, SortedSet<String> another) {
        SortedSet<String> union = new TreeSet<>(one);
        union.addAll(another);
        return Collections.unmodifiableSortedSet(union);
    }
}
