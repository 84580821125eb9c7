package io.aletheia.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every block of SQL and Java in the README and the manual runs and gives what the page says it gives. */
class EveryBlockRunsTest {
    private static final Path PROJECT = Path.of("..");

    @TempDir
    private Path directory;

    @TestFactory
    Stream<DynamicTest> everyPageDoesWhatItSays() throws IOException {
        return pages().stream().map(page -> DynamicTest.dynamicTest(page.toString(), () -> run(page)));
    }

    @Test
    void theReadmeShowsJavaAndItsAnswer() throws IOException {
        List<Block> blocks = Block.of(PROJECT.resolve("README.md"));
        assertThat(blocks).anyMatch(block -> block.language().equals("java") && block.answer() != null);
    }

    private void run(Path page) throws IOException, SQLException, InterruptedException {
        try (var session = new SqlPage()) {
            for (Block block : Block.of(page)) {
                String place = page + ":" + block.line();
                switch (block.language()) {
                    case "sql" -> session.run(block, place);
                    case "java" -> {
                        Path empty = Files.createTempDirectory(directory, "program");
                        String output = JavaProgram.outputOf(block, empty);
                        assertThat(block.answer())
                                .as(place + " says what it prints")
                                .isEqualTo(output);
                    }
                    default -> assertThat(block.language()).as(place).isIn("text", "bash", "xml", "ebnf");
                }
            }
        }
    }

    private static List<Path> pages() throws IOException {
        var pages = new ArrayList<Path>();
        pages.add(PROJECT.resolve("README.md"));
        pages.add(PROJECT.resolve("CHANGELOG.md"));
        for (String tree : List.of("docs", "examples")) {
            try (var files = Files.walk(PROJECT.resolve(tree))) {
                files.filter(file -> file.toString().endsWith(".md")
                                && !file.toString().contains("/target/"))
                        .sorted()
                        .forEach(pages::add);
            }
        }
        return pages.stream().filter(Files::exists).toList();
    }
}
