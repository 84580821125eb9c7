package io.aletheia.engine.store;

import io.aletheia.engine.model.Time;

/**
 * What the fourth bound of a row says: one {@code long} that tells the system end and, where the row no longer stands for
 * itself, what became of it.
 *
 * <pre>
 * FOREVER         the row is open
 * T               the row is closed: it was believed until commit T
 * CUT + T         its valid part before T is open, its part from T on was believed until T; two versions in one row
 * REPLACED + T    void for whoever sees commit T: rows appended by T stand for its parts, or its entity was erased
 * </pre>
 *
 * The ranges are disjoint, since every system time lies between {@link Time#BEGINNING} and {@link Time#FOREVER}.
 */
final class RowEnd {
    static final long OPEN = Time.FOREVER;
    static final long CUT = 1L << 61;
    static final long REPLACED = 1L << 62;

    /** What {@link VersionRows#seenEnd} says of a row that is void. */
    static final long VOID = Long.MIN_VALUE;

    /** Least end that is neither open nor closed. */
    private static final long FLAGGED_MIN = CUT + Time.BEGINNING;

    private static final long REPLACED_MIN = REPLACED + Time.BEGINNING;

    private RowEnd() {}

    static long cutAt(long commitTime) {
        return CUT + commitTime;
    }

    static long replacedAt(long commitTime) {
        return REPLACED + commitTime;
    }

    /** Whether this is a cut or a replacement. */
    static boolean isFlagged(long end) {
        return end >= FLAGGED_MIN;
    }

    static boolean isCut(long end) {
        return end >= FLAGGED_MIN && end < REPLACED_MIN;
    }

    static boolean isReplaced(long end) {
        return end >= REPLACED_MIN;
    }

    /**
     * Whether a version of a row with this end can be believed at a system instant and hold at a valid one: false for what was
     * closed, cut or replaced before both, so that a scan need not look at it again.
     *
     * @param both the earlier of the two instants
     */
    static boolean mayHold(long end, long system, long both) {
        // A flagged end is greater than any instant.
        return system < end && (end < FLAGGED_MIN || (end < REPLACED_MIN ? end - CUT : end - REPLACED) > both);
    }

    /** The commit that cut the row. */
    static long cutTime(long end) {
        return end - CUT;
    }

    /** The commit that replaced the row. */
    static long replacementTime(long end) {
        return end - REPLACED;
    }
}
