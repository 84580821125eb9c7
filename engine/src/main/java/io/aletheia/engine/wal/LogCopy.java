package io.aletheia.engine.wal;

import io.aletheia.engine.files.DataDirectory;
import io.aletheia.engine.files.DataFile;
import io.aletheia.engine.model.DatabaseException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Copies the good prefix of a damaged log into another directory: the segments behind a checkpoint up to the last whole commit before
 * the damage, zeros behind it. One use, one thread.
 */
public final class LogCopy {
    private static final int COPY_BYTES = 1 << 20;

    private final DataDirectory source;
    private final DataDirectory target;
    private final List<String> losses = new ArrayList<>();
    private long lastLsn;
    private long transactions;
    private long bytes;

    /** A copy from a directory into one that holds no log. */
    public LogCopy(DataDirectory source, DataDirectory target) {
        this.source = source;
        this.target = target;
    }

    /**
     * Copies.
     *
     * @param start where the checkpoint ends; null if there is none
     * @return where the copied log begins: where the checkpoint ends, or in a new segment if nothing of the log can be used
     */
    public LogPosition run(@Nullable LogStart start) {
        SegmentList list =
                new SegmentList(source, start == null ? null : start.databaseId(), sequence -> true, this::lose);
        LogScan.Place from;
        try {
            from = start == null ? LogReplay.beginning(list) : LogReplay.placeOf(list, start);
        } catch (DatabaseException e) {
            lose(e);
            return startAnew(start, e);
        }
        LogScan scan = new LogScan(
                list, from, start == null ? Long.MIN_VALUE : start.lastSystemTime(), commit -> {}, done -> {});
        try {
            scan.run();
            DatabaseException damage = new TailCheck(list, scan).damage();
            if (damage != null) {
                lose(damage);
            }
        } catch (DatabaseException e) {
            lose(e);
        }
        transactions = scan.transactions();
        LogScan.Place end = scan.committedEnd();
        lastLsn = end.lsn() - 1;
        for (int index = from.index(); index <= end.index(); index++) {
            Segment segment = list.segments().get(index);
            copy(segment, index == end.index() ? end.offset() : segment.bytes());
        }
        target.sync();
        return start == null ? LogPosition.BEGINNING : start.position();
    }

    private void lose(DatabaseException damage) {
        if (!LogReplay.isDamage(damage)) {
            throw damage;
        }
        losses.add(String.valueOf(damage.getMessage()));
    }

    /** The checkpoint is all there is; the log goes on behind it in a segment of its own. */
    private LogPosition startAnew(@Nullable LogStart start, DatabaseException cause) {
        if (start == null) {
            throw cause;
        }
        long sequence = start.position().sequence();
        lastLsn = start.position().lsn() - 1;
        bytes += Segment.FIRST_BYTES;
        SegmentFiles.create(target, start.databaseId(), sequence, Segment.FIRST_BYTES)
                .file()
                .close();
        return new LogPosition(start.position().lsn(), sequence, Segment.HEADER_BLOCK_BYTES);
    }

    private void copy(Segment segment, long end) {
        ByteBuffer buffer = ByteBuffer.allocate(COPY_BYTES);
        try (DataFile from = source.openForReading(segment.name());
                DataFile to = target.create(segment.name())) {
            for (long at = 0; at < segment.bytes(); at += buffer.limit()) {
                buffer.clear().limit((int) Math.min(COPY_BYTES, segment.bytes() - at));
                from.readFully(buffer, at);
                for (long behind = Math.max(end, at); behind < at + buffer.limit(); behind++) {
                    buffer.put((int) (behind - at), (byte) 0);
                }
                to.writeFully(buffer.flip(), at);
            }
            to.sync();
        }
        bytes += segment.bytes();
    }

    /** What is damaged and therefore not copied, in words. */
    public List<String> losses() {
        return List.copyOf(losses);
    }

    /** The last LSN copied, or that of the checkpoint. */
    public long lastLsn() {
        return lastLsn;
    }

    /** Commits copied. */
    public long transactions() {
        return transactions;
    }

    /** Length of the segments written. */
    public long bytes() {
        return bytes;
    }
}
