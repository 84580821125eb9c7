package io.aletheia.query.statement;

import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.Time;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a change put, or took away, within a part of valid time: a row that RETURNING sees. When it is known, and from when on a portion
 * holds that begins at the commit, is said by the commit's system time. Immutable.
 */
public final class WrittenStrip {
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
        return new WrittenStrip(portion, row, false, 0);
    }

    /** A row that was taken away, known from a system time on; the array is not to be written afterwards. */
    static WrittenStrip removed(Portion portion, @Nullable Object[] row, long knownFrom) {
        return new WrittenStrip(portion, row, true, knownFrom);
    }

    /** The row with its four bounds behind it, in the width of a table whose rows are given; null if its portion is void by then. */
    @Nullable
    Object @Nullable [] at(long commitTime, TableDefinition table) {
        long from = portion.resolvedFrom(commitTime);
        if (from >= portion.to()) {
            return null;
        }
        int declared = table.columns().size();
        @Nullable Object[] wide = Arrays.copyOf(row, GivenRows.width(table));
        wide[declared] = from;
        wide[declared + 1] = portion.to();
        wide[declared + 2] = removed ? knownFrom : commitTime;
        wide[declared + 3] = removed ? commitTime : Time.FOREVER;
        Arrays.fill(wide, declared + 4, wide.length, 0L);
        return wide;
    }
}
