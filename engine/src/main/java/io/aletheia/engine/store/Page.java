package io.aletheia.engine.store;

import io.aletheia.engine.model.TableDefinition;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a table in memory: up to {@link #ROWS} rows in arrays small enough for a garbage collector to move. See {@link
 * VersionRows} for who may do what.
 */
final class Page {
    static final int BITS = 13;
    static final int ROWS = 1 << BITS;
    static final int MASK = ROWS - 1;

    /** The four bounds of a row stand together: valid from and to, system from, {@link RowEnd}. */
    static final int BOUNDS = 4;

    static final int VALID_FROM = 0;
    static final int VALID_TO = 1;
    static final int SYSTEM_FROM = 2;
    static final int END = 3;

    private static final VarHandle LONG = MethodHandles.arrayElementVarHandle(long[].class);

    private volatile long[] bounds;
    private volatile int[] entities;
    private volatile int[] previous;

    /** By column position; null for what is not stored: generated ids and the keys of an edge's nodes. */
    private final @Nullable Column[] columns;

    Page(TableDefinition table, boolean[] stored, int capacity) {
        bounds = new long[capacity * BOUNDS];
        entities = new int[capacity];
        previous = new int[capacity];
        columns = new @Nullable Column[stored.length];
        for (int i = 0; i < stored.length; i++) {
            columns[i] = stored[i] ? Column.of(table.columns().get(i).type(), capacity) : null;
        }
    }

    /** The bounds of all rows; {@link #END} of a row is to be read with {@link #end}. */
    long[] bounds() {
        return bounds;
    }

    static long end(long[] bounds, int at) {
        return (long) LONG.getAcquire(bounds, at + END);
    }

    int[] entities() {
        return entities;
    }

    int previous(int offset) {
        return previous[offset];
    }

    @Nullable
    Column column(int position) {
        return columns[position];
    }

    /** Writes a row that no reader looks at yet. Writer only. */
    void write(
            int offset,
            long validFrom,
            long validTo,
            long systemFrom,
            long end,
            int entity,
            int previousRow,
            @Nullable Object[] row) {
        if (offset == entities.length) {
            grow(Math.min(ROWS, offset * 2));
        }
        int at = offset * BOUNDS;
        long[] times = bounds;
        times[at + VALID_FROM] = validFrom;
        times[at + VALID_TO] = validTo;
        times[at + SYSTEM_FROM] = systemFrom;
        times[at + END] = end;
        entities[offset] = entity;
        previous[offset] = previousRow;
        for (int i = 0; i < columns.length; i++) {
            Column column = columns[i];
            if (column != null) {
                column.set(offset, row[i]);
            }
        }
        if (offset == MASK) {
            seal();
        }
    }

    /** Says that the page is full. Writer only. */
    void seal() {
        for (Column column : columns) {
            if (column != null) {
                column.seal();
            }
        }
    }

    /** Makes room for rows that are about to be loaded, before anybody reads the page. */
    void reserve(int rows) {
        if (rows > entities.length) {
            grow(rows);
        }
    }

    /** Sets what a loaded row is besides its columns, before anybody reads the page. */
    void load(int offset, int entity, int previousRow) {
        entities[offset] = entity;
        previous[offset] = previousRow;
    }

    /** Changes the end of a row that readers may be looking at. Writer only. */
    void setEnd(int offset, long end) {
        LONG.setRelease(bounds, offset * BOUNDS + END, end);
    }

    long bytes() {
        long sum = (long) entities.length * (BOUNDS * Long.BYTES + 2 * Integer.BYTES);
        for (Column column : columns) {
            sum += column == null ? 0 : column.bytes();
        }
        return sum;
    }

    private void grow(int capacity) {
        for (Column column : columns) {
            if (column != null) {
                column.grow(capacity);
            }
        }
        bounds = Arrays.copyOf(bounds, capacity * BOUNDS);
        previous = Arrays.copyOf(previous, capacity);
        entities = Arrays.copyOf(entities, capacity);
    }
}
