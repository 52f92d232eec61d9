package io.meshee.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeshSettingsTest {

    @Test
    void everySettingHasItsDefault() {
        assertThat(MeshSettings.defaults())
                .isEqualTo(new MeshSettings(
                        "mesh",
                        Optional.empty(),
                        1,
                        "",
                        Optional.empty(),
                        1,
                        4096,
                        "rendezvous",
                        TransportChoice.AUTO,
                        Duration.ofSeconds(5),
                        512,
                        Duration.ofMinutes(15),
                        1000,
                        Integer.MAX_VALUE,
                        100_000,
                        Integer.MAX_VALUE,
                        true,
                        1 << 20,
                        "jcache",
                        new JpaSettings(Optional.empty(), true, Duration.ofSeconds(3)),
                        "jcache",
                        Duration.ofSeconds(10),
                        8,
                        Duration.ofSeconds(3),
                        PartitionPolicy.KEEP_MAJORITY,
                        1,
                        LocalPayload.REFERENCE,
                        List.of(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        TypeOverrides.NONE));
    }

    @Test
    void everySettingCanBeGiven() {
        Map<String, String> values = new HashMap<>();
        values.put("mesh.name", "shop");
        values.put("mesh.node.name", "n1");
        values.put("mesh.node.weight", "2.5");
        values.put("mesh.node.zone", "eu west");
        values.put("mesh.capabilities", "game, chat");
        values.put("mesh.cluster.initial-members", "3");
        values.put("mesh.shards", "65536");
        values.put("mesh.shard-strategy", "myStrategy");
        values.put("mesh.transport", "remote-ejb");
        values.put("mesh.call.timeout", "500ms");
        values.put("mesh.executor.max-threads", "8");
        values.put("mesh.process.idle-timeout", "1h");
        values.put("mesh.process.mailbox-capacity", "10");
        values.put("mesh.process.max-active", "20");
        values.put("mesh.process.max-queued", "30");
        values.put("mesh.process.pool-size", "40");
        values.put("mesh.process.local-first", "false");
        values.put("mesh.message.max-size", "64KiB");
        values.put("mesh.state-store", "none");
        values.put("mesh.jpa.data-source", "jdbc/shop");
        values.put("mesh.jpa.create-tables", "false");
        values.put("mesh.jpa.timeout", "500ms");
        values.put("mesh.reminder-store", "ledger");
        values.put("mesh.rebalance.drain-timeout", "2s");
        values.put("mesh.rebalance.steps", "4");
        values.put("mesh.lease", "1s");
        values.put("mesh.partition-policy", "static-quorum");
        values.put("mesh.static-quorum.size", "2");
        values.put("mesh.local-payload", "copy");
        values.put("mesh.serialization.allow", "com.acme.Order, com.acme.shop.**");
        values.put("mesh.remote-ejb.host", "127.0.0.1");
        values.put("mesh.remote-ejb.port", "3700");

        assertThat(MeshSettings.of(values))
                .isEqualTo(new MeshSettings(
                        "shop",
                        Optional.of("n1"),
                        2.5,
                        "eu west",
                        Optional.of(new TreeSet<>(List.of("chat", "game"))),
                        3,
                        65_536,
                        "myStrategy",
                        TransportChoice.REMOTE_EJB,
                        Duration.ofMillis(500),
                        8,
                        Duration.ofHours(1),
                        10,
                        20,
                        30,
                        40,
                        false,
                        65_536,
                        "none",
                        new JpaSettings(Optional.of("jdbc/shop"), false, Duration.ofMillis(500)),
                        "ledger",
                        Duration.ofSeconds(2),
                        4,
                        Duration.ofSeconds(1),
                        PartitionPolicy.STATIC_QUORUM,
                        2,
                        LocalPayload.COPY,
                        List.of("com.acme.Order", "com.acme.shop.**"),
                        Optional.of("127.0.0.1"),
                        OptionalInt.of(3700),
                        TypeOverrides.NONE));
        assertThat(values.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Settings.GLOBAL.stream().map(Setting::key).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mesh.call.timeout | abc | MESH00302: mesh.call.timeout: \"abc\" is not a duration; write 500ms, 5s, 2m or 1h",
                "mesh.call.timeout | 0s | MESH00303: mesh.call.timeout: \"0s\" is out of range; write 1ms to 365d",
                "mesh.jpa.create-tables | no | MESH00302: mesh.jpa.create-tables: \"no\" is neither true nor false",
                "mesh.jpa.timeout | 2d | MESH00303: mesh.jpa.timeout: \"2d\" is out of range; write 1ms to 1d",
                "mesh.lease | 366d | MESH00303: mesh.lease: \"366d\" is out of range; write 1ms to 365d",
                "mesh.shards | 0 | MESH00303: mesh.shards: \"0\" is out of range; write a whole number from 1 to 65536",
                "mesh.shards | 65537 | MESH00303: mesh.shards: \"65537\" is out of range; write a whole number from 1 to 65536",
                "mesh.shards | many | MESH00302: mesh.shards: \"many\" is not a whole number; write a whole number from 1 to 65536",
                "mesh.remote-ejb.port | 65536 | MESH00303: mesh.remote-ejb.port: \"65536\" is out of range; write a whole number from 1 to 65535",
                "mesh.process.local-first | yes | MESH00302: mesh.process.local-first: \"yes\" is neither; write true or false",
                "mesh.process.max-active | 99999999999 | MESH00303: mesh.process.max-active: \"99999999999\" is out of range; write a whole number from 1 to 2147483647",
                "mesh.message.max-size | 1 | MESH00302: mesh.message.max-size: \"1\" is not a size; write 512B, 64KiB, 1MiB or 1GiB",
                "mesh.message.max-size | 2GiB | MESH00303: mesh.message.max-size: \"2GiB\" is out of range; write 1KiB to 1GiB",
                "mesh.message.max-size | 1B | MESH00303: mesh.message.max-size: \"1B\" is out of range; write 1KiB to 1GiB",
                "mesh.transport | iiop | MESH00302: mesh.transport: \"iiop\" is none of the values; write auto, remote-ejb, data-grid",
                "mesh.transport | REMOTE_EJB | MESH00302: mesh.transport: \"REMOTE_EJB\" is none of the values; write auto, remote-ejb, data-grid",
                "mesh.node.weight | 0 | MESH00303: mesh.node.weight: \"0\" is out of range; write more than 0 and at most 1000000",
                "mesh.node.weight | 1e400 | MESH00303: mesh.node.weight: \"1e400\" is out of range; write more than 0 and at most 1000000",
                "mesh.node.weight | NaN | MESH00302: mesh.node.weight: \"NaN\" is not a number; write 1, 2 or 0.5",
                "mesh.node.name | a b | MESH00302: mesh.node.name: \"a b\" is not a name; write letters, digits, '-', '_' and '.'",
                "mesh.capabilities | game,,chat | MESH00302: mesh.capabilities: \"game,,chat\" has a blank capability name; write game,chat",
                "mesh.serialization.allow | a.B,* | MESH00302: mesh.serialization.allow: \"*\" would allow every class; name a package: com.acme.* or com.acme.**",
                "mesh.remote-ejb.host | a b | MESH00302: mesh.remote-ejb.host: \"a b\" must be one word",
                "mesh.process.\"game\".idle-timeout | x | MESH00302: mesh.process.\"game\".idle-timeout: \"x\" is not a duration; write 500ms, 5s, 2m or 1h"
            })
    void aWrongValueIsAProblemThatNamesKeyValueAndRule(String key, String value, String problem) {
        assertThat(problems(Map.of(key, value))).containsExactly(problem);
    }

    @Test
    void anOverlongNameIsAProblem() {
        assertThat(problems(Map.of("mesh.node.zone", "z".repeat(256))))
                .containsExactly("MESH00302: mesh.node.zone: \"" + "z".repeat(32) + "…\" has more than 255 characters");
        assertThat(problems(Map.of("mesh.capabilities", "c".repeat(1025))))
                .containsExactly(
                        "MESH00302: mesh.capabilities: \"" + "c".repeat(32) + "…\" has more than 1024 characters");
    }

    @Test
    void allProblemsAreToldAtOnceAndDefaultsStandIn() {
        List<String> problems = new ArrayList<>();
        Map<String, String> values =
                Map.of("mesh.shards", "-1", "mesh.lease", "soon", "mesh.cal.timeout", "5s", "mesh.name", "shop");
        MeshSettings settings =
                MeshSettings.read(key -> Optional.ofNullable(values.get(key)), values.keySet(), problems);

        assertThat(problems)
                .hasSize(3)
                .anyMatch(problem -> problem.startsWith("MESH00303: mesh.shards"))
                .anyMatch(problem -> problem.startsWith("MESH00302: mesh.lease"))
                .anyMatch(problem -> problem.startsWith("MESH00301: mesh.cal.timeout"));
        assertThat(settings.shards()).isEqualTo(4096);
        assertThat(settings.lease()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.name()).isEqualTo("shop");
        assertThatThrownBy(() -> MeshSettings.of(values))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(String.join("\n", problems));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mesh.cal.timeout | mesh.call.timeout",
                "mesh.shard | mesh.shards",
                "mesh.process.idle-timout | mesh.process.idle-timeout",
                "mesh.process.game.idle-timeout | mesh.process.\"game\".idle-timeout",
                "mesh.process.\"game\".max-activ | mesh.process.\"type\".max-active",
                "mesh.shard.strategy | mesh.shard-strategy"
            })
    void anUnknownKeyIsAProblemThatNamesTheNearest(String key, String nearest) {
        assertThat(problems(Map.of(key, "1")))
                .containsExactly("MESH00301: " + key + ": there is no such setting; did you mean " + nearest + "?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MESH_CAL_TIMEOUT", "mesh_cal_timeout", "mesh.run.ports", "meshed.x", "java.home"})
    void otherNamesAreLeftAlone(String name) {
        assertThat(problems(Map.of(name, "1"))).isEmpty();
    }

    @Test
    void aBlankValueIsNone() {
        assertThat(MeshSettings.of(Map.of("mesh.shards", " ", "mesh.node.name", "")))
                .isEqualTo(MeshSettings.defaults());
    }

    @Test
    void aTypeMayHaveSettingsOfItsOwn() {
        MeshSettings settings = MeshSettings.of(Map.of(
                "mesh.process.mailbox-capacity", "7",
                "mesh.process.\"game\".idle-timeout", "1m",
                "mesh.process.\"game\".max-active", "3",
                "mesh.process.\"a.b\".mailbox-capacity", "9",
                "mesh.process.\"chat\".pool-size", "9",
                "mesh.process.\"chat\".local-first", "false"));

        assertThat(settings.settingsFor("game"))
                .isEqualTo(new ProcessSettings(Duration.ofMinutes(1), 7, 3, Integer.MAX_VALUE, true));
        assertThat(settings.settingsFor("a.b"))
                .isEqualTo(new ProcessSettings(Duration.ofMinutes(15), 9, Integer.MAX_VALUE, Integer.MAX_VALUE, true));
        assertThat(settings.settingsFor("chat"))
                .isEqualTo(new ProcessSettings(Duration.ofMinutes(15), 7, Integer.MAX_VALUE, 9, false));
    }

    @Test
    void whatIsSetForATypeGoesBeforeWhatItsClassSaysAndThatBeforeWhatIsSetForAll() {
        MeshSettings settings =
                MeshSettings.of(Map.of("mesh.process.pool-size", "7", "mesh.process.\"game\".pool-size", "3"));

        assertThat(settings.settingsFor("game", OptionalInt.of(5)).poolSize()).isEqualTo(3);
        assertThat(settings.settingsFor("chat", OptionalInt.of(5)).poolSize()).isEqualTo(5);
        assertThat(settings.settingsFor("chat").poolSize()).isEqualTo(7);
    }

    @Test
    void environmentVariablesAreReadInTheirOwnSpelling() {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(
                        new EnvConfigSource(
                                Map.of(
                                        "MESH_CALL_TIMEOUT", "2s",
                                        "MESH_SHARD_STRATEGY", "modulo",
                                        "MESH_PROCESS__GAME_BOARD__IDLE_TIMEOUT", "3s",
                                        "MESH_PROCESS__CHAT__MAX_ACTIVE", "4",
                                        "MESH_PROCESS__CHAT__POOL_SIZE", "2",
                                        "MESH_PROCESS__CHAT__IDLE_TIMEOUT", "soon"),
                                300),
                        new PropertiesConfigSource(
                                Map.of("mesh.call.timeout", "9s", "mesh.process.\"chat\".mailbox-capacity", "5"),
                                "file",
                                100))
                .build();
        List<String> problems = new ArrayList<>();
        MeshSettings settings = MeshSettings.read(
                key -> config.getOptionalValue(key, String.class), config.getPropertyNames(), problems);

        assertThat(problems)
                .containsExactly("MESH00302: MESH_PROCESS__CHAT__IDLE_TIMEOUT: \"soon\" is not a duration; write 500ms,"
                        + " 5s, 2m or 1h");
        assertThat(settings.callTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.shardStrategy()).isEqualTo("modulo");
        assertThat(settings.settingsFor("game-board").idleTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.settingsFor("chat")).isEqualTo(new ProcessSettings(Duration.ofMinutes(15), 5, 4, 2, true));
    }

    private static List<String> problems(Map<String, String> values) {
        List<String> problems = new ArrayList<>();
        MeshSettings.read(key -> Optional.ofNullable(values.get(key)), values.keySet(), problems);
        return problems;
    }
}
