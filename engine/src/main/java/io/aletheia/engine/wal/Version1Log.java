package io.aletheia.engine.wal;

import io.aletheia.engine.files.DataDirectory;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.LogCheck;
import io.aletheia.engine.model.LogEntries;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The log of version 1 in a directory, which can only be read: hands over its entries in the order of their LSNs, from 1 without
 * gaps. Memory holds one buffer and one entry. One use, one thread.
 *
 * <p>Version 1 does not say what was on stable storage. A segment may end in the beginning of an entry, which an interrupted write
 * left; it counts as never written if nothing valid stands behind it in the segment and the next segment, if there is one, goes on
 * with its LSN. Everything else that is not a whole and valid entry is damage.
 */
public final class Version1Log {
    private final DataDirectory directory;
    private final List<Version1Segment> segments;
    private long nextLsn = 1;
    private long tornBytes;

    /** The log in a directory; it is empty if there is none. */
    public Version1Log(DataDirectory directory) {
        this.directory = directory;
        this.segments = Version1Segment.in(directory);
    }

    /**
     * Whether the directory is that of a database of version 1: it has such a log and nothing of a later version.
     *
     * @throws DatabaseException CANNOT_OPEN (08001) if it has both
     */
    public boolean isAlone() {
        if (segments.isEmpty() || directory.list().stream().noneMatch(Version1Log::isOfLaterVersion)) {
            return !segments.isEmpty();
        }
        for (Version1Segment segment : segments) {
            if (segment.hasHeader(directory)) {
                throw new DatabaseException(
                        ErrorCode.CANNOT_OPEN,
                        "there is a log segment of version 1, " + segment.name()
                                + ", among the files of a later version in " + directory
                                + "; move the segments of version 1 to a directory of their own");
            }
        }
        return false;
    }

    private static boolean isOfLaterVersion(String name) {
        return Segment.sequenceIn(name) >= 0 || name.startsWith("manifest-");
    }

    /** The exception that says why a database of version 1 is not opened for writing. CANNOT_OPEN (08001). */
    public DatabaseException refusalToWrite() {
        return new DatabaseException(
                ErrorCode.CANNOT_OPEN,
                directory + " holds a log of version 1 (" + segments.get(0).name()
                        + "), which can only be read: open it with readOnly=true; to write, copy what it holds into a new"
                        + " database, reading the HISTORY views of this one in the order of _system_from and giving each"
                        + " transaction of the other its time with SET TRANSACTION SYSTEM_TIME");
    }

    /**
     * Reads the log.
     *
     * @throws DatabaseException DATABASE_CORRUPT (XX001) for damage, naming segment, offset, LSN, what was expected and what was
     *     found; CANNOT_OPEN (08001) if a segment is of another version
     */
    public void read(Consumer<Version1Entry> target) {
        for (Version1Segment segment : segments) {
            try (Version1Reader reader = new Version1Reader(segment, directory.openForReading(segment.name()))) {
                Version1Entry entry = reader.next();
                while (entry != null) {
                    check(entry);
                    target.accept(entry);
                    nextLsn++;
                    entry = reader.next();
                }
                if (reader.rest() > 0) {
                    checkTorn(segment, reader);
                    tornBytes += reader.rest();
                }
            }
        }
    }

    private void check(Version1Entry entry) {
        if (entry.lsn() == nextLsn) {
            return;
        }
        String reason = nextLsn == 1
                ? "; what stood before it was removed behind a checkpoint of version 1, which cannot be read, or is missing"
                : "";
        throw new DatabaseException(
                ErrorCode.DATABASE_CORRUPT,
                Version1Entry.place(entry.segment(), entry.offset(), nextLsn) + ": expected an entry of LSN " + nextLsn
                        + ", found LSN " + entry.lsn() + reason);
    }

    private void checkTorn(Version1Segment segment, Version1Reader reader) {
        String place = Version1Entry.place(segment.name(), reader.offset(), nextLsn);
        String defect = reader.defect();
        if (!reader.isCut()) {
            throw new DatabaseException(ErrorCode.DATABASE_CORRUPT, place + " is corrupt: " + defect);
        }
        Version1Entry behind = reader.behind(nextLsn);
        if (behind != null) {
            throw new DatabaseException(
                    ErrorCode.DATABASE_CORRUPT,
                    place + " is corrupt: " + defect + ", although the entry of LSN " + behind.lsn()
                            + " stands behind it at offset " + behind.offset());
        }
    }

    /** What stands in the log from an LSN on. */
    LogEntries entries(long fromLsn) {
        return new Version1Inspection(directory, segments, fromLsn);
    }

    /** Reads the log and says what is wrong with it. */
    LogCheck check() {
        List<String> violations = new ArrayList<>();
        try {
            read(entry -> {});
        } catch (DatabaseException e) {
            if (e.code() != ErrorCode.DATABASE_CORRUPT) {
                throw e;
            }
            violations.add(String.valueOf(e.getMessage()));
        }
        return new LogCheck(segments(), lastLsn(), lastLsn(), lastLsn(), 1, lastLsn(), tornBytes, violations);
    }

    /** Segments in the directory. */
    public int segments() {
        return segments.size();
    }

    /** The LSN of the last entry read; 0 if there is none. */
    public long lastLsn() {
        return nextLsn - 1;
    }

    /** Bytes of unfinished entries at the ends of segments. */
    public long tornBytes() {
        return tornBytes;
    }
}
