package io.meshee.test;

import io.meshee.test.Supplies.Supplied;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Says what a {@link MeshKit} is made of. */
public final class MeshKitBuilder {

    private final List<KitProcess> processes = new ArrayList<>();
    private final List<Supplied> supplied = new ArrayList<>();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Set<String> nodes = new LinkedHashSet<>();
    private Instant begin = Instant.parse("2030-01-01T00:00:00Z");

    MeshKitBuilder() {}

    /** Adds process classes, whose instances the kit makes and injects. */
    public MeshKitBuilder processes(Class<?>... types) {
        for (Class<?> type : types) {
            processes.add(new KitProcess(type, Optional.empty()));
        }
        return this;
    }

    /** Adds a process class whose instances the test makes, or has a container make. */
    public <T> MeshKitBuilder process(Class<T> type, ProcessFactory<? extends T> factory) {
        processes.add(new KitProcess(type, Optional.of(factory)));
        return this;
    }

    /** Supplies an object to the {@code @Inject} points of process classes that can take this type. */
    public <T> MeshKitBuilder supply(Class<T> type, T value) {
        return supplyEach(type, () -> value);
    }

    /** The same with an object that is asked for at each injection. */
    public <T> MeshKitBuilder supplyEach(Class<T> type, Supplier<? extends T> value) {
        return supply(type, "what is supplied as " + type.getName(), value);
    }

    MeshKitBuilder supply(Class<?> type, String source, Supplier<?> value) {
        supplied.add(new Supplied(type, source, node -> value.get()));
        return this;
    }

    /** One that changes of this one do not touch. */
    MeshKitBuilder copy() {
        MeshKitBuilder copy = new MeshKitBuilder();
        copy.processes.addAll(processes);
        copy.supplied.addAll(supplied);
        copy.settings.putAll(settings);
        copy.nodes.addAll(nodes);
        copy.begin = begin;
        return copy;
    }

    /**
     * Gives all nodes a setting, one of {@code docs/reference/config.md}. Unlike those of a server the defaults here are
     * 256 shards, and a drain time-out of 1 s.
     */
    public MeshKitBuilder setting(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** Adds nodes that are there from the start and serve all capabilities. Without any there is one, {@code n1}. */
    public MeshKitBuilder nodes(String... names) {
        nodes.addAll(List.of(names));
        return this;
    }

    /** Where the clock stands at first; midnight of the first of January 2030, UTC, unless said otherwise. */
    public MeshKitBuilder startingAt(Instant time) {
        begin = time;
        return this;
    }

    /**
     * Starts the nodes.
     *
     * @throws IllegalArgumentException if something would stop a deployment, or nothing is supplied for an injection
     *     point; its message has every problem, one a line, each with its id
     */
    public MeshKit start() {
        MeshKit kit = new MeshKit(List.copyOf(processes), List.copyOf(supplied), Map.copyOf(settings), begin);
        try {
            for (String node : nodes.isEmpty() ? Set.of("n1") : nodes) {
                kit.start(node);
            }
            return kit;
        } catch (RuntimeException | Error e) {
            kit.close();
            throw e;
        }
    }

    /** For {@code @RegisterExtension}: each test has a mesh of its own, made by this. */
    public MeshExtension asExtension() {
        return new MeshExtension(copy());
    }
}
