package io.meshee.benchmark.report;

import io.meshee.benchmark.report.Sample.Case;
import io.meshee.benchmark.report.Sample.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Everything that was measured. */
public final class Samples {

    private final List<String> systems;
    private final List<Sample> all = new ArrayList<>();

    /**
     * None yet.
     *
     * @param systems in the order in which they are shown; the first is compared with the others
     */
    public Samples(List<String> systems) {
        this.systems = List.copyOf(systems);
    }

    /** Adds one. */
    public void add(Sample sample) {
        all.add(sample);
    }

    /** The cases, in the order in which they came first. */
    List<Case> cases() {
        return all.stream().map(Sample::of).distinct().toList();
    }

    /** The systems that were measured. */
    List<String> systems() {
        return systems.stream()
                .filter(system ->
                        all.stream().anyMatch(sample -> sample.system().equals(system)))
                .toList();
    }

    /** The median over the rounds; empty if the system was not measured. */
    Optional<Double> median(String system, Case of, Quantity quantity) {
        List<Double> values = all.stream()
                .filter(sample -> sample.system().equals(system) && sample.of().equals(of))
                .map(sample -> sample.get(quantity))
                .toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(Statistics.median(values));
    }

    /** What one system is to another in each round that has both. */
    List<Double> ratios(String system, String other, Case of, Quantity quantity) {
        ToDoubleFunction<Sample> value = sample -> sample.get(quantity);
        List<Double> ratios = new ArrayList<>();
        for (Sample one : all) {
            if (one.system().equals(system) && one.of().equals(of)) {
                all.stream()
                        .filter(two -> two.system().equals(other) && two.of().equals(of) && two.round() == one.round())
                        .forEach(two -> ratios.add(value.applyAsDouble(one) / value.applyAsDouble(two)));
            }
        }
        return ratios;
    }
}
