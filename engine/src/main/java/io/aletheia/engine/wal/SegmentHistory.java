package io.aletheia.engine.wal;

import io.aletheia.engine.model.SegmentReport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The full segments and how far each goes, oldest first. Thread-safe by its monitor. */
final class SegmentHistory {
    private record Full(Segment segment, long lastLsn) {}

    private final ArrayDeque<Full> segments = new ArrayDeque<>();

    synchronized void add(Segment segment, long lastLsn) {
        segments.add(new Full(segment, lastLsn));
    }

    /** Takes out the segments that hold nothing beyond the LSN, but leaves the newest of them. */
    synchronized List<Segment> takeUpTo(long lsn, int retained) {
        int count = 0;
        for (Full each : segments) {
            if (each.lastLsn > lsn) {
                break;
            }
            count++;
        }
        List<Segment> taken = new ArrayList<>();
        for (int i = 0; i < count - retained; i++) {
            taken.add(segments.remove().segment);
        }
        return taken;
    }

    /** Number of the oldest one; the given number if there is none. */
    synchronized long firstSequence(long ifNone) {
        Full first = segments.peek();
        return first == null ? ifNone : first.segment.sequence();
    }

    /** Length of the segments from a number on. */
    synchronized long bytesFrom(long sequence) {
        return segments.stream()
                .filter(full -> full.segment.sequence() >= sequence)
                .mapToLong(full -> full.segment.bytes())
                .sum();
    }

    /** The files, oldest first. */
    synchronized List<SegmentReport> report() {
        return segments.stream()
                .map(full -> full.segment.report(SegmentReport.State.FULL, full.lastLsn))
                .toList();
    }
}
