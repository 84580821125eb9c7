package io.aletheia.engine.wal;

import io.aletheia.engine.files.DataDirectory;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.LogCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** Reads a whole log as recovery would, and says what is wrong with it. */
public final class LogVerification {
    private LogVerification() {}

    /**
     * Of a log that nobody writes.
     *
     * @param needed from where on a checkpoint needs it; {@link LogPosition#BEGINNING} without checkpoints
     */
    public static LogCheck of(DataDirectory directory, LogPosition needed) {
        var version1 = new Version1Log(directory);
        return version1.isAlone() ? version1.check() : run(directory, needed, sequence -> true, Long.MAX_VALUE);
    }

    /** Of a log that goes on: what it holds up to an LSN that is on stable storage. */
    static LogCheck upTo(DataDirectory directory, LogPosition needed, LongPredicate sequences, long lsn) {
        return run(directory, needed, sequences, lsn);
    }

    private static LogCheck run(DataDirectory directory, LogPosition needed, LongPredicate sequences, long durableLsn) {
        List<String> violations = new ArrayList<>();
        SegmentList list = new SegmentList(
                directory, null, sequences, damage -> violations.add(String.valueOf(damage.getMessage())));
        int start = start(list);
        if (start < 0) {
            if (needed.lsn() > 1 && list.indexOf(needed.sequence()) < 0) {
                violations.add("log segment " + Segment.nameOf(needed.sequence())
                        + " is missing: the checkpoint needs it, and there is no other");
            }
            return new LogCheck(0, 0, 0, 0, 1, 0, 0, violations);
        }
        Segment first = list.segments().get(start);
        if (first.sequence() > needed.sequence()) {
            violations.add(
                    "log segment " + Segment.nameOf(needed.sequence()) + " is missing: the checkpoint needs it, and "
                            + first.name() + " is the first without a gap behind it");
        }
        LogScan.Place place = place(list, start, needed);
        LogScan scan = new LogScan(list, place, first.previousSystemTime(), commit -> {}, bytes -> {}).fromWherever();
        long tornTailBytes = 0;
        try {
            scan.run();
            if (durableLsn == Long.MAX_VALUE) {
                var tail = new TailCheck(list, scan);
                DatabaseException damage = tail.damage();
                add(violations, damage);
                tornTailBytes = damage == null ? tail.remains() : 0;
            } else if (scan.stop().lsn() <= durableLsn) {
                LogScan.Place stop = scan.stop();
                add(
                        violations,
                        scan.corrupt(
                                stop,
                                "a frame of LSN " + stop.lsn() + ", since LSN " + durableLsn + " is on stable storage",
                                scan.defect()));
            }
        } catch (DatabaseException e) {
            add(violations, e);
        }
        return new LogCheck(
                scan.segments(),
                scan.frames(),
                scan.transactions(),
                scan.operationCount(),
                place.lsn(),
                scan.committedEnd().lsn() - 1,
                tornTailBytes,
                violations);
    }

    /** Where the frames begin: behind the header, or where a purge has left the first. */
    private static LogScan.Place place(SegmentList list, int index, LogPosition needed) {
        Segment segment = list.segments().get(index);
        try (SegmentReader reader = list.reader(index)) {
            long first = reader.nextNonZero(Segment.HEADER_BLOCK_BYTES);
            ReadFrame frame = first > Segment.HEADER_BLOCK_BYTES ? reader.frame(first) : null;
            if (frame != null) {
                return new LogScan.Place(index, first, frame.lsn());
            }
            if (segment.sequence() == needed.sequence() && first >= needed.offset()) {
                return new LogScan.Place(index, needed.offset(), needed.lsn());
            }
        }
        return new LogScan.Place(index, Segment.HEADER_BLOCK_BYTES, segment.firstLsn());
    }

    private static void add(List<String> violations, @Nullable DatabaseException damage) {
        if (damage != null) {
            violations.add(String.valueOf(damage.getMessage()));
        }
    }

    /** Where the last segments in use begin that follow on each other: what is before them is free. -1 if none is in use. */
    private static int start(SegmentList list) {
        List<Segment> segments = list.segments();
        int last = segments.size() - 1;
        while (last >= 0 && !segments.get(last).isActive()) {
            last--;
        }
        int start = last;
        while (start > 0
                && segments.get(start - 1).isActive()
                && segments.get(start - 1).sequence() == segments.get(start).sequence() - 1) {
            start--;
        }
        return start;
    }
}
