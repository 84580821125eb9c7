package io.aletheia.engine.store;

import io.aletheia.engine.model.PeriodFilter;
import io.aletheia.engine.model.Time;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A full page that never changes but for the ends of its rows: packed bytes as {@link SealedLayout} says, in memory off the heap
 * or mapped from a chunk file, and beside them the ends once one has changed.
 */
final class SealedPage extends Page {
    private static final VarHandle LONG = MethodHandles.arrayElementVarHandle(long[].class);

    private final int firstRow;
    private final int rows;
    private final int records;
    private final int recordBytes;
    private final boolean relative;
    private final long[] bases = new long[SealedLayout.FIELD_COUNT];
    private final long[] masks = new long[SealedLayout.FIELD_COUNT];
    private final int[] positions = new int[SealedLayout.FIELD_COUNT];
    private final long validFromMin;
    private final long validToMax;
    private final long systemFromMin;
    private final @Nullable SealedColumn[] columns;

    /** Made by the first reader who asks; any reader's is as good as another's. */
    private @Nullable Extremes extremes;

    /** Volatile: bytes in memory give way to the same bytes mapped from a file. */
    private volatile ByteBuffer bytes;

    /** What became of the ends since the page was sealed; null while nothing did. Published when it is filled. */
    private volatile long @Nullable [] ends;

    /** Written before the two counts, so that who sees that no row is open sees the times of all ends. Writer only writes. */
    private volatile long endTimeMax;

    private volatile int openRows;

    private volatile int openOrCutRows;

    /** Writer only. */
    private int changedEnds;

    /** What the layout does not store of the bounds of all rows. */
    private record Extremes(long validFromMax, long validToMin, long systemFromMax) {
        /** Whether every row held at a valid instant, and was believed from before a system instant on, but for its end. */
        boolean hold(long valid, long system) {
            return validFromMax <= valid && valid < validToMin && systemFromMax <= system;
        }
    }

    /** A page of bytes that {@link PageEncoder} wrote; a file's checksum was verified. */
    SealedPage(ByteBuffer bytes, TableStore table, int firstRow) {
        this.bytes = bytes;
        this.firstRow = firstRow;
        this.rows = bytes.getInt(SealedLayout.ROWS);
        this.records = bytes.getInt(SealedLayout.RECORDS);
        this.recordBytes = bytes.getInt(SealedLayout.RECORD_BYTES);
        this.relative = bytes.getInt(SealedLayout.RELATIVE) != 0;
        int position = 0;
        for (int field = 0; field < SealedLayout.FIELD_COUNT; field++) {
            int at = SealedLayout.FIELDS + field * SealedLayout.FIELD_BYTES;
            int width = bytes.getInt(at + SealedLayout.FIELD_WIDTH);
            bases[field] = bytes.getLong(at);
            masks[field] = SealedLayout.maskOf(width);
            positions[field] = position;
            position += width;
        }
        this.validFromMin = bytes.getLong(SealedLayout.VALID_FROM_MIN);
        this.validToMax = bytes.getLong(SealedLayout.VALID_TO_MAX);
        this.systemFromMin = bytes.getLong(SealedLayout.SYSTEM_FROM_MIN);
        this.endTimeMax = bytes.getLong(SealedLayout.END_TIME_MAX);
        this.openRows = bytes.getInt(SealedLayout.OPEN_ROWS);
        this.openOrCutRows = bytes.getInt(SealedLayout.OPEN_OR_CUT_ROWS);
        this.columns = new @Nullable SealedColumn[table.definition().columns().size()];
        for (int i = 0; i < bytes.getInt(SealedLayout.COLUMNS); i++) {
            int directory = SealedLayout.COLUMN_DIRECTORY + i * SealedLayout.COLUMN_BYTES;
            int column = bytes.getInt(directory);
            columns[column] = SealedColumn.of(
                    this, directory, table.definition().columns().get(column).type());
        }
    }

    /** The packed bytes. */
    ByteBuffer packed() {
        return bytes;
    }

    /** Puts the same bytes in another place. */
    void moveTo(ByteBuffer sameBytes) {
        bytes = sameBytes;
    }

    int rows() {
        return rows;
    }

    /** How often an end changed since the page was sealed. Writer only. */
    int changedEnds() {
        return changedEnds;
    }

    /** Whether a row's end is not the one in the packed bytes. */
    boolean hasChangedEnd(int offset) {
        long[] changed = ends;
        return changed != null && (long) LONG.getAcquire(changed, offset) != packedEnd(offset);
    }

    @Override
    long validFrom(int offset) {
        ByteBuffer from = bytes;
        int at = records + offset * recordBytes;
        long value = number(from, at, Page.VALID_FROM);
        return relative ? value + number(from, at, Page.SYSTEM_FROM) : value;
    }

    @Override
    long validTo(int offset) {
        long packed = bytes.getLong(records + offset * recordBytes + positions[VALID_TO]) & masks[VALID_TO];
        return packed == 0 ? Time.FOREVER : bases[VALID_TO] + packed - 1;
    }

    @Override
    long systemFrom(int offset) {
        return number(bytes, records + offset * recordBytes, Page.SYSTEM_FROM);
    }

    @Override
    long end(int offset) {
        long[] changed = ends;
        return changed != null ? (long) LONG.getAcquire(changed, offset) : packedEnd(offset);
    }

    private long packedEnd(int offset) {
        long packed = bytes.getLong(records + offset * recordBytes + positions[END]) & masks[END];
        return SealedLayout.unpackEnd(packed, bases[END]);
    }

    @Override
    int entity(int offset) {
        return (int) number(bytes, records + offset * recordBytes, SealedLayout.ENTITY);
    }

