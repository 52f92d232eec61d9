package io.meshee.core.handler;

import io.meshee.api.Capabilities;
import io.meshee.api.Capability;
import io.meshee.api.ProcessType;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the annotations of a class or contract say of its type name and capabilities. */
final class Naming {

    private static final int MAX_LENGTH = 1024;

    private Naming() {}

    /** The interfaces of a type that are annotated {@code @ProcessType}, itself included if it is one. */
    static List<Class<?>> contractsOf(Class<?> type) {
        return Hierarchy.interfacesOf(type).stream()
                .filter(of -> of.isAnnotationPresent(ProcessType.class))
                .toList();
    }

    /** That of the class's own {@code @ProcessType}, else that of its contract, else the class's simple name. */
    static String typeName(Class<?> type) {
        return namesOf(type).findFirst().orElse(type.getSimpleName());
    }

    /** Adds what is wrong with the names to the findings. */
    static void check(Class<?> type, List<Finding> findings) {
        List<String> names = namesOf(type).distinct().toList();
        if (names.size() > 1) {
            findings.add(
                    new Finding(Rule.ONE_TYPE_NAME, names.stream().collect(Collectors.joining("\", \"", "\"", "\""))));
        }
        names.stream()
                .filter(name -> name.isBlank() || name.length() > MAX_LENGTH)
                .forEach(name -> findings.add(new Finding(Rule.TYPE_NAME_IS_VALID, shortened(name))));
    }

    /** The capabilities that callers of a class or contract go by: those stated in {@code @ProcessType} come first. */
    static SortedSet<String> statedCapabilities(Class<?> type) {
        return Stream.concat(Stream.of(type), contractsOf(type).stream())
                .map(of -> of.getAnnotation(ProcessType.class))
                .filter(of -> of != null && !of.capability().isEmpty())
                .map(ProcessType::capability)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names in {@code @Capability}, which may be repeated. */
    static SortedSet<String> capabilities(Class<?> type) {
        SortedSet<String> names = new TreeSet<>();
        Capability single = type.getAnnotation(Capability.class);
        Capabilities several = type.getAnnotation(Capabilities.class);
        if (single != null) {
            names.addAll(Arrays.asList(single.value()));
        }
        if (several != null) {
            Arrays.stream(several.value()).map(Capability::value).forEach(of -> names.addAll(Arrays.asList(of)));
        }
        return names;
    }

    static boolean isNamed(Class<?> type) {
        return type.isAnnotationPresent(ProcessType.class)
                || type.isAnnotationPresent(Capability.class)
                || type.isAnnotationPresent(Capabilities.class)
                || !contractsOf(type).isEmpty();
    }

    /** A class may leave its name to its contract; a contract has its simple name if it gives none. */
    private static Stream<String> namesOf(Class<?> type) {
        ProcessType own = type.getAnnotation(ProcessType.class);
        Stream<String> explicit = own == null || own.name().isEmpty() ? Stream.empty() : Stream.of(own.name());
        Stream<String> contracts = contractsOf(type).stream().map(Naming::contractName);
        return Stream.concat(explicit, contracts);
    }

    private static String contractName(Class<?> contract) {
        String name = contract.getAnnotation(ProcessType.class).name();
        return name.isEmpty() ? contract.getSimpleName() : name;
    }

    private static String shortened(String name) {
        return name.length() <= MAX_LENGTH ? name : name.substring(0, 32) + "…";
    }
}
