package io.meshee.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConfigReferenceTest {

    private static final Path PAGE = Path.of("..", "docs", "reference", "config.md");

    @Test
    void thePageHasEverySettingAsItIsAndNoOther() throws IOException {
        assertThat(Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| `mesh.")))
                .containsExactlyElementsOf(Stream.concat(Settings.GLOBAL.stream(), Settings.OF_TYPE.stream())
                        .map(ConfigReferenceTest::row)
                        .toList());
    }

    private static String row(Setting<?> setting) {
        String defaultText = setting.defaultText().isEmpty() ? "" : "`" + setting.defaultText() + "`";
        return "| `" + setting.key() + "` | " + defaultText + " | " + setting.values() + " | " + setting.meaning()
                + " |";
    }
}
