package io.aletheia.engine.store;

import io.aletheia.engine.files.ByteWriter;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** The CRC32C with which the store's files end. */
final class FileChecksum {
    static final int BYTES = 4;

    private FileChecksum() {}

    /** Ends a file, in the last bytes of its buffer. */
    static void end(ByteBuffer file) {
        int at = file.limit() - BYTES;
        file.putInt(at, of(file.duplicate().position(0).limit(at)));
    }

    /** Ends a file. */
    static void end(ByteWriter file) {
        file.putInt(of(file.buffer()));
    }

    /** The checksum that a finished file ends with. */
    static int read(ByteBuffer file) {
        return file.getInt(file.limit() - BYTES);
    }

    /** Refuses a file that is not the one that the manifest names, with DATABASE_CORRUPT (XX001). */
    static void check(ByteBuffer file, StoreFile expected) {
        if (file.limit() != expected.length() || file.limit() < BYTES) {
            throw corrupt(expected, "length " + file.limit() + ", expected " + expected.length());
        }
        int computed = of(file.duplicate().position(0).limit(file.limit() - BYTES));
        int found = read(file);
        if (found != computed || found != expected.crc32c()) {
            throw corrupt(
                    expected,
                    "checksum mismatch at " + (file.limit() - BYTES) + " (found " + Integer.toHexString(found)
                            + ", computed " + Integer.toHexString(computed) + ", in the manifest "
                            + Integer.toHexString(expected.crc32c()) + ")");
        }
    }

    private static int of(ByteBuffer bytes) {
        var crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private static DatabaseException corrupt(StoreFile file, String reason) {
        return new DatabaseException(ErrorCode.DATABASE_CORRUPT, file.name() + ": " + reason);
    }
}
