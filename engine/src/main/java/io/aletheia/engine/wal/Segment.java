package io.aletheia.engine.wal;

import io.aletheia.engine.files.FileFormat;
import io.aletheia.engine.files.FileHeader;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.SegmentReport;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a log segment's header says. The file {@code wal-<sequence, 16 hex digits>.gwal} is a header block, then frames one
 * behind the other, then zeros. After {@link FileHeader}'s fields stand these:
 *
 * <pre>
 * offset  width  field
 *     32      8  first LSN: of the first frame; 0 in a segment that is prepared but not yet in use
 *     40      8  salt, random, part of every frame's checksum
 *     48      8  last LSN of the segment before; 0 if there is none
 *     56      4  checksum of the last frame of the segment before; 0 if there is none
 *     60      8  system time of the last commit before, microseconds; -2^63 if there is none
 *     68      8  length of the file in bytes
 *     76      4  CRC32C
 * </pre>
 *
 * The last four before the length are known only of a segment in use. The header lies within one disk sector, so it is written whole or not at all. Immutable.
 */
record Segment(
        UUID databaseId,
        long sequence,
        long firstLsn,
        long salt,
        long previousLastLsn,
        int previousLastChecksum,
        long previousSystemTime,
        long bytes) {
    static final FileFormat FORMAT = new FileFormat("GWAL", "log segment", 2, 2);

    static final int FIRST_LSN_OFFSET = FileHeader.FIELDS_OFFSET;
    static final int SALT_OFFSET = FIRST_LSN_OFFSET + 8;
    static final int PREVIOUS_LAST_LSN_OFFSET = SALT_OFFSET + 8;
    static final int PREVIOUS_LAST_CHECKSUM_OFFSET = PREVIOUS_LAST_LSN_OFFSET + 8;
    static final int PREVIOUS_SYSTEM_TIME_OFFSET = PREVIOUS_LAST_CHECKSUM_OFFSET + 4;
    static final int BYTES_OFFSET = PREVIOUS_SYSTEM_TIME_OFFSET + 8;
    static final int FIELD_BYTES = BYTES_OFFSET + 8 - FileHeader.FIELDS_OFFSET;

    /** Frames begin here. */
    static final int HEADER_BLOCK_BYTES = 4096;

    /** The unit of writing. */
    static final int BLOCK_BYTES = 4096;

    /** The least that a segment may be told to be. */
    static final long BYTES_MIN = 4 * BLOCK_BYTES;

    /** The size of a database's first segment, unless segments are limited to less. */
    static final long FIRST_BYTES = 1L << 20;

    private static final String PREFIX = "wal-";
    private static final String SUFFIX = ".gwal";
    private static final int DIGITS_END = PREFIX.length() + 16;
    private static final Pattern NAME = Pattern.compile(PREFIX + "[0-7][0-9a-f]{15}\\.gwal");

    static String nameOf(long sequence) {
        return PREFIX + HexFormat.of().toHexDigits(sequence) + SUFFIX;
    }

    /** The sequence number in a file's name; -1 if it is no segment's name. */
    static long sequenceIn(String name) {
        return NAME.matcher(name).matches() ? HexFormat.fromHexDigitsToLong(name, PREFIX.length(), DIGITS_END) : -1;
    }

    /** Whether it is the name of a file that was about to become a segment. */
    static boolean isUnfinished(String name) {
        return name.startsWith(PREFIX) && name.endsWith(SUFFIX + SegmentFiles.UNFINISHED_SUFFIX);
    }

    /** The name of the segment that a file was about to become. */
    static String finishedName(String unfinishedName) {
        return unfinishedName.substring(0, unfinishedName.length() - SegmentFiles.UNFINISHED_SUFFIX.length());
    }

    /** Whether a block is the header of the segment of that name, in use. */
    static boolean isActive(ByteBuffer block, String fileName) {
        try {
            return fromBlock(block, fileName).isActive();
        } catch (DatabaseException e) {
            // Zeros, a part of a header, or the header of the segment that the file was before.
            return false;
        }
    }

    String name() {
        return nameOf(sequence);
    }

    /** Whether frames may stand in it. */
    boolean isActive() {
        return firstLsn != 0;
    }

    /** The header of the segment once it comes into use. */
    Segment activated(long newFirstLsn, long lastLsnBefore, int lastChecksumBefore, long systemTimeBefore) {
        return new Segment(
                databaseId, sequence, newFirstLsn, salt, lastLsnBefore, lastChecksumBefore, systemTimeBefore, bytes);
    }

    /** The segment for whom asks about the log's files. */
    SegmentReport report(SegmentReport.State state, long lastLsn) {
        boolean used = isActive() && state != SegmentReport.State.SPARE;
        return new SegmentReport(name(), sequence, state, bytes, used ? firstLsn : 0, used ? lastLsn : 0);
    }

    FrameChecksum checksum() {
        return new FrameChecksum(salt, sequence);
    }

    /** The header block. */
    ByteBuffer toBlock() {
        ByteBuffer block = ByteBuffer.allocate(HEADER_BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        block.putLong(FIRST_LSN_OFFSET, firstLsn);
        block.putLong(SALT_OFFSET, salt);
        block.putLong(PREVIOUS_LAST_LSN_OFFSET, previousLastLsn);
        block.putInt(PREVIOUS_LAST_CHECKSUM_OFFSET, previousLastChecksum);
        block.putLong(PREVIOUS_SYSTEM_TIME_OFFSET, previousSystemTime);
        block.putLong(BYTES_OFFSET, bytes);
        FileHeader.write(block, FORMAT, databaseId, sequence, FIELD_BYTES);
        return block;
    }

    /**
     * Reads and checks a header block.
     *
     * @throws DatabaseException as {@link FileHeader#read}
     */
    static Segment fromBlock(ByteBuffer block, String fileName) {
        FileHeader header = FileHeader.read(block, FORMAT, fileName);
        if (header.length() != FileHeader.lengthWith(FIELD_BYTES)) {
            throw new DatabaseException(
                    ErrorCode.DATABASE_CORRUPT,
                    "log segment " + fileName + " is corrupt: expected a header of "
                            + FileHeader.lengthWith(FIELD_BYTES) + " bytes, found " + header.length());
        }
        header.check(fileName, header.databaseId(), sequenceIn(fileName));
        return new Segment(
                header.databaseId(),
                header.fileId(),
                block.getLong(FIRST_LSN_OFFSET),
                block.getLong(SALT_OFFSET),
                block.getLong(PREVIOUS_LAST_LSN_OFFSET),
                block.getInt(PREVIOUS_LAST_CHECKSUM_OFFSET),
                block.getLong(PREVIOUS_SYSTEM_TIME_OFFSET),
                block.getLong(BYTES_OFFSET));
    }
}
