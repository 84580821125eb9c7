package io.aletheia.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.model.ErrorCode;
import io.aletheia.query.Setting;
import io.aletheia.query.expression.Functions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The manual's tables of errors and settings say what the code says. */
class TablesMatchTheCodeTest {
    // Points 32, F19 of docs/architecture/recovery.md.
    private static final Path MANUAL = Path.of("../docs");

    @Test
    void everyErrorIsListedWithItsCodes() throws IOException {
        List<String> listed = rowsOf("errors.md", "| ");
        List<String> expected = Arrays.stream(ErrorCode.values())
                .map(code -> "| " + code.sqlState() + " | " + code.vendorCode() + " | " + code.name() + " |")
                .toList();
        assertThat(listed).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(listed.get(i)).startsWith(expected.get(i));
        }
    }

    @Test
    void everySettingIsListedWithItsDefault() throws IOException {
        List<String> listed = rowsOf("connection.md", "| `");
        for (Setting setting : Setting.values()) {
            String start = "| `" + setting.key() + "` | "
                    + (setting.defaultValue().isEmpty() ? "" : "`" + setting.defaultValue() + "` ") + "|";
            assertThat(listed).as(setting.key()).anyMatch(row -> row.startsWith(start));
        }
    }

    @Test
    void everyFunctionIsListedAsItDescribesItself() throws IOException {
        String page = Files.readString(MANUAL.resolve("sql/functions.md"));
        var tables = new StringBuilder();
        Functions.families().forEach((family, functions) -> {
            if (!family.isEmpty()) {
                tables.append("## ").append(family).append("\n\n| function | what it is |\n|---|---|\n");
                functions.stream()
                        .map(Functions.Function::description)
                        .filter(description -> !description.isEmpty())
                        .distinct()
                        .forEach(description -> tables.append(row(description)));
                tables.append('\n');
            }
        });
        assertThat(page.substring(page.indexOf("## Comparisons")))
                .isEqualTo(tables.toString().stripTrailing() + "\n");
    }

    /** A row of the table: how the function is written, and behind a colon what it does. */
    private static String row(String description) {
        Matcher colon = Pattern.compile("(?<! ): ").matcher(description);
        boolean explained = colon.find();
        String written = explained ? description.substring(0, colon.start()) : description;
        String meaning = explained ? description.substring(colon.end()) : "";
        return ("| `" + written.replace("|", "\\|") + "` | " + meaning.replace("|", "\\|")).stripTrailing() + " |\n";
    }

    @Test
    void everyPointOfTheDesignHasATestThatCarriesItsNumber() throws IOException {
        Map<String, Path> tests;
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            tests = files.filter(file -> file.toString().endsWith("Test.java"))
                    .collect(
                            Collectors.toMap(file -> file.getFileName().toString(), file -> file, (one, other) -> one));
        }
        String page = Files.readString(MANUAL.resolve("architecture/recovery.md"));
        List<String> rows = page.substring(page.indexOf("## Point by point"))
                .lines()
                .filter(line -> line.matches("\\| F?\\d.*"))
                .toList();
        assertThat(rows).hasSizeGreaterThan(50);
        for (String row : rows) {
            String[] cells = row.split(" \\| ", -1);
            for (String test : cells[3].replaceAll("[`|]", "").trim().split(", ", -1)) {
                if (test.equals("performance.md")) {
                    continue;
                }
                assertThat(tests).as(row).containsKey(test + ".java");
                String code = Files.readString(Objects.requireNonNull(tests.get(test + ".java")));
                String points =
                        code.substring(code.indexOf("// Points "), code.indexOf(" of docs/architecture/recovery.md"));
                for (String point : cells[0].substring(2).split(", ", -1)) {
                    assertThat(points + ",").as(test).containsPattern("[ ,]" + point.trim() + ",");
                }
            }
        }
    }

    private static List<String> rowsOf(String page, String start) throws IOException {
        return Files.readAllLines(MANUAL.resolve(page)).stream()
                .filter(line -> line.startsWith(start) && !line.startsWith("| SQLSTATE"))
                .toList();
    }
}
