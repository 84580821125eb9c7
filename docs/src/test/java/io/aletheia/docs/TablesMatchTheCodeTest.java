package io.aletheia.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.model.ErrorCode;
import io.aletheia.query.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The manual's tables of errors and settings say what the code says. */
class TablesMatchTheCodeTest {
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

    private static List<String> rowsOf(String page, String start) throws IOException {
        return Files.readAllLines(MANUAL.resolve(page)).stream()
                .filter(line -> line.startsWith(start) && !line.startsWith("| SQLSTATE"))
                .toList();
    }
}
