package io.meshee.docs;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The pages of the documentation, and the sources that they speak of. */
final class Pages {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern FENCE = Pattern.compile("(?ms)^ *```.*?^ *```$");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+?) *$");

    private Pages() {}

    /** A link of a page to something of this repository. */
    record Link(Path page, String target) {

        Path file() {
            String path = target.replaceFirst("#.*", "");
            return path.isEmpty() ? page : page.resolveSibling(path).normalize();
        }

        /** Empty if it leads to the whole. */
        String anchor() {
            return target.contains("#") ? target.substring(target.indexOf('#') + 1) : "";
        }

        @Override
        public String toString() {
            return ROOT.relativize(page) + " → " + target;
        }
    }

    static List<Path> all() {
        return Stream.concat(
                        Stream.of("README.md", "CONTRIBUTING.md").map(ROOT::resolve),
                        filesBelow(ROOT.resolve("docs"), ".md").stream())
                .toList();
    }

    static List<Link> linksOf(Path page) {
        return LINK.matcher(prose(page))
                .results()
                .map(found -> new Link(page, found.group(1)))
                .filter(link -> !link.target().contains(":"))
                .toList();
    }

    /** The anchors of a page's headings, made as the usual renderers make them. */
    static List<String> anchorsOf(Path page) {
        return HEADING.matcher(prose(page))
                .results()
                .map(found -> found.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .toList();
    }

    /** The Java sources of the product. */
    static String sources() {
        return Stream.of("mesh-cdi", "mesh-testkit", "mesh-ejb", "mesh-war-sample")
                .map(module -> ROOT.resolve(module).resolve("src/main/java"))
                .flatMap(folder -> filesBelow(folder, ".java").stream())
                .map(Pages::text)
                .collect(joining("\n"));
    }

    static List<Path> filesBelow(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The blocks of code of that language in a page. */
    static List<String> code(Path page, String language) {
        return Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$")
                .matcher(text(page))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static String prose(Path page) {
        return FENCE.matcher(text(page)).replaceAll("");
    }
}
