package io.aletheia.engine.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

final class FileHeaderTest {
    private static final FileFormat FORMAT = new FileFormat("TEST", "test file", 3, 5);
    private static final UUID DATABASE = new UUID(1, 2);
    private static final int FIELD_BYTES = 8;

    private static ByteBuffer header(FileFormat format) {
        ByteBuffer bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(FileHeader.FIELDS_OFFSET, 77);
        FileHeader.write(bytes, format, DATABASE, 9, FIELD_BYTES);
        return bytes;
    }

    @Test
    void whatIsWrittenIsRead() {
        FileHeader header = FileHeader.read(header(FORMAT), FORMAT, "f");
        assertThat(header).isEqualTo(new FileHeader(FORMAT, 5, DATABASE, 9, FileHeader.lengthWith(FIELD_BYTES)));
        header.check("f", DATABASE, 9);
    }

    @Test
    void theVersionsBetweenOldestAndNewestAreRead() {
        assertThat(FileHeader.read(header(new FileFormat("TEST", "test file", 1, 3)), FORMAT, "f")
                        .version())
                .isEqualTo(3);
    }

    @Test
    void tooOldTooNewAndCorruptAreThreeRefusals() {
        assertRefused(header(new FileFormat("TEST", "test file", 1, 2)), ErrorCode.CANNOT_OPEN)
                .hasMessage("test file f is too old: at offset 4 found version 2, expected 3 to 5");
        assertRefused(header(new FileFormat("TEST", "test file", 1, 6)), ErrorCode.CANNOT_OPEN)
                .hasMessage("test file f is too new: at offset 4 found version 6, expected 3 to 5");
        assertRefused(header(new FileFormat("NONE", "other", 1, 5)), ErrorCode.DATABASE_CORRUPT)
                .hasMessage("test file f is corrupt: at offset 0 expected magic TEST, found 4e4f4e45");
        assertRefused(header(FORMAT).put(30, (byte) 1), ErrorCode.DATABASE_CORRUPT)
                .hasMessageContaining("at offset 40 expected checksum");
        assertRefused(header(FORMAT).limit(3), ErrorCode.DATABASE_CORRUPT).hasMessageContaining("found 3 bytes");
    }

    @Test
    void aFileOfAnotherDatabaseOrAnotherNumberIsRefused() {
        FileHeader header = FileHeader.read(header(FORMAT), FORMAT, "f");
        assertThatThrownBy(() -> header.check("f", new UUID(1, 3), 9))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("expected database 00000000-0000-0001-0000-000000000003");
        assertThatThrownBy(() -> header.check("f", DATABASE, 8))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("at offset 24 expected file id 8, found 9");
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(ByteBuffer bytes, ErrorCode code) {
        return assertThatThrownBy(() -> FileHeader.read(bytes, FORMAT, "f"))
                .isInstanceOfSatisfying(
                        DatabaseException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
