package io.aletheia.engine.wal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The full segments and how far each goes, oldest first. Thread-safe by its monitor. */
final class SegmentHistory {
    private record Full(long sequence, long lastLsn) {}

    private final ArrayDeque<Full> segments = new ArrayDeque<>();

    synchronized void add(long sequence, long lastLsn) {
        segments.add(new Full(sequence, lastLsn));
    }

    /** Takes out the segments that hold nothing beyond the LSN, but leaves the newest of them. */
    synchronized List<Long> takeUpTo(long lsn, int retained) {
        int count = 0;
        for (Full each : segments) {
            if (each.lastLsn > lsn) {
                break;
            }
            count++;
        }
        List<Long> taken = new ArrayList<>();
        for (int i = 0; i < count - retained; i++) {
            taken.add(segments.remove().sequence);
        }
        return taken;
    }
}
