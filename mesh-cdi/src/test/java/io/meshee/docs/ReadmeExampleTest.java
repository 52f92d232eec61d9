package io.meshee.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeExampleTest {

    private static final Pattern TYPE = Pattern.compile("public (?:class|record|interface) (\\w+)");

    @Test
    void theExampleCompilesAsItStands(@TempDir Path folder) throws IOException {
        List<Path> files = writeTypes(Pages.code(Pages.ROOT.resolve("README.md"), "java"), folder);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();

        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            complaints,
                            manager,
                            null,
                            List.of("-proc:none", "-classpath", System.getProperty("java.class.path")),
                            null,
                            manager.getJavaFileObjectsFromPaths(files))
                    .call();
            assertThat(compiled).as(complaints.toString()).isTrue();
        }
        assertThat(files).hasSize(3);
    }

    /** Each type of a block becomes a file of its own, with the block's imports. */
    private static List<Path> writeTypes(List<String> blocks, Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String block : blocks) {
            String[] paragraphs = block.split("\\n\\n(?=@|public )");
            for (int i = 1; i < paragraphs.length; i++) {
                Matcher type = TYPE.matcher(paragraphs[i]);
                assertThat(type.find()).as(paragraphs[i]).isTrue();
                files.add(Files.writeString(
                        folder.resolve(type.group(1) + ".java"), paragraphs[0] + "\n\n" + paragraphs[i]));
            }
        }
        return files;
    }
}
