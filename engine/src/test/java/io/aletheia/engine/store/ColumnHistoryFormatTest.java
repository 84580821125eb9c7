package io.aletheia.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aletheia.engine.files.FileHeader;
import io.aletheia.engine.model.ColumnVersion;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.Time;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The format of columns files as it was published: a file of each version is read for ever, and the page says what the code does. */
class ColumnHistoryFormatTest {
    private static final String GOLDEN_1 = "formats/columns-1.alc";
    private static final UUID DATABASE = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
    private static final List<ColumnVersion> VERSIONS = List.of(
            new ColumnVersion(
                    3, "PUBLIC", "person", 1, "id", "BIGINT", false, null, true, ColumnVersion.UNKNOWN, Time.FOREVER),
            new ColumnVersion(
                    3,
                    "PUBLIC",
                    "person",
                    2,
                    "n\u00e4me",
                    "VARCHAR(80)",
                    true,
                    "'x' || 'y'",
                    false,
                    1_700_000_000_000_000L,
                    1_700_000_000_000_007L));

    @Test
    void aFileOfVersionOneIsRead() throws IOException {
        assertThat(ColumnHistoryFile.decode(golden(), GOLDEN_1, DATABASE)).isEqualTo(VERSIONS);
    }

    @Test
    void theSameColumnsMakeTheSameFile() throws IOException {
        assertThat(ColumnHistoryFile.encode(VERSIONS, DATABASE)).isEqualTo(golden());
    }

    @Test
    void aFileOfAnotherDatabaseIsRefused() {
        assertThatThrownBy(() -> ColumnHistoryFile.decode(golden(), GOLDEN_1, new UUID(1, 2)))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("database");
    }

    @Test
    void thePageSaysTheConstantsOfTheCode() throws IOException {
        assertThat(Files.readString(Path.of("../docs/formats/columns.md")))
                .contains("| 4 | magic, ASCII: `" + ColumnHistoryFile.FORMAT.magic() + "` |")
                .contains("| 1 | version of the format: " + ColumnHistoryFile.FORMAT.version() + " |")
                .contains("included: " + FileHeader.lengthWith(ColumnHistoryFile.FIELD_BYTES) + " |");
    }

    private static ByteBuffer golden() throws IOException {
        try (var in = ColumnHistoryFormatTest.class.getResourceAsStream("/" + GOLDEN_1)) {
            return ByteBuffer.wrap(Objects.requireNonNull(in).readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
        }
    }
}
