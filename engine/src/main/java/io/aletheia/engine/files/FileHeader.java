package io.aletheia.engine.files;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * What every file begins with. Little-endian except the database id, which stands in the order of its text.
 *
 * <pre>
 * offset  width  field
 *      0      4  magic, ASCII, names the format
 *      4      1  version of the format
 *      5      1  flags; bit 0 set: checksums are CRC32C
 *      6      2  header length in bytes, h, this field and the checksum included
 *      8     16  database id
 *     24      8  file id: the segment's sequence number, the manifest's generation
 *     32   h-36  fields of the format's own
 *    h-4      4  CRC32C of [0, h-4)
 * </pre>
 *
 * Immutable.
 *
 * @param format what kind of file
 * @param version the version found in the file
 * @param databaseId the database that the file belongs to
 * @param fileId which file of its kind
 * @param length header length in bytes
 */
public record FileHeader(FileFormat format, int version, UUID databaseId, long fileId, int length) {
    static final int MAGIC_OFFSET = 0;
    static final int VERSION_OFFSET = 4;
    static final int FLAGS_OFFSET = 5;
    static final int LENGTH_OFFSET = 6;
    static final int DATABASE_ID_OFFSET = 8;
    static final int FILE_ID_OFFSET = 24;

    /** Where the fields of the format's own begin. */
    public static final int FIELDS_OFFSET = 32;

    /** Bytes of the checksum that ends the header. */
    public static final int CHECKSUM_BYTES = 4;

    static final int FLAG_CRC32C = 1;

    /** The length of a header with so many bytes of fields of its own. */
    public static int lengthWith(int fieldBytes) {
        return FIELDS_OFFSET + fieldBytes + CHECKSUM_BYTES;
    }

    /**
     * Writes a header at the start of a little-endian buffer in which the format's own fields stand already, at {@link
     * #FIELDS_OFFSET}.
     */
    public static void write(ByteBuffer target, FileFormat format, UUID databaseId, long fileId, int fieldBytes) {
        int length = lengthWith(fieldBytes);
        target.put(MAGIC_OFFSET, format.magic().getBytes(StandardCharsets.US_ASCII));
        target.put(VERSION_OFFSET, (byte) format.version());
        target.put(FLAGS_OFFSET, (byte) FLAG_CRC32C);
        target.putShort(LENGTH_OFFSET, (short) length);
        ByteBuffer id = target.duplicate().order(ByteOrder.BIG_ENDIAN);
        id.putLong(DATABASE_ID_OFFSET, databaseId.getMostSignificantBits());
        id.putLong(DATABASE_ID_OFFSET + 8, databaseId.getLeastSignificantBits());
        target.putLong(FILE_ID_OFFSET, fileId);
        target.putInt(length - CHECKSUM_BYTES, checksum(target, length - CHECKSUM_BYTES));
    }

    /**
     * Reads and checks the header at the start of a little-endian buffer.
     *
     * @param fileName for messages
     * @throws DatabaseException CANNOT_OPEN (08001) if the version is too old or too new to be read; DATABASE_CORRUPT (XX001)
     *     if these are not the bytes of such a header
     */
    public static FileHeader read(ByteBuffer source, FileFormat format, String fileName) {
        if (source.limit() < VERSION_OFFSET + 1) {
            throw corrupt(format, fileName, 0, "at least 5 bytes", source.limit() + " bytes");
        }
        byte[] magic = new byte[4];
        source.get(MAGIC_OFFSET, magic);
        String found = new String(magic, StandardCharsets.ISO_8859_1);
        if (!found.equals(format.magic())) {
            throw corrupt(format, fileName, MAGIC_OFFSET, "magic " + format.magic(), hex(magic));
        }
        int version = source.get(VERSION_OFFSET) & 0xff;
        checkVersion(format, fileName, version);
        if (source.limit() < lengthWith(0)) {
            throw corrupt(format, fileName, 0, "at least " + lengthWith(0) + " bytes", source.limit() + " bytes");
        }
        int length = source.getShort(LENGTH_OFFSET) & 0xffff;
        if (length < lengthWith(0) || length > source.limit()) {
            throw corrupt(
                    format,
                    fileName,
                    LENGTH_OFFSET,
                    "a header length of " + lengthWith(0) + " to " + source.limit(),
                    String.valueOf(length));
        }
        int expected = checksum(source, length - CHECKSUM_BYTES);
        int stored = source.getInt(length - CHECKSUM_BYTES);
        if (expected != stored) {
            throw corrupt(
                    format,
                    fileName,
                    length - CHECKSUM_BYTES,
                    "checksum " + Integer.toHexString(expected),
                    Integer.toHexString(stored));
        }
        ByteBuffer id = source.duplicate().order(ByteOrder.BIG_ENDIAN);
        return new FileHeader(
                format,
                version,
                new UUID(id.getLong(DATABASE_ID_OFFSET), id.getLong(DATABASE_ID_OFFSET + 8)),
                source.getLong(FILE_ID_OFFSET),
                length);
    }

    /** Refuses a file that is another database's or has another number. DATABASE_CORRUPT (XX001). */
    public void check(String fileName, UUID expectedDatabaseId, long expectedFileId) {
        if (!databaseId.equals(expectedDatabaseId)) {
            throw corrupt(
                    format, fileName, DATABASE_ID_OFFSET, "database " + expectedDatabaseId, databaseId.toString());
        }
        if (fileId != expectedFileId) {
            throw corrupt(format, fileName, FILE_ID_OFFSET, "file id " + expectedFileId, String.valueOf(fileId));
        }
    }

    private static void checkVersion(FileFormat format, String fileName, int version) {
        // A version byte out of range can also be damage, but a person is helped more by the two versions than by a
        // checksum.
        if (version < format.versionOldest()) {
            throw new DatabaseException(
                    ErrorCode.CANNOT_OPEN,
                    format.name() + " " + fileName + " is too old: at offset " + VERSION_OFFSET + " found version "
                            + version + ", expected " + format.versionOldest() + " to " + format.version());
        }
        if (version > format.version()) {
            throw new DatabaseException(
                    ErrorCode.CANNOT_OPEN,
                    format.name() + " " + fileName + " is too new: at offset " + VERSION_OFFSET + " found version "
                            + version + ", expected " + format.versionOldest() + " to " + format.version());
        }
    }

    private static DatabaseException corrupt(
            FileFormat format, String fileName, int offset, String expected, String found) {
        return new DatabaseException(
                ErrorCode.DATABASE_CORRUPT,
                format.name() + " " + fileName + " is corrupt: at offset " + offset + " expected " + expected
                        + ", found " + found);
    }

    private static int checksum(ByteBuffer bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate().position(0).limit(length));
        return (int) crc.getValue();
    }

    private static String hex(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte each : bytes) {
            text.append(String.format("%02x", each & 0xff));
        }
        return text.toString();
    }
}
