package io.aletheia.engine.wal;

import io.aletheia.engine.files.DataDirectory;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.LogEntries;
import io.aletheia.engine.model.LogEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands in a log of version 1, up to the first damage of each segment. Not thread-safe. */
final class Version1Inspection implements LogEntries {
    private final DataDirectory directory;
    private final List<Version1Segment> segments;
    private final long fromLsn;
    private int index;
    private @Nullable Version1Reader reader;

    Version1Inspection(DataDirectory directory, List<Version1Segment> segments, long fromLsn) {
        this.directory = directory;
        this.segments = segments;
        this.fromLsn = fromLsn;
    }

    @Override
    public @Nullable LogEntry next() {
        while (index < segments.size()) {
            Version1Segment segment = segments.get(index);
            LogEntry entry;
            try {
                Version1Reader open = reader;
                if (open == null) {
                    open = new Version1Reader(segment, directory.openForReading(segment.name()));
                    reader = open;
                }
                entry = read(open, segment.name());
            } catch (DatabaseException e) {
                if (e.code() != ErrorCode.DATABASE_CORRUPT) {
                    throw e;
                }
                closeReader();
                entry = invalid(segment.name(), 0, String.valueOf(e.getMessage()));
            }
            if (entry != null) {
                return entry;
            }
        }
        return null;
    }

    /** The next entry that is asked for; null, and the segment is over, if there is none. */
    private @Nullable LogEntry read(Version1Reader open, String name) {
        Version1Entry entry = open.next();
        while (entry != null && entry.lsn() < fromLsn) {
            entry = open.next();
        }
        if (entry != null) {
            return new LogEntry(
                    name,
                    entry.offset(),
                    OperationText.kind(entry.operation()),
                    entry.lsn(),
                    entry.lsn(),
                    entry.time(),
                    Version1Text.of(entry.operation()));
        }
        LogEntry rest =
                open.rest() == 0 ? null : invalid(name, open.offset(), open.rest() + " bytes: " + open.defect());
        closeReader();
        return rest;
    }

    private static LogEntry invalid(String name, long offset, String text) {
        return new LogEntry(name, offset, LogEntry.INVALID, 0, 0, Long.MIN_VALUE, text);
    }

    private void closeReader() {
        Version1Reader open = reader;
        reader = null;
        index++;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() {
        if (reader != null) {
            closeReader();
        }
        index = segments.size();
    }
}
