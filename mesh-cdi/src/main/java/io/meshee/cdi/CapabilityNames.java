package io.meshee.cdi;

import io.meshee.api.Capabilities;
import io.meshee.api.Capability;
import jakarta.enterprise.inject.spi.Annotated;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The capabilities that a class is annotated with, as the container sees it.
 *
 * @param names without those that break a rule
 * @param problems one for each annotation or name that breaks a rule
 */
record CapabilityNames(SortedSet<String> names, List<String> problems) {

    private static final int MAX_LENGTH = 1024;

    static boolean areOn(Annotated annotated) {
        return annotated.isAnnotationPresent(Capability.class) || annotated.isAnnotationPresent(Capabilities.class);
    }

    static CapabilityNames of(Class<?> type, Annotated annotated) {
        return of(type, annotated.getAnnotation(Capability.class), annotated.getAnnotation(Capabilities.class));
    }

    /** Those that a class is annotated with as it is written, where there is no container. */
    static CapabilityNames of(Class<?> type) {
        return of(type, type.getAnnotation(Capability.class), type.getAnnotation(Capabilities.class));
    }

    private static CapabilityNames of(Class<?> type, Capability single, Capabilities several) {
        CapabilityNames found = new CapabilityNames(new TreeSet<>(), new ArrayList<>());
        Stream.concat(
                        Stream.ofNullable(single),
                        Stream.ofNullable(several).flatMap(repeated -> Arrays.stream(repeated.value())))
                .forEach(capability -> found.add(type, capability));
        return found;
    }

    private void add(Class<?> type, Capability capability) {
        if (capability.value().length == 0) {
            problems.add(Problems.NO_CAPABILITY.in(type));
        }
        for (String name : capability.value()) {
            if (name.isBlank()) {
                problems.add(Problems.BLANK_CAPABILITY.in(type));
            } else if (name.length() > MAX_LENGTH) {
                problems.add(Problems.LONG_CAPABILITY.in(type, name.substring(0, 32) + "…"));
            } else {
                names.add(name);
            }
        }
    }
}
