package io.meshee.docs;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.cdi.ProblemIds;
import java.nio.file.Files;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocumentationTest {

    /** A message in the sources begins with its id. */
    private static final Pattern MESSAGE = Pattern.compile("\"(MESH\\d{5})\\b");

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (MESH\\d{5}) \\|");

    @Test
    void everyLinkLeadsToAFile() {
        assertThat(links())
                .isNotEmpty()
                .allSatisfy(link -> assertThat(Files.exists(link.file()))
                        .as(link.toString())
                        .isTrue());
    }

    @Test
    void everyAnchorIsAHeading() {
        assertThat(links().stream().filter(link -> !link.anchor().isEmpty()))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(Pages.anchorsOf(link.file()))
                        .as(link.toString())
                        .contains(link.anchor()));
    }

    @Test
    void everyIdOfTheSourcesHasExactlyOneRowInTheReference() {
        TreeSet<String> used = MESSAGE.matcher(Pages.sources())
                .results()
                .map(found -> found.group(1))
                .collect(toCollection(TreeSet::new));
        used.addAll(ProblemIds.all());

        assertThat(rows()).containsExactlyInAnyOrderElementsOf(used);
    }

    private static List<Pages.Link> links() {
        return Pages.all().stream()
                .flatMap(page -> Pages.linksOf(page).stream())
                .toList();
    }

    private static List<String> rows() {
        return Pages.filesBelow(Pages.ROOT.resolve("docs/reference"), ".md").stream()
                .map(Pages::text)
                .flatMap(page -> ROW.matcher(page).results())
                .map(found -> found.group(1))
                .toList();
    }
}
