package io.meshee.core.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads settings one by one and collects what is wrong; where a value is wrong, the default stands in for it. */
final class SettingsReader {

    private final Function<String, Optional<String>> values;
    private final List<String> problems;

    SettingsReader(Function<String, Optional<String>> values, List<String> problems) {
        this.values = values;
        this.problems = problems;
    }

    <T> T value(Setting<T> setting) {
        return value(setting.key(), setting);
    }

    <T> Optional<T> optional(Setting<T> setting) {
        return Optional.ofNullable(value(setting));
    }

    <T> T value(String key, Setting<T> setting) {
        Optional<String> text = values.apply(key).filter(given -> !given.isBlank());
        if (text.isEmpty()) {
            return setting.defaultValue();
        }
        try {
            return setting.parser().apply(text.get());
        } catch (Parsers.OutOfRangeException outOfRange) {
            problems.add("MESH00303: " + key + ": " + outOfRange.getMessage());
        } catch (IllegalArgumentException malformed) {
            problems.add("MESH00302: " + key + ": " + malformed.getMessage());
        }
        return setting.defaultValue();
    }
}
