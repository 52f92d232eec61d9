package io.meshee.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarContentsIT {

    private static final String SAMPLE = "mesh-sample.war";
    private static final String STOCK = "mesh-sample-stock.war";
    private static final String[] REMOTE_VIEW = {"WEB-INF/ejb-jar.xml", "WEB-INF/glassfish-ejb-jar.xml"};

    @ParameterizedTest
    @ValueSource(strings = {SAMPLE, STOCK})
    void aWarCarriesMeshAndNothingThatTheServerProvides(String war) throws IOException {
        assertThat(entries(war))
                .filteredOn(name -> name.startsWith("WEB-INF/lib/") && name.endsWith(".jar"))
                .hasSize(2)
                .anyMatch(name -> name.startsWith("WEB-INF/lib/mesh-cdi-"))
                .anyMatch(name -> name.startsWith("WEB-INF/lib/mesh-ejb-"));
    }

    @ParameterizedTest
    @ValueSource(strings = {SAMPLE, STOCK})
    void aWarCarriesItsBeansItsContextRootAndItsPage(String war) throws IOException {
        assertThat(entries(war)).contains("WEB-INF/beans.xml", "WEB-INF/glassfish-web.xml", "index.html");
    }

    @Test
    void onlyTheStockWarIsWithoutTheRemoteView() throws IOException {
        assertThat(entries(SAMPLE)).contains(REMOTE_VIEW);
        assertThat(entries(STOCK)).doesNotContain(REMOTE_VIEW);
    }

    @Test
    void theWarsDifferInNothingElse() throws IOException {
        assertThat(entries(SAMPLE))
                .filteredOn(name -> !List.of(REMOTE_VIEW).contains(name))
                .hasSameElementsAs(entries(STOCK));
    }

    private static List<String> entries(String war) throws IOException {
        try (var zip = new ZipFile(Path.of("target", war).toFile())) {
            return zip.stream().map(ZipEntry::getName).toList();
        }
    }
}
