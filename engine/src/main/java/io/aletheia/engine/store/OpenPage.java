package io.aletheia.engine.store;

import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ValueType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A page that rows are appended to, in arrays that grow, small enough for a garbage collector to move. */
final class OpenPage extends Page {
    private static final VarHandle LONG = MethodHandles.arrayElementVarHandle(long[].class);

    /** Four a row, which stand together. */
    private volatile long[] bounds;

    /** Of the rows that a reader's snapshot shows, since each was published behind what is written here. */
    private boolean inOrder = true;

    private volatile int[] entities;
    private volatile int[] previous;

    /** Edge tables: source and target of each row; empty otherwise. */
    private volatile int[] nodes;

    /** By column position; null for what is not stored: generated ids and the keys of an edge's nodes. */
    private volatile @Nullable Column[] columns;

    OpenPage(TableDefinition table, boolean[] stored, int capacity) {
        bounds = new long[capacity * BOUNDS];
        entities = new int[capacity];
        previous = new int[capacity];
        nodes = new int[table.isEdge() ? 2 * capacity : 0];
        @Nullable Column[] made = new @Nullable Column[stored.length];
        for (int i = 0; i < stored.length; i++) {
            made[i] = stored[i] ? Column.of(table.columns().get(i).type(), capacity) : null;
        }
        columns = made;
    }

    @Override
    long validFrom(int offset) {
        return bounds[offset * BOUNDS + VALID_FROM];
    }

    @Override
    long validTo(int offset) {
        return bounds[offset * BOUNDS + VALID_TO];
    }

    @Override
    long systemFrom(int offset) {
        return bounds[offset * BOUNDS + SYSTEM_FROM];
    }

    @Override
    long end(int offset) {
        return end(bounds, offset * BOUNDS);
    }

    private static long end(long[] bounds, int at) {
        return (long) LONG.getAcquire(bounds, at + END);
    }

    @Override
    void copyBounds(int from, int count, long[] into) {
        long[] times = bounds;
        int first = from * BOUNDS;
        for (int at = 0; at < count * BOUNDS; at += BOUNDS) {
            into[at + VALID_FROM] = times[first + at + VALID_FROM];
            into[at + VALID_TO] = times[first + at + VALID_TO];
            into[at + SYSTEM_FROM] = times[first + at + SYSTEM_FROM];
            into[at + END] = end(times, first + at);
        }
    }

    @Override
    int entity(int offset) {
        return entities[offset];
    }

    @Override
    int previous(int offset) {
        return previous[offset];
    }

    @Override
    int source(int offset) {
        return nodes[2 * offset];
    }

    @Override
    int target(int offset) {
        return nodes[2 * offset + 1];
    }

    @Override
    @Nullable
    ColumnValues column(int position) {
        @Nullable Column[] all = columns;
        return position < all.length ? all[position] : null;
    }

    /**
     * Adds the columns that the table has more; the first rows have their missing values in them. Columns that are of a wider type
     * now are copied into arrays of it. Writer only; a reader who holds the former arrays finds the same values there.
     */
    void widen(TableDefinition table, boolean[] stored, int rows) {
        @Nullable Column[] wide = Arrays.copyOf(columns, stored.length);
        for (int i = 0; i < columns.length; i++) {
            Column former = columns[i];
            ValueType type = table.columns().get(i).type();
            if (former != null && former.type.kind() != type.kind()) {
                Column column = Column.of(type, entities.length);
                for (int row = 0; row < rows; row++) {
                    column.set(row, former.object(row));
                }
                wide[i] = column;
            }
        }
        for (int i = columns.length; i < wide.length; i++) {
            if (stored[i]) {
                Column column = Column.of(table.columns().get(i).type(), entities.length);
                for (int row = 0; row < rows; row++) {
                    column.set(row, table.columns().get(i).missingValue());
                }
                wide[i] = column;
            }
        }
        columns = wide;
    }

    @Override
    void setEnd(int offset, long end) {
        LONG.setRelease(bounds, offset * BOUNDS + END, end);
    }

    @Override
    boolean mayHold(int offset, long valid, long system) {
        long[] times = bounds;
        int at = offset * BOUNDS;
        return times[at + VALID_FROM] <= valid
                && valid < times[at + VALID_TO]
                && times[at + SYSTEM_FROM] <= system
                && RowEnd.mayHold(end(times, at), system, Math.min(valid, system));
    }

    @Override
    boolean isInOrder() {
        return inOrder;
    }

    @Override
    boolean isPassedBy(LongHistory.Passing passing) {
        return false;
    }

    /** Writes a row that no reader looks at yet; the nodes count in an edge table only. Writer only. */
    void write(
            int offset,
            long validFrom,
            long validTo,
            long systemFrom,
            long end,
            int entity,
            int previousRow,
            int source,
            int target,
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
        if (offset > 0 && systemFrom < times[at - BOUNDS + SYSTEM_FROM]) {
            inOrder = false;
        }
        entities[offset] = entity;
        previous[offset] = previousRow;
        int[] ends = nodes;
        if (ends.length > 0) {
            ends[2 * offset] = source;
            ends[2 * offset + 1] = target;
        }
        @Nullable Column[] all = columns;
        for (int i = 0; i < all.length; i++) {
            Column column = all[i];
            if (column != null) {
                column.set(offset, row[i]);
            }
        }
    }

    @Override
    long bytes() {
        long sum = (long) entities.length * (BOUNDS * Long.BYTES + 2 * Integer.BYTES)
                + (long) nodes.length * Integer.BYTES;
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
        nodes = Arrays.copyOf(nodes, nodes.length == 0 ? 0 : capacity * 2);
        entities = Arrays.copyOf(entities, capacity);
    }
}
