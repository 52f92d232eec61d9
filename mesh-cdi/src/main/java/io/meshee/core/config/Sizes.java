package io.meshee.core.config;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them: {@code 512B}, {@code 64KiB}, {@code 1MiB}, {@code 1GiB}, {@code 1MB}, {@code 1.5MiB}. */
public final class Sizes {

    private static final Pattern FORM = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)\\s*(B|KiB|MiB|GiB|KB|MB)");
    private static final Map<String, Long> UNITS =
            Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30, "KB", 1_000L, "MB", 1_000_000L);

    private Sizes() {}

    /**
     * Reads a size in bytes; what is less than a byte is cut off.
     *
     * @throws IllegalArgumentException if it is none, or more than 2^63 - 1 bytes; the message says what to write
     */
    public static long parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is not a size; write 512B, 64KiB, 1MiB or 1GiB");
        }
        BigDecimal bytes = new BigDecimal(form.group(1)).multiply(BigDecimal.valueOf(UNITS.get(form.group(2))));
        if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException("\"" + text + "\" is too large; write 512B, 64KiB, 1MiB or 1GiB");
        }
        return bytes.longValue();
    }
}
