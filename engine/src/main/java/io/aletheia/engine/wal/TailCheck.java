package io.aletheia.engine.wal;

import io.aletheia.engine.model.DatabaseException;
import org.jspecify.annotations.Nullable;

/**
 * Tells a torn write from damage, at the place where the frames of a log stop.
 *
 * <p>A crash can lose any part of what was not synced, so whatever comes after the stop may be there or not. It is damage if
 * what is missing had been synced. That is known in three ways: an epoch behind the stop says that the missing LSN was durable;
 * a later segment came into use, before which everything in the one before is synced; or a later segment is there and one between is
 * not, though they are made in their order and removed from the last on. Not thread-safe.
 */
final class TailCheck {
    private final SegmentList list;
    private final LogScan scan;
    private long remains;
    private long epochDurableLsn;

    TailCheck(SegmentList list, LogScan scan) {
        this.list = list;
        this.scan = scan;
    }

    /** Looks at all behind the end. Returns what is missing that was durable; null if nothing is. */
    @Nullable
    DatabaseException damage() {
        LogScan.Place stop = scan.stop();
        LogScan.Place end = scan.committedEnd();
        for (int index = end.index(); index < list.segments().size(); index++) {
            Segment segment = list.segments().get(index);
            if (index > end.index()
                    && segment.sequence() != list.segments().get(index - 1).sequence() + 1) {
                return scan.corrupt(
                        stop,
                        "the log segment "
                                + Segment.nameOf(list.segments().get(index - 1).sequence() + 1)
                                + ", which was made before " + segment.name(),
                        "no such file");
            }
            if (index > stop.index() && segment.isActive()) {
                return scan.corrupt(
                        stop,
                        "a frame of LSN " + stop.lsn() + ", which was on stable storage before " + segment.name()
                                + " came into use",
                        scan.defect());
            }
            try (SegmentReader reader = list.reader(index)) {
                search(reader, index == end.index() ? end.offset() : Segment.HEADER_BLOCK_BYTES);
            }
        }
        if (epochDurableLsn >= end.lsn()) {
            return scan.corrupt(
                    stop,
                    "a frame of LSN " + stop.lsn() + ", since an epoch behind it says that LSN " + epochDurableLsn
                            + " was on stable storage",
                    scan.defect());
        }
        return null;
    }

    private void search(SegmentReader reader, long from) {
        long offset = reader.nextNonZero(from);
        long last = from;
        while (offset < reader.size()) {
            ReadFrame frame = reader.frame(offset);
            if (frame == null) {
                last = Math.min(offset + Frame.ALIGNMENT, reader.size());
            } else {
                if (frame.isEpoch()) {
                    epochDurableLsn = Math.max(epochDurableLsn, frame.epochDurableLsn());
                }
                last = offset + frame.length();
            }
            offset = reader.nextNonZero(last);
        }
        remains += last - from;
    }

    /** Bytes of an unfinished write behind the end. */
    long remains() {
        return remains;
    }
}
