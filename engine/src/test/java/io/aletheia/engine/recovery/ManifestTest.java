package io.aletheia.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aletheia.engine.files.FileHeader;
import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ValueType;
import io.aletheia.engine.store.StoreFile;
import io.aletheia.engine.store.StoreImage;
import io.aletheia.engine.store.TableImage;
import io.aletheia.engine.wal.LogPosition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class ManifestTest {
    // Points 17 of docs/architecture/recovery.md.
    private static final String GOLDEN_1 = "formats/manifest-1.manifest";
    private static final String GOLDEN_2 = "formats/manifest-2.manifest";
    private static final String GOLDEN_3 = "formats/manifest-3.manifest";
    private static final StoreFile COLUMNS = new StoreFile("columns-0badf00d.alc", 88, 0x0badf00d);
    private static final StoreFile TRANSACTIONS = new StoreFile("transactions-0-0badcafe.alc", 77, 0x0badcafe);
    private static final String NAME = "manifest-000000000000002a";
    private static final int VERSION_OFFSET = 4;

    private static Manifest manifest(List<StoreFile> transactions, List<StoreFile> columns) {
        TableDefinition table = new TableDefinition(
                3,
                "PUBLIC",
                "person",
                List.of(new ColumnDefinition("id", ValueType.BIGINT, false, null, false)),
                List.of(0),
                null);
        TableImage image = new TableImage(
                table,
                70_000,
                65_540,
                List.of(new StoreFile("chunk-3-0-00c0ffee.alc", 123_456, 0x00c0ffee), new StoreFile("b.alc", 1, -1)),
                List.of(new StoreFile("closures-3-00000001.alc", 99, 1)));
        return new Manifest(
                UUID.fromString("01234567-89ab-cdef-0123-456789abcdef"),
                42,
                new LogPosition(1001, 7, 8200),
                new StoreImage(1_700_000_000_000_000L, 1000, 77, 5, List.of(image), transactions, columns, List.of()));
    }

    @Test
    void aManifestOfVersion1IsReadForEver() throws IOException {
        assertThat(Manifest.fromBytes(golden(GOLDEN_1), NAME)).isEqualTo(manifest(List.of(), List.of()));
    }

    @Test
    void aManifestOfVersion2IsReadForEver() throws IOException {
        assertThat(Manifest.fromBytes(golden(GOLDEN_2), NAME)).isEqualTo(manifest(List.of(TRANSACTIONS), List.of()));
    }

    @Test
    void aManifestOfVersion3IsReadForEver() throws IOException {
        assertThat(Manifest.fromBytes(golden(GOLDEN_3), NAME))
                .isEqualTo(manifest(List.of(TRANSACTIONS), List.of(COLUMNS)));
    }

    @Test
    void theSameCheckpointMakesTheSameManifest() throws IOException {
        assertThat(manifest(List.of(TRANSACTIONS), List.of(COLUMNS)).toBytes()).isEqualTo(golden(GOLDEN_3));
        assertThat(Manifest.nameOf(42)).isEqualTo(NAME);
        assertThat(Manifest.generationIn(NAME)).isEqualTo(42);
        assertThat(Manifest.generationIn(NAME + Manifest.UNFINISHED_SUFFIX)).isNegative();
    }

    @Test
    void everyChangedOrMissingByteIsRefused() throws IOException {
        ByteBuffer bytes = golden(GOLDEN_3);
        for (int offset = 0; offset < bytes.limit(); offset++) {
            ByteBuffer damaged = golden(GOLDEN_3);
            damaged.put(offset, (byte) (damaged.get(offset) ^ 1 << offset % 8));
            ErrorCode code = offset == VERSION_OFFSET ? ErrorCode.CANNOT_OPEN : ErrorCode.DATABASE_CORRUPT;
            assertRefused(damaged, code);
            assertRefused(golden(GOLDEN_3).limit(offset), ErrorCode.DATABASE_CORRUPT);
        }
    }

    private static void assertRefused(ByteBuffer bytes, ErrorCode code) {
        assertThatThrownBy(() -> Manifest.fromBytes(bytes, NAME))
                .isInstanceOfSatisfying(
                        DatabaseException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(NAME);
    }

    @Test
    void thePageSaysTheConstantsOfTheCode() throws IOException {
        assertThat(Files.readString(Path.of("../docs/formats/manifest.md")))
                .contains("# Manifest, version " + Manifest.FORMAT.version())
                .contains("| 4 | magic, ASCII: `" + Manifest.FORMAT.magic() + "` |")
                .contains("| 1 | version of the format: " + Manifest.FORMAT.version() + " |")
                .contains("| 2 | header length: " + FileHeader.lengthWith(0) + " |")
                .contains("manifest-<generation>" + Manifest.UNFINISHED_SUFFIX);
    }

    private static ByteBuffer golden(String name) throws IOException {
        try (var in = ManifestTest.class.getResourceAsStream("/" + name)) {
            return ByteBuffer.wrap(Objects.requireNonNull(in).readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
        }
    }
}
