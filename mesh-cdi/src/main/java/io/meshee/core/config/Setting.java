package io.meshee.core.config;

import java.util.function.Function;

/**
 * One key: what it means, what it may be, and how its text is read.
 *
 * @param key its name; {@code "…"} in it stands for a process type
 * @param defaultText its value where none is given, as it would be written; empty if there is none
 * @param values what it may be, for people
 * @param meaning one line
 * @param parser reads a text, or throws {@link IllegalArgumentException} with a message that names text and rule
 */
record Setting<T>(String key, String defaultText, String values, String meaning, Function<String, T> parser) {

    /** The value where none is given; {@code null} if there is none. */
    T defaultValue() {
        return defaultText.isEmpty() ? null : parser.apply(defaultText);
    }
}
