package io.aletheia.query.statement;

import io.aletheia.engine.Transaction;
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
    private final long knownFrom;
    private final long knownTo;

    private WrittenStrip(Portion portion, @Nullable Object[] row, long knownFrom, long knownTo) {
        this.portion = portion;
        this.row = row;
        this.knownFrom = knownFrom;
        this.knownTo = knownTo;
    }

    /** A row that was put; the array is not to be written afterwards. */
    static WrittenStrip put(Portion portion, @Nullable Object[] row) {
        return new WrittenStrip(portion, row, AT_COMMIT, Time.FOREVER);
    }

    /** A row that was there already, so that nothing was put; the array is not to be written afterwards. */
    static WrittenStrip kept(OpenStrip strip) {
        return version(strip, Time.FOREVER);
    }

    /** A row that was taken away, known from a system time on; the array is not to be written afterwards. */
    static WrittenStrip removed(Portion portion, @Nullable Object[] row, long knownFrom) {
        return new WrittenStrip(portion, row, knownFrom, AT_COMMIT);
    }

    /** A row that was there until a system time, as a whole. */
    static WrittenStrip version(OpenStrip strip, long knownTo) {
        return new WrittenStrip(Portion.of(strip.from(), strip.to()), strip.row(), strip.knownFrom(), knownTo);
    }

    /**
     * The row with its four bounds and the transaction that made it known; null if its portion is void by then.
     *
     * @param known tells the transactions of earlier commits
     * @param number what stands in the place of the entity id
     */
    @Nullable
    Object @Nullable [] at(CommitStamp commit, Transaction known, GivenRows rows, long number) {
        Portion lasting = portion.boundToCommit(known.nowMicros());
        long from = lasting.resolvedFrom(commit.systemTime());
        long to = lasting.resolvedTo(commit.systemTime());
        if (from >= to) {
            return null;
        }
        boolean isNew = knownFrom == AT_COMMIT;
        return rows.row(
                row,
                from,
                to,
                isNew ? commit.systemTime() : knownFrom,
                knownTo == AT_COMMIT ? commit.systemTime() : knownTo,
                isNew ? commit.transactionId() : known.transactionId(knownFrom),
                number);
    }
}
