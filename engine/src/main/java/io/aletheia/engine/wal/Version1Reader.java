package io.aletheia.engine.wal;

import io.aletheia.engine.files.DataFile;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entries of one segment of version 1, one after the other. Memory holds a buffer, or the entry at hand if that is
 * longer. Not thread-safe.
 */
final class Version1Reader implements AutoCloseable {
    private final String name;
    private final Version1Bytes bytes;
    private long offset;
    private String defect = "";
    private boolean cut;

    /**
     * Opens a segment and checks its header.
     *
     * @throws DatabaseException DATABASE_CORRUPT (XX001) if it does not begin as log segments do; CANNOT_OPEN (08001) if it is of
     *     another version
     */
    Version1Reader(Version1Segment segment, DataFile file) {
        this.name = segment.name();
        this.bytes = new Version1Bytes(file);
        byte[] header = Version1Segment.headerOf(file);
        if (header.length == Version1Segment.HEADER_BYTES && Version1Segment.matches(header)) {
            offset = Version1Segment.HEADER_BYTES;
        } else if (!Version1Segment.matches(header) && !bytes.isZeroFrom(0)) {
            throw refusal(header);
        }
    }

    private DatabaseException refusal(byte[] header) {
        if (Version1Segment.hasMagic(header)) {
            return new DatabaseException(
                    ErrorCode.CANNOT_OPEN,
                    "log segment " + name + " is of another version than its name says: at offset "
                            + Version1Segment.VERSION_OFFSET + " found version "
                            + (header[Version1Segment.VERSION_OFFSET] & 0xff) + ", expected "
                            + Version1Segment.VERSION);
        }
        return new DatabaseException(
                ErrorCode.DATABASE_CORRUPT,
                "log segment " + name + " is corrupt: at offset " + Version1Segment.MAGIC_OFFSET + " expected magic "
                        + Segment.FORMAT.magic() + ", found "
                        + HexFormat.of().formatHex(header, 0, Math.min(header.length, Version1Segment.VERSION_OFFSET)));
    }

    /** The next entry; null at the end or where there is no whole and valid one. */
    @Nullable
    Version1Entry next() {
        if (offset == bytes.size() || offset == 0) {
            // A header that was never finished has nothing behind it.
            cut = true;
            return null;
        }
        Version1Entry entry = read(offset);
        if (entry == null) {
            cut = bytes.ranOut() || bytes.isZeroFrom(offset);
            return null;
        }
        offset = bytes.position();
        return entry;
    }

    private @Nullable Version1Entry read(long at) {
        bytes.begin(at);
        try {
            return Version1Codec.read(bytes, name);
        } catch (DatabaseException e) {
            if (e.code() != ErrorCode.DATABASE_CORRUPT) {
                throw e;
            }
            defect = String.valueOf(e.getMessage());
            return null;
        }
    }

    /** Where the last entry ends that was read. */
    long offset() {
        return offset;
    }

    /** Bytes behind the last entry that was read. */
    long rest() {
        return bytes.size() - offset;
    }

    /** Once {@link #next} found none: what is wrong with the bytes that stand there. */
    String defect() {
        return defect;
    }

    /**
     * Once {@link #next} found none: whether that is how a write looks that was interrupted, which leaves the beginning of what was
     * to be written, or zeros.
     */
    boolean isCut() {
        return cut;
    }

    /**
     * A whole and valid entry behind the place where {@link #next} found none, of an LSN after the one that should be there; null
     * if there is none. An interrupted write leaves none.
     */
    @Nullable
    Version1Entry behind(long missingLsn) {
        long last = bytes.size() - Version1Codec.ENTRY_BYTES_MIN;
        for (long at = offset + 1; at <= last; at++) {
            // Entries that stand here are of LSNs so near that hardly any other eight bytes look like one.
            long lsnMax = missingLsn + (bytes.size() - offset) / Version1Codec.ENTRY_BYTES_MIN + 1;
            bytes.begin(at);
            long lsn = bytes.readLong();
            if (lsn > missingLsn && lsn <= lsnMax) {
                Version1Entry entry = read(at);
                if (entry != null) {
                    return entry;
                }
            }
        }
        return null;
    }

    @Override
    public void close() {
        bytes.close();
    }
}
