package io.aletheia.engine.store;

import java.util.Arrays;

/**
 * How many rows a table had after which commit. One writer; readers on any thread: they take the arrays with their length
 * through a volatile field, and what they take is not changed below that length.
 */
final class Marks {
    private static final class Track {
        final long[] times;
        final int[] rows;

        /** Volatile: published after the entry. */
        volatile int size;

        Track(long[] times, int[] rows, int size) {
            this.times = times;
            this.rows = rows;
            this.size = size;
        }
    }

    private static final int ENTRIES_AT_FIRST = 4;

    private volatile Track track = new Track(new long[ENTRIES_AT_FIRST], new int[ENTRIES_AT_FIRST], 0);

    /** Says how many rows there are after a commit, later than all before. Writer only. */
    // The only writer is the thread that applies commits, so nothing is lost between reading and writing the size.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void add(long commitTime, int rows) {
        Track now = track;
        if (now.size == now.times.length) {
            int capacity = now.size * 2;
            now = new Track(Arrays.copyOf(now.times, capacity), Arrays.copyOf(now.rows, capacity), now.size);
            track = now;
        }
        now.times[now.size] = commitTime;
        now.rows[now.size] = rows;
        now.size++;
    }

    /** How many rows a snapshot shows. */
    int rowsAt(long snapshotTime) {
        Track now = track;
        int size = now.size;
        if (size == 0) {
            return 0;
        }
        if (now.times[size - 1] <= snapshotTime) {
            return now.rows[size - 1];
        }
        int found = Arrays.binarySearch(now.times, 0, size, snapshotTime);
        int index = found >= 0 ? found : -found - 2;
        return index < 0 ? 0 : now.rows[index];
    }

    /** Drops what only snapshots before this time need. Writer only. */
    void forgetBefore(long oldestSnapshotTime) {
        Track now = track;
        int found = Arrays.binarySearch(now.times, 0, now.size, oldestSnapshotTime);
        int first = found >= 0 ? found : -found - 2;
        // Copying pays only when most of it goes.
        if (first > now.size / 2) {
            int kept = now.size - first;
            int capacity = Math.max(ENTRIES_AT_FIRST, kept * 2);
            track = new Track(
                    Arrays.copyOf(Arrays.copyOfRange(now.times, first, now.size), capacity),
                    Arrays.copyOf(Arrays.copyOfRange(now.rows, first, now.size), capacity),
                    kept);
        }
    }

    int size() {
        return track.size;
    }
}
