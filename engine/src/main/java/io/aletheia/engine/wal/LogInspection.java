package io.aletheia.engine.wal;

import io.aletheia.engine.files.ByteReader;
import io.aletheia.engine.files.DataDirectory;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.LogEntries;
import io.aletheia.engine.model.LogEntry;
import io.aletheia.engine.model.Operation;
import io.aletheia.engine.model.TableDefinition;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.function.IntSupplier;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads what stands in a log, entry by entry, also in one that is damaged: what is no frame is named, and reading goes on with the
 * next frame. Frames are read as they stand; nothing is said of whether their transactions count. Not thread-safe.
 */
public final class LogInspection implements LogEntries {
    private final SegmentList list;
    private final long fromLsn;
    private final long toLsn;
    private final IntSupplier erasures;
    private final int erasuresBefore;
    private final Runnable onClose;
    private final OperationText texts;
    private final ArrayDeque<LogEntry> ready = new ArrayDeque<>();
    private int index = -1;
    private @Nullable SegmentReader reader;
    private long offset;
    private long nextLsn;
    private boolean closed;

    /**
     * Reads a log that nobody writes, also one of version 1, from an LSN on.
     *
     * @param tables those that are known otherwise than from the log
     */
    public static LogEntries of(DataDirectory directory, long fromLsn, Collection<TableDefinition> tables) {
        var version1 = new Version1Log(directory);
        return version1.isAlone()
                ? version1.entries(fromLsn)
                : new LogInspection(directory, fromLsn, Long.MAX_VALUE, tables, sequence -> true, () -> 0, () -> {});
    }

    /**
     * Reads a part of a log.
     *
     * @param tables those that are known otherwise than from this part
     * @param sequences which segments to look at
     * @param erasures how often something was erased in the log
     * @param onClose run when it is closed
     */
    LogInspection(
            DataDirectory directory,
            long fromLsn,
            long toLsn,
            Collection<TableDefinition> tables,
            LongPredicate sequences,
            IntSupplier erasures,
            Runnable onClose) {
        this.erasures = erasures;
        this.erasuresBefore = erasures.getAsInt();
        this.fromLsn = fromLsn;
        this.toLsn = toLsn;
        this.onClose = onClose;
        this.texts = new OperationText(tables);
        this.list = new SegmentList(directory, null, sequences, this::noteDamage);
    }

    private void noteDamage(DatabaseException damage) {
        ready.add(new LogEntry("", 0, LogEntry.INVALID, 0, 0, Long.MIN_VALUE, String.valueOf(damage.getMessage())));
    }

    @Override
    public @Nullable LogEntry next() {
        while (ready.isEmpty()) {
            boolean more;
            try {
                more = readFrame();
            } catch (DatabaseException e) {
                refuseErased();
                throw e;
            }
            refuseErased();
            if (!more) {
                return null;
            }
        }
        return ready.remove();
    }

    /** WRITE_CONFLICT (40001) if something was erased since the reading began. */
    private void refuseErased() {
        if (erasures.getAsInt() != erasuresBefore) {
            throw new DatabaseException(
                    ErrorCode.WRITE_CONFLICT, "the log was purged while it was read; ask for its entries again");
        }
    }

    private boolean readFrame() {
        SegmentReader open = reader;
        if (open == null) {
            return openNext();
        }
        if (nextLsn > toLsn) {
            return false;
        }
        ReadFrame frame = open.frame(offset);
        if (frame == null) {
            skip(open, open.defect());
            return true;
        }
        int length = frame.length();
        long lsn = frame.lsn();
        if (frame.isEpoch()) {
            nextLsn = lsn;
            add(LogEntry.EPOCH, frame.epochNumber() + ": durable up to LSN " + frame.epochDurableLsn());
        } else {
            readCommit(open, frame, lsn);
        }
        offset += length;
        return true;
    }

    private boolean openNext() {
        while (++index < list.segments().size()) {
            Segment segment = list.segments().get(index);
            if (segment.isActive()) {
                reader = list.reader(index);
                offset = Segment.HEADER_BLOCK_BYTES;
                nextLsn = segment.firstLsn();
                if (nextLsn >= fromLsn || isLastBefore(index)) {
                    ready.add(new LogEntry(
                            segment.name(),
                            0,
                            LogEntry.SEGMENT,
                            nextLsn,
                            0,
                            Long.MIN_VALUE,
                            segment.bytes() + " bytes of database " + segment.databaseId()));
                }
                return true;
            }
        }
        return false;
    }

    private boolean isLastBefore(int at) {
        return at + 1 >= list.segments().size()
                || !list.segments().get(at + 1).isActive()
                || list.segments().get(at + 1).firstLsn() > fromLsn;
    }

    /** Goes on with the next frame of the segment, or with the next segment. */
    private void skip(SegmentReader open, String defect) {
        long start = offset;
        long at = open.nextNonZero(start);
        long lastNonZero = start;
        while (at < open.size()) {
            if (at > start && open.frame(at) != null) {
                if (start == Segment.HEADER_BLOCK_BYTES && open.nextNonZero(start) == at) {
                    // What a purge leaves at the beginning of a segment is no damage.
                    offset = at;
                    return;
                }
                add(LogEntry.INVALID, (at - start) + " bytes: " + defect);
                offset = at;
                return;
            }
            lastNonZero = Math.min(at + Frame.ALIGNMENT, open.size());
            at = open.nextNonZero(lastNonZero);
        }
        if (lastNonZero > start) {
            add(LogEntry.INVALID, (lastNonZero - start) + " bytes: " + defect);
        }
        open.close();
        reader = null;
    }

    private void readCommit(SegmentReader open, ReadFrame frame, long lsn) {
        int count = frame.count();
        long transactionId = frame.transactionId();
        long time = frame.systemTime();
        String name = open.segment().name();
        ByteReader operations = new ByteReader(frame.body(), () -> name);
        nextLsn = lsn + count;
        for (int i = 0; i < count; i++) {
            String kind;
            String text;
            try {
                Operation operation = OperationCodec.read(operations);
                kind = OperationText.kind(operation);
                text = texts.of(operation);
            } catch (DatabaseException e) {
                add(LogEntry.INVALID, String.valueOf(e.getMessage()));
                return;
            }
            boolean first = i == 0 && !frame.isFirst();
            boolean last = i == count - 1 && !frame.isLast();
            String part = (first ? " (goes on)" : "") + (last ? " (more follows)" : "");
            if (lsn + i >= fromLsn && lsn + i <= toLsn) {
                ready.add(new LogEntry(name, offset, kind, lsn + i, transactionId, time, text + part));
            }
        }
    }

    private void add(String kind, String text) {
        if (nextLsn >= fromLsn) {
            String name = list.segments().get(index).name();
            ready.add(new LogEntry(name, offset, kind, nextLsn, 0, Long.MIN_VALUE, text));
        }
    }

    @Override
    public void close() {
        SegmentReader open = reader;
        reader = null;
        if (open != null) {
            open.close();
        }
        if (!closed) {
            closed = true;
            ready.clear();
            index = list.segments().size();
            onClose.run();
        }
    }
}
