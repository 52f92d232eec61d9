package io.meshee.core.config;

import io.meshee.core.codec.TypePattern;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How texts are read. Each parser throws {@link IllegalArgumentException} whose message names the text and the rule. */
final class Parsers {

    private static final int MAX_NAME = 255;
    private static final int MAX_CAPABILITY = 1024;
    private static final Duration MAX_DURATION = Duration.ofDays(365);

    private Parsers() {}

    /** A value that has the right form but is out of its range. */
    static final class OutOfRangeException extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        OutOfRangeException(String text, String range) {
            super("\"" + text + "\" is out of range; write " + range);
        }
    }

    static Function<String, Integer> integer(int min, int max) {
        return text -> {
            String range = "a whole number from " + min + " to " + max;
            BigDecimal number = wholeNumber(text, range);
            if (number.compareTo(BigDecimal.valueOf(min)) < 0 || number.compareTo(BigDecimal.valueOf(max)) > 0) {
                throw new OutOfRangeException(text, range);
            }
            return number.intValue();
        };
    }

    static Function<String, Duration> duration() {
        return duration(MAX_DURATION);
    }

    static Function<String, Duration> duration(Duration max) {
        return text -> {
            Duration duration = Durations.parse(text);
            if (duration.toMillis() < 1 || duration.compareTo(max) > 0) {
                throw new OutOfRangeException(text, "1ms to " + max.toDays() + "d");
            }
            return duration;
        };
    }

    static Boolean flag(String text) {
        return switch (text.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw illegal(text, "is neither true nor false", null);
        };
    }

    static Function<String, Long> size(String min, String max) {
        return text -> {
            long size = Sizes.parse(text);
            if (size < Sizes.parse(min) || size > Sizes.parse(max)) {
                throw new OutOfRangeException(text, min + " to " + max);
            }
            return size;
        };
    }

    static Boolean truth(String text) {
        return switch (text.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw illegal(text, "is neither; write true or false", null);
        };
    }

    static Double weight(String text) {
        double weight;
        try {
            weight = new BigDecimal(text.strip()).doubleValue();
        } catch (NumberFormatException notANumber) {
            throw illegal(text, "is not a number; write 1, 2 or 0.5", notANumber);
        }
        if (weight <= 0 || weight > 1_000_000) {
            throw new OutOfRangeException(text, "more than 0 and at most 1000000");
        }
        return weight;
    }

    static <E extends Enum<E>> Function<String, E> oneOf(Class<E> type) {
        E[] constants = type.getEnumConstants();
        return text -> Arrays.stream(constants)
                .filter(constant -> written(constant).equals(text.strip()))
                .findFirst()
                .orElseThrow(() -> illegal(
                        text,
                        "is none of the values; write "
                                + Arrays.stream(constants).map(Parsers::written).collect(Collectors.joining(", ")),
                        null));
    }

    static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String label(String text) {
        if (text.length() > MAX_NAME) {
            throw illegal(shortened(text), "has more than " + MAX_NAME + " characters", null);
        }
        return text.strip();
    }

    static String name(String text) {
        String name = label(text);
        boolean plain = !name.isEmpty()
                && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.');
        if (!plain) {
            throw illegal(text, "is not a name; write letters, digits, '-', '_' and '.'", null);
        }
        return name;
    }

    static String word(String text) {
        String word = label(text);
        if (word.isEmpty() || word.chars().anyMatch(Character::isWhitespace)) {
            throw illegal(text, "must be one word", null);
        }
        return word;
    }

    static SortedSet<String> capabilities(String text) {
        TreeSet<String> capabilities = new TreeSet<>();
        for (String capability : text.split(",", -1)) {
            if (capability.isBlank()) {
                throw illegal(text, "has a blank capability name; write game,chat", null);
            }
            if (capability.strip().length() > MAX_CAPABILITY) {
                throw illegal(shortened(capability), "has more than " + MAX_CAPABILITY + " characters", null);
            }
            capabilities.add(capability.strip());
        }
        return Collections.unmodifiableSortedSet(capabilities);
    }

    static List<String> patterns(String text) {
        List<String> patterns =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        patterns.forEach(TypePattern::parse);
        return patterns;
    }

    private static BigDecimal wholeNumber(String text, String range) {
        if (!text.strip().matches("[+-]?\\d{1,30}")) {
            throw illegal(text, "is not a whole number; write " + range, null);
        }
        return new BigDecimal(text.strip());
    }

    private static String shortened(String text) {
        return text.substring(0, 32) + "…";
    }

    private static IllegalArgumentException illegal(String text, String rule, Throwable cause) {
        return new IllegalArgumentException("\"" + text + "\" " + rule, cause);
    }
}
