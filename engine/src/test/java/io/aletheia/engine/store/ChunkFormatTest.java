package io.aletheia.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.files.FileHeader;
import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.Operation;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.model.ValueType;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The format of chunk files as it was published: a file of each version is read for ever, and the page says what the code does. */
class ChunkFormatTest {
    // Points 18 of docs/architecture/recovery.md.
    private static final String GOLDEN_2 = "formats/chunk-2.alc";
    private static final UUID DATABASE = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

    private static final TableDefinition TABLE = new TableDefinition(
            3,
            "PUBLIC",
            "golden",
            List.of(
                    column("id", ValueType.BIGINT),
                    column("flag", ValueType.BOOLEAN),
                    column("small", ValueType.SMALLINT),
                    column("day", ValueType.DATE),
                    column("ratio", ValueType.REAL),
                    column("amount", ValueType.decimal(12, 2)),
                    column("name", ValueType.VARCHAR),
                    column("tags", ValueType.array(ValueType.VARCHAR))),
            List.of(0),
            null);

    @Test
    void aFileOfVersionTwoIsRead() throws IOException {
        ByteBuffer bytes = golden();
        var table = new TableStore(TABLE, id -> {
            throw new IllegalStateException("table " + id);
        });

        ChunkFile.pages(bytes, GOLDEN_2, DATABASE, table, 0).forEach(table.rows()::load);
        table.rows().mark(300);

        assertThat(CheckpointFilesTest.contents(table, 300))
                .containsExactly(
                        "[1, true, -7, 19000, 0.5, 12.30, Åse, [a, null, b], 0, 300, 100, " + Time.FOREVER + ", 1]",
                        "[1, true, -7, 19000, 0.5, 12.30, Åse, [a, null, b], 300, " + Time.FOREVER + ", 100, 300, 1]",
                        "[2, null, null, null, null, null, null, null, 100, " + Time.FOREVER + ", 100, 200, 2]",
                        "[2, false, 7, -1, 1.5, -0.01, Åse, [], 100, 150, 200, " + Time.FOREVER + ", 2]",
                        "[1, true, -7, 19000, 0.5, 99.00, Bo, [a], 300, " + Time.FOREVER + ", 300, " + Time.FOREVER
                                + ", 1]");
    }

    @Test
    void theSameRowsMakeTheSameFile() throws IOException {
        assertThat(encoded().array()).isEqualTo(golden().array());
    }

    @Test
    void thePageSaysTheConstantsOfTheCode() throws IOException {
        String page = Files.readString(Path.of("../docs/formats/chunk.md"));

        assertThat(page)
                .contains("`" + ChunkFile.FORMAT.magic() + "` for chunks")
                .contains("`" + ClosuresFile.FORMAT.magic() + "` for closures")
                .contains("version of the format: " + ChunkFile.FORMAT.version() + " for chunks, "
                        + ClosuresFile.FORMAT.version() + " for closures")
                .contains(FileHeader.lengthWith(ChunkFile.FIELD_BYTES) + " for chunks")
                .contains(FileHeader.lengthWith(ClosuresFile.FIELD_BYTES) + " for closures")
                .contains("| " + ClosuresFile.ENTRY_BYTES + " n | entries")
                .contains("up to " + ChunkFile.ROWS_MAX + " consecutive rows")
                .contains("| " + RowEnd.CUT + " + T | cut")
                .contains("| " + RowEnd.REPLACED + " + T | replaced")
                .contains("between " + Time.BEGINNING + " and FOREVER")
                .contains("FOREVER is\n" + Time.FOREVER)
                .contains("up to " + Page.ROWS + " rows")
                .contains("1 to " + ChunkFile.PAGES_MAX)
                .contains("| " + SealedLayout.ENCODING_NUMBERS + " | numbers |")
                .contains("| " + SealedLayout.ENCODING_DICTIONARY + " | dictionary |")
                .contains("| " + SealedLayout.FIELDS + " | " + SealedLayout.FIELD_COUNT + " x "
                        + SealedLayout.FIELD_BYTES + " | fields")
                .contains("| " + SealedLayout.COLUMN_DIRECTORY + " | " + SealedLayout.COLUMN_BYTES + " c | columns");
        assertThat(ChunkFile.FORMAT.versionOldest()).isEqualTo(2);
        assertThat(ClosuresFile.FORMAT.versionOldest()).isEqualTo(1);
    }

    private static ByteBuffer encoded() {
        TableStore table = goldenTable();
        ByteBuffer page = PageEncoder.encode(table.rows().page(0), table, 0, 4).buffer();
        return ChunkFile.encode(table, DATABASE, 0, List.of(page));
    }

    /** Four rows: one open, one cut by the last commit, one closed. */
    static TableStore goldenTable() {
        var fixture = new StoreFixture();
        fixture.apply(
                100,
                new Operation.CreateTable(TABLE),
                put(
                        1,
                        Portion.of(0, Time.FOREVER),
                        true,
                        -7L,
                        19000L,
                        0.5,
                        "12.30",
                        "Åse",
                        Arrays.asList("a", null, "b")),
                put(2, Portion.FROM_NOW_ON, null, null, null, null, null, null, null));
        fixture.apply(
                200,
                new Operation.Delete(3, 2, Portion.ALL),
                put(2, Portion.of(100, 150), false, 7L, -1L, 1.5, "-0.01", "Åse", List.of()));
        fixture.apply(300, put(1, Portion.FROM_NOW_ON, true, -7L, 19000L, 0.5, "99.00", "Bo", List.of("a")));
        return Objects.requireNonNull(fixture.store.table(3));
    }

    private static Operation.Put put(
            long id,
            Portion portion,
            @Nullable Boolean flag,
            @Nullable Long small,
            @Nullable Long day,
            @Nullable Double ratio,
            @Nullable String amount,
            @Nullable String name,
            @Nullable List<?> tags) {
        return new Operation.Put(3, id, portion, new @Nullable Object[] {
            id, flag, small, day, ratio, amount == null ? null : new BigDecimal(amount), name, tags
        });
    }

    private static ColumnDefinition column(String name, ValueType type) {
        return new ColumnDefinition(name, type, true, null, false);
    }

    private static ByteBuffer golden() throws IOException {
        try (var in = ChunkFormatTest.class.getResourceAsStream("/" + GOLDEN_2)) {
            return ByteBuffer.wrap(Objects.requireNonNull(in).readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
        }
    }
}
