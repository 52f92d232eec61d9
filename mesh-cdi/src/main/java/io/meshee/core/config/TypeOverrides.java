package io.meshee.core.config;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code mesh.process."type".…} says, by type. A type that only environment variables name
 * ({@code MESH_PROCESS__GAME__IDLE_TIMEOUT}) is known by its spelling there, since its case is lost.
 */
record TypeOverrides(Map<String, Override> byType, Map<String, Override> byEnvironmentName) {

    static final TypeOverrides NONE = new TypeOverrides(Map.of(), Map.of());

    private static final Pattern KEY = Pattern.compile("mesh\\.process\\.\"(.+)\"\\.([a-z-]+)");
    private static final Pattern VARIABLE = Pattern.compile("(?i)MESH_PROCESS__(.+)__([A-Z]+_[A-Z]+)");

    /** The settings given for one type; {@code null} where none is. */
    record Override(
            Duration idleTimeout, Integer mailboxCapacity, Integer maxActive, Integer poolSize, Boolean localFirst) {

        static final Override NONE = new Override(null, null, null, null, null);

        ProcessSettings over(ProcessSettings defaults) {
            return new ProcessSettings(
                    Optional.ofNullable(idleTimeout).orElse(defaults.idleTimeout()),
                    Optional.ofNullable(mailboxCapacity).orElse(defaults.mailboxCapacity()),
                    Optional.ofNullable(maxActive).orElse(defaults.maxActive()),
                    Optional.ofNullable(poolSize).orElse(defaults.poolSize()),
                    Optional.ofNullable(localFirst).orElse(defaults.localFirst()));
        }
    }

    TypeOverrides {
        byType = Map.copyOf(byType);
        byEnvironmentName = Map.copyOf(byEnvironmentName);
    }

    static TypeOverrides read(SettingsReader reader, Iterable<String> names) {
        Map<String, Override> byType = new HashMap<>();
        Map<String, Override> byEnvironmentName = new HashMap<>();
        for (String name : names) {
            Matcher key = KEY.matcher(name);
            Matcher variable = VARIABLE.matcher(name);
            if (key.matches()) {
                byType.compute(key.group(1), (type, old) -> with(old, key.group(2), name, reader));
            } else if (variable.matches()) {
                String setting = variable.group(2).toLowerCase(Locale.ROOT).replace('_', '-');
                byEnvironmentName.compute(
                        variable.group(1).toUpperCase(Locale.ROOT), (type, old) -> with(old, setting, name, reader));
            }
        }
        return new TypeOverrides(byType, byEnvironmentName);
    }

    static boolean isKey(String name) {
        Matcher key = KEY.matcher(name);
        return key.matches()
                && Settings.OF_TYPE.stream().anyMatch(setting -> setting.key().endsWith("\"." + key.group(2)));
    }

    ProcessSettings of(String type, ProcessSettings defaults) {
        Override exact = byType.getOrDefault(type, Override.NONE);
        Override byVariable = byEnvironmentName.getOrDefault(environmentName(type), Override.NONE);
        return exact.over(byVariable.over(defaults));
    }

    static String environmentName(String type) {
        return type.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static Override with(Override given, String setting, String key, SettingsReader reader) {
        Override old = given == null ? Override.NONE : given;
        return switch (setting) {
            case "idle-timeout" ->
                new Override(
                        reader.value(key, Settings.TYPE_IDLE_TIMEOUT),
                        old.mailboxCapacity,
                        old.maxActive,
                        old.poolSize,
                        old.localFirst);
            case "mailbox-capacity" ->
                new Override(
                        old.idleTimeout,
                        reader.value(key, Settings.TYPE_MAILBOX_CAPACITY),
                        old.maxActive,
                        old.poolSize,
                        old.localFirst);
            case "max-active" ->
                new Override(
                        old.idleTimeout,
                        old.mailboxCapacity,
                        reader.value(key, Settings.TYPE_MAX_ACTIVE),
                        old.poolSize,
                        old.localFirst);
            case "pool-size" ->
                new Override(
                        old.idleTimeout,
                        old.mailboxCapacity,
                        old.maxActive,
                        reader.value(key, Settings.TYPE_POOL_SIZE),
                        old.localFirst);
            case "local-first" ->
                new Override(
                        old.idleTimeout,
                        old.mailboxCapacity,
                        old.maxActive,
                        old.poolSize,
                        reader.value(key, Settings.TYPE_LOCAL_FIRST));
            default -> old;
        };
    }
}
