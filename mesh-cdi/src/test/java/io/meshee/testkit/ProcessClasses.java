package io.meshee.testkit;

import io.meshee.api.Capabilities;
import io.meshee.api.Capability;
import io.meshee.api.PoolSize;
import io.meshee.core.handler.InstanceFactory;
import io.meshee.core.handler.ProcessClass;
import io.meshee.core.handler.ProcessScan;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Reads process classes as the extension does, without a container. */
public final class ProcessClasses {

    private ProcessClasses() {}

    /** A class whose instances its constructor without parameters makes. */
    public static ProcessClass of(Class<?> type) {
        return of(type, () -> {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        });
    }

    /** A class whose instances the test makes. */
    public static <T> ProcessClass of(Class<? extends T> type, Callable<T> instances) {
        return make(type, instances, false);
    }

    /** A class whose instances are made, and ended, by something else. */
    public static ProcessClass of(Class<?> type, InstanceFactory instances, boolean pooled) {
        return make(type, instances, pooled);
    }

    /** A class of which one instance, given by the test, takes every message. */
    public static <T> ProcessClass pooled(Class<? extends T> type, T instance) {
        return make(type, () -> instance, true);
    }

    private static ProcessClass make(Class<?> type, Callable<?> objects, boolean pooled) {
        return make(type, (InstanceFactory) () -> new Plain(objects.call()), pooled);
    }

    private static ProcessClass make(Class<?> type, InstanceFactory instances, boolean pooled) {
        ProcessScan scan = ProcessScan.of(type);
        if (!scan.findings().isEmpty()) {
            throw new IllegalArgumentException(type.getName() + ": " + scan.findings());
        }
        return new ProcessClass(
                scan.type(),
                capabilities(type),
                type,
                pooled,
                poolSize(type),
                scan.handlers(),
                scan.lifecycle(),
                scan.state(),
                instances,
                true);
    }

    private static OptionalInt poolSize(Class<?> type) {
        PoolSize declared = type.getAnnotation(PoolSize.class);
        return declared == null ? OptionalInt.empty() : OptionalInt.of(declared.value());
    }

    private static TreeSet<String> capabilities(Class<?> type) {
        Capabilities several = type.getAnnotation(Capabilities.class);
        Stream<Capability> all =
                several == null ? Stream.of(type.getAnnotationsByType(Capability.class)) : Stream.of(several.value());
        TreeSet<String> names = new TreeSet<>();
        all.forEach(each -> names.addAll(Arrays.asList(each.value())));
        return names;
    }

    private record Plain(Object target) implements InstanceFactory.Instance {
        @Override
        public void destroy() {
            // the collector's
        }
    }
}