    @Override
    int previous(int offset) {
        int back = (int) number(bytes, records + offset * recordBytes, SealedLayout.PREVIOUS);
        return back == 0 ? EntityHeads.NONE : firstRow + offset - back;
    }

    @Override
    int source(int offset) {
        return (int) number(bytes, records + offset * recordBytes, SealedLayout.SOURCE);
    }

    @Override
    int target(int offset) {
        return (int) number(bytes, records + offset * recordBytes, SealedLayout.TARGET);
    }

    private long number(ByteBuffer from, int record, int field) {
        return bases[field] + (from.getLong(record + positions[field]) & masks[field]);
    }

    @Override
    @Nullable
    ColumnValues column(int position) {
        return position < columns.length ? columns[position] : null;
    }

    // There is one writer, so nothing is lost between reading and writing.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    @Override
    void setEnd(int offset, long end) {
        long[] changed = ends;
        if (changed == null) {
            changed = new long[rows];
            for (int i = 0; i < rows; i++) {
                changed[i] = packedEnd(i);
            }
            ends = changed;
        }
        long former = changed[offset];
        LONG.setRelease(changed, offset, end);
        changedEnds++;
        endTimeMax = Math.max(endTimeMax, SealedLayout.timeOf(end));
        if (former == RowEnd.OPEN) {
            openRows--;
        }
        if (!RowEnd.isCut(end) && (former == RowEnd.OPEN || RowEnd.isCut(former))) {
            openOrCutRows--;
        }
    }

    @Override
    long collect(int from, int to, long valid, long system, int[] offsets, int size, int room) {
        ByteBuffer packed = bytes;
        long @Nullable [] changed = ends;
        if (changed != null && extremes().hold(valid, system)) {
            return collectByEnds(changed, from, to, valid, system, offsets, size, room);
        }
        int count = size;
        int full = size + room;
        long both = Math.min(valid, system);
        int offset = from;
        int at = records + from * recordBytes;
        for (; offset < to && count < full; offset++, at += recordBytes) {
            if (holds(packed, at, valid, system)) {
                long end = changed != null ? (long) LONG.getAcquire(changed, offset) : endAt(packed, at);
                if (RowEnd.mayHold(end, system, both)) {
                    offsets[count++] = offset;
                }
            }
        }
        return collected(offset, count);
    }

    /**
     * Collects where the ends alone decide. Which rows of a page were overwritten follows no pattern that a processor could foresee,
     * so this stores each offset and only counts those that are meant.
     */
    private static long collectByEnds(
            long[] ends, int from, int to, long valid, long system, int[] offsets, int size, int room) {
        int count = size;
        int full = size + room;
        long both = Math.min(valid, system);
        int offset = from;
        for (; offset < to && count < full; offset++) {
            offsets[count] = offset;
            count += RowEnd.mayHold((long) LONG.getAcquire(ends, offset), system, both) ? 1 : 0;
        }
        return collected(offset, count);
    }

    @Override
    boolean mayHold(int offset, long valid, long system) {
        ByteBuffer packed = bytes;
        int at = records + offset * recordBytes;
        if (!holds(packed, at, valid, system)) {
            return false;
        }
        long[] changed = ends;
        long end = changed != null ? (long) LONG.getAcquire(changed, offset) : endAt(packed, at);
        return RowEnd.mayHold(end, system, Math.min(valid, system));
    }

    private boolean holds(ByteBuffer packed, int at, long valid, long system) {
        long systemFrom = number(packed, at, SYSTEM_FROM);
        if (systemFrom > system) {
            return false;
        }
        long validFrom = number(packed, at, VALID_FROM) + (relative ? systemFrom : 0);
        if (validFrom > valid) {
            return false;
        }
        long validTo = packed.getLong(at + positions[VALID_TO]) & masks[VALID_TO];
        return validTo == 0 || valid < bases[VALID_TO] + validTo - 1;
    }

    private long endAt(ByteBuffer packed, int at) {
        return SealedLayout.unpackEnd(packed.getLong(at + positions[END]) & masks[END], bases[END]);
    }

    @Override
    boolean isPassedBy(LongHistory.Passing passing) {
        // The count first: who sees that a row is no longer open sees the time of its end.
        boolean someOpen = openRows > 0;
        boolean someOpenOrCut = openOrCutRows > 0;
        return passing.passes(validFromMin, validToMax, systemFromMin, endTimeMax, someOpen, someOpenOrCut);
    }

    @Override
    boolean qualifies(PeriodFilter valid, PeriodFilter system) {
        if (openRows < rows || validFromMin < valid.fromMin() || validToMax > valid.toMax()) {
            return false;
        }
        if (systemFromMin < system.fromMin() || Time.FOREVER < system.toMin() || Time.FOREVER > system.toMax()) {
            return false;
        }
        Extremes all = extremes();
        return all.validFromMax <= valid.fromMax()
                && all.validToMin >= valid.toMin()
                && all.systemFromMax <= system.fromMax();
    }

    private Extremes extremes() {
        Extremes all = extremes;
        if (all == null) {
            all = findExtremes();
            extremes = all;
        }
        return all;
    }

    private Extremes findExtremes() {
        long validFromMax = Long.MIN_VALUE;
        long validToMin = Long.MAX_VALUE;
        long systemFromMax = Long.MIN_VALUE;
        for (int offset = 0; offset < rows; offset++) {
            validFromMax = Math.max(validFromMax, validFrom(offset));
            validToMin = Math.min(validToMin, validTo(offset));
            systemFromMax = Math.max(systemFromMax, systemFrom(offset));
        }
        return new Extremes(validFromMax, validToMin, systemFromMax);
    }

    @Override
    long bytes() {
        long[] changed = ends;
        return bytes.capacity() + (changed == null ? 0 : (long) changed.length * Long.BYTES);
    }
}
