package io.aletheia.engine.store;

import io.aletheia.engine.model.Time;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One logical version of an entity: a row that holds within {@code [validFrom, validTo)} and is known within {@code
 * [systemFrom, systemTo)}. All bounds in microseconds. A strip of the store reads its row when it is first asked for. Not
 * thread-safe.
 */
public final class Strip {
    private final long validFrom;
    private final long validTo;
    private final long systemFrom;
    private final long systemTo;
    private final @Nullable TableStore table;
    private final int physicalRow;
    private @Nullable Object @Nullable [] row;

    /** A strip with a row in hand. The array is not to be written afterwards. */
    public Strip(long validFrom, long validTo, long systemFrom, long systemTo, @Nullable Object[] row) {
        this(validFrom, validTo, systemFrom, systemTo, null, -1, row);
    }

    /** A strip whose row stands in a table. */
    Strip(long validFrom, long validTo, long systemFrom, long systemTo, TableStore table, int physicalRow) {
        this(validFrom, validTo, systemFrom, systemTo, table, physicalRow, null);
    }

    private Strip(
            long validFrom,
            long validTo,
            long systemFrom,
            long systemTo,
            @Nullable TableStore table,
            int physicalRow,
            @Nullable Object @Nullable [] row) {
        this.validFrom = validFrom;
        this.validTo = validTo;
        this.systemFrom = systemFrom;
        this.systemTo = systemTo;
        this.table = table;
        this.physicalRow = physicalRow;
        this.row = row;
    }

    /** First instant at which the row holds. */
    public long validFrom() {
        return validFrom;
    }

    /** First instant at which it no longer holds; {@link Time#FOREVER} if open. */
    public long validTo() {
        return validTo;
    }

    /** System time of the commit that said so. */
    public long systemFrom() {
        return systemFrom;
    }

    /** System time of the commit that said otherwise; {@link Time#FOREVER} while it is believed. */
    public long systemTo() {
        return systemTo;
    }

    /** One element per column; not to be written. */
    public @Nullable Object[] row() {
        @Nullable Object[] known = row;
        if (known == null) {
            known = Objects.requireNonNull(table).readRow(physicalRow);
            row = known;
        }
        return known;
    }

    /** Whether this is what the database believes. */
    public boolean isOpen() {
        return systemTo == Time.FOREVER;
    }

    /** The row of the table that this strip is a part or the whole of; -1 if it stands in none. */
    int physicalRow() {
        return physicalRow;
    }

    /** The same row within other bounds. */
    Strip within(long from, long to, long systemEnd) {
        return new Strip(from, to, systemFrom, systemEnd, table, physicalRow, row);
    }

    @Override
    public String toString() {
        return Arrays.deepToString(row()) + " [" + Time.toText(validFrom) + ", " + Time.toText(validTo) + ") x ["
                + Time.toText(systemFrom) + ", " + Time.toText(systemTo) + ")";
    }
}
