package io.meshee.core.config;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds keys that begin with {@code mesh.} and mean nothing, most often because of a slip. Environment variables are left
 * alone, and so is what an implementation of MicroProfile Config guesses from them ({@code mesh.shard.strategy} from
 * {@code MESH_SHARD_STRATEGY}).
 */
final class UnknownKeys {

    /** The start script's own keys, which Mesh does not read. */
    private static final String START_SCRIPT = "mesh.run.";

    private static final Pattern UNQUOTED = Pattern.compile("mesh\\.process\\.([^\"]+)\\.([a-z-]+)");

    private UnknownKeys() {}

    static void report(Set<String> names, List<String> problems) {
        Set<String> upperCase = new HashSet<>();
        names.forEach(name -> upperCase.add(name.toUpperCase(Locale.ROOT)));
        for (String name : names) {
            if (name.startsWith("mesh.")
                    && !name.startsWith(START_SCRIPT)
                    && !isKnown(name)
                    && !upperCase.contains(TypeOverrides.environmentName(name))) {
                problems.add("MESH00301: " + name + ": there is no such setting; did you mean " + nearest(name) + "?");
            }
        }
    }

    private static boolean isKnown(String name) {
        return Settings.GLOBAL.stream().anyMatch(setting -> setting.key().equals(name)) || TypeOverrides.isKey(name);
    }

    private static String nearest(String name) {
        Matcher unquoted = UNQUOTED.matcher(name);
        if (unquoted.matches()) {
            String quoted = "mesh.process.\"" + unquoted.group(1) + "\"." + unquoted.group(2);
            if (TypeOverrides.isKey(quoted)) {
                return quoted;
            }
        }
        List<Setting<?>> candidates = name.startsWith("mesh.process.\"") ? Settings.OF_TYPE : Settings.GLOBAL;
        return candidates.stream()
                .map(Setting::key)
                .min(Comparator.comparingInt(key -> distance(name, key)))
                .orElseThrow();
    }

    /** The fewest insertions, deletions and replacements that make one text the other (Levenshtein). */
    static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
