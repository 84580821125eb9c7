package io.aletheia.query.statement;

import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.Time;
import org.jspecify.annotations.Nullable;

/**
 * What a change put, or took away, within a part of valid time: a row that RETURNING sees. When it is known, and from when on a portion
 * holds that begins at the commit, is said by the commit's system time. Immutable.
 */
public final class WrittenStrip {
    /** Stands for the commit that is still to come. */
    private static final long AT_COMMIT = Long.MIN_VALUE;

    private final Portion portion;
    private final @Nullable Object[] row;
    private final boolean removed;
    private final long knownFrom;

    private WrittenStrip(Portion portion, @Nullable Object[] row, boolean removed, long knownFrom) {
        this.portion = portion;
        this.row = row;
        this.removed = removed;
        this.knownFrom = knownFrom;
    }

    /** A row that was put; the array is not to be written afterwards. */
    static WrittenStrip put(Portion portion, @Nullable Object[] row) {
        return new WrittenStrip(portion, row, false, AT_COMMIT);
    }

    /** A row that was there already, so that nothing was put; the array is not to be written afterwards. */
    static WrittenStrip kept(OpenStrip strip) {
        return new WrittenStrip(Portion.of(strip.from(), strip.to()), strip.row(), false, strip.knownFrom());
    }

    /** A row that was taken away, known from a system time on; the array is not to be written afterwards. */
    static WrittenStrip removed(Portion portion, @Nullable Object[] row, long knownFrom) {
        return new WrittenStrip(portion, row, true, knownFrom);
    }

    /** The row with its four bounds; null if its portion is void by then. */
    @Nullable
    Object @Nullable [] at(long commitTime, GivenRows rows) {
        long from = portion.resolvedFrom(commitTime);
        if (from >= portion.to()) {
            return null;
        }
        long systemFrom = knownFrom == AT_COMMIT ? commitTime : knownFrom;
        return rows.row(row, from, portion.to(), systemFrom, removed ? commitTime : Time.FOREVER, 0);
    }
}
