package io.aletheia.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aletheia.engine.files.FileHeader;
import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.Erasure;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ValueType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The format of erasures files as it was published: a file of each version is read for ever, and the page says what the code does. */
class ErasuresFormatTest {
    private static final String GOLDEN_1 = "formats/erasures-1.alc";
    private static final UUID DATABASE = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
    private static final long LATER = 1_700_000_000_000_009L;

    private static TableStore table(int id) {
        var definition = new TableDefinition(
                id,
                "PUBLIC",
                "t",
                List.of(new ColumnDefinition("id", ValueType.BIGINT, false, null, false)),
                List.of(0),
                null);
        return new TableStore(definition, other -> {
            throw new AssertionError("no other table is asked for: " + other);
        });
    }

    private static TableStore erased() {
        TableStore table = table(5);
        table.erasures().add(erasure(table, 9, 8, 1_700_000_000_000_005L));
        table.erasures().add(erasure(table, 3, 7, 1_700_000_000_000_001L));
        table.erasures().addHorizon(new Erasures.Horizon(1_700_000_000_000_000L, 1_600_000_000_000_000L));
        table.erasures().addHorizon(new Erasures.Horizon(LATER, 1_699_000_000_000_000L));
        return table;
    }

    private static Erasure erasure(TableStore table, long entityId, long key, long systemTime) {
        return new Erasure(entityId, Erasure.hash(table.definition(), new Object[] {key}), systemTime);
    }

    @Test
    void aFileOfVersionOneIsRead() throws IOException {
        TableStore table = table(5);
        ErasuresFile.decode(golden(), GOLDEN_1, DATABASE, table);
        assertThat(table.erased(LATER)).isEqualTo(erased().erased(LATER));
        assertThat(table.horizon(LATER)).isEqualTo(1_699_000_000_000_000L);
        assertThat(table.horizonCommit(LATER)).isEqualTo(LATER);
        assertThat(table.horizon(LATER - 1)).isEqualTo(Erasures.NO_HORIZON);
    }

    @Test
    void theSameErasuresMakeTheSameFile() throws IOException {
        assertThat(ErasuresFile.encode(erased(), DATABASE)).isEqualTo(golden());
    }

    @Test
    void aTableOfWhichNothingWasErasedHasNoFile() {
        assertThat(ErasuresFile.encode(table(5), DATABASE).limit()).isZero();
    }

    @Test
    void aFileOfAnotherTableIsRefused() {
        assertThatThrownBy(() -> ErasuresFile.decode(golden(), GOLDEN_1, DATABASE, table(6)))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("file id");
    }

    @Test
    void theHashOfAKeyIsThatOfItsText() {
        // What printf 7 | sha256sum says.
        assertThat(Erasure.hash(table(5).definition(), new Object[] {7L}))
                .isEqualTo("7902699be42c8a8e46fbbb4501726517e86b22c56a189f7625a6da49081b2451");
    }

    @Test
    void thePageSaysTheConstantsOfTheCode() throws IOException {
        assertThat(Files.readString(Path.of("../docs/formats/erasures.md")))
                .contains("version of the format: " + ErasuresFile.FORMAT.version())
                .contains("`" + ErasuresFile.FORMAT.magic() + "`")
                .contains("| " + FileHeader.lengthWith(ErasuresFile.FIELD_BYTES) + " |")
                .contains("| " + ErasuresFile.ENTRY_BYTES + " n |");
    }

    private static ByteBuffer golden() throws IOException {
        try (var in =
                Objects.requireNonNull(ErasuresFormatTest.class.getClassLoader().getResourceAsStream(GOLDEN_1))) {
            return ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
        }
    }
}
