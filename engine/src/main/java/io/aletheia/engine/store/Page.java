package io.aletheia.engine.store;

import io.aletheia.engine.model.PeriodFilter;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a table: up to {@link #ROWS} rows, open or sealed. Offsets are rows within the page. See {@link VersionRows} for who
 * may do what.
 */
abstract class Page {
    static final int BITS = 13;
    static final int ROWS = 1 << BITS;
    static final int MASK = ROWS - 1;

    /** The bounds of a row: valid from and to, system from, {@link RowEnd}. */
    static final int BOUNDS = 4;

    static final int VALID_FROM = 0;
    static final int VALID_TO = 1;
    static final int SYSTEM_FROM = 2;
    static final int END = 3;

    static final long NOT_COLLECTED = -1;

    abstract long validFrom(int offset);

    abstract long validTo(int offset);

    abstract long systemFrom(int offset);

    /** The {@link RowEnd}, the only thing of a row that changes. */
    abstract long end(int offset);

    /** Copies the {@link #BOUNDS} of rows, one row behind the other. */
    abstract void copyBounds(int from, int count, long[] into);

    abstract int entity(int offset);

    /** The entity's previous row; {@link EntityHeads#NONE} if there is none. */
    abstract int previous(int offset);

    /** Edge tables: the entity id of the node that the edge leaves. */
    abstract int source(int offset);

    /** Edge tables: the entity id of the node that the edge reaches. */
    abstract int target(int offset);

    /**
     * The values of a column; null if it is not stored, or was added to the table when the page was full. Readers ask {@link
     * TableStore#column}, which knows what such rows have in it.
     */
    abstract @Nullable ColumnValues column(int position);

    /** Changes the end of a row that readers may be looking at. Writer only. */
    abstract void setEnd(int offset, long end);

    /**
     * Collects the rows of {@code [from, to)} whose ends may be after an instant, if all rows but for their ends hold at a valid instant
     * and were believed from before a system instant on; the caller must look at flagged ends. Stops when the room is used up.
     *
     * @param size how many offsets are there already; the new ones follow
     * @return the row where to go on in the upper half, the new size in the lower; {@link #NOT_COLLECTED} if it is not so
     */
    long collectByEnds(int from, int to, long valid, long system, int[] offsets, int size, int room) {
        return NOT_COLLECTED;
    }

    /** Whether a row held at a valid instant and was believed from before a system instant on, and has not ended before. */
    abstract boolean mayHold(int offset, long valid, long system);

    /** Whether no row began in system time before the row in front of it; false also where that is not known. */
    abstract boolean isInOrder();

    /** Whether all rows can be passed over. */
    abstract boolean isPassedBy(LongHistory.Passing passing);

    /**
     * Whether every row stands for one version, open for every snapshot that sees the row, which qualifies; false also where that
     * is not known. A reader asks after it has taken its snapshot.
     */
    boolean qualifies(PeriodFilter valid, PeriodFilter system) {
        return false;
    }

    /**
     * Whether every row that a snapshot sees stands for a version that held at a valid instant, as believed at a system instant; false
     * also where that is not known. A reader asks after it has taken its snapshot, for a system instant that is not behind it.
     */
    boolean holdsAll(long valid, long system) {
        return false;
    }

    /**
     * The open rows, if they stand for a version that qualifies one and all, and a passing passes over the others; null also where
     * that is not known. A reader asks after it has taken its snapshot.
     */
    @Nullable
    OpenRows openRows(LongHistory.Passing passing, PeriodFilter valid, PeriodFilter system) {
        return null;
    }

    /** Bytes of memory in use, on the heap or off it. */
    abstract long bytes();
}
