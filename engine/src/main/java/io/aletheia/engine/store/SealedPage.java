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

    /** Least time that an end names which changed; the least there is where a row was replaced, which never stood for itself. */
    private volatile long changedEndTimeMin = Long.MAX_VALUE;

    private volatile int openRows;

    private volatile int openOrCutRows;

    /** Written behind the end itself, so that who sees the count sees the ends. Writer only writes. */
    private volatile int changedEnds;

    /** Made for whoever asks after another did and no end has changed since; any reader's is as good as another's. */
    private volatile @Nullable OpenRows open;

    /** How many ends had changed when somebody asked for the open rows; of racing readers any may have set it. */
    private int askedAt = -1;

    /** What the layout does not store of the bounds of all rows, ends as they were sealed. */
    private record Extremes(long validFromMax, long validToMin, long systemFromMax, long endTimeMin, boolean inOrder) {
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

    /** How often an end changed since the page was sealed. */
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

    @Override
    void copyBounds(int from, int count, long[] into) {
        ByteBuffer packed = bytes;
        long[] changed = ends;
        // Held here, since the processor would have to read them again behind every bound that is stored.
        int systemFromAt = positions[SYSTEM_FROM];
        int validFromAt = positions[VALID_FROM];
        int validToAt = positions[VALID_TO];
        int endAt = positions[END];
        long systemFromMask = masks[SYSTEM_FROM];
        long validFromMask = masks[VALID_FROM];
        long validToMask = masks[VALID_TO];
        long endMask = masks[END];
        long systemFromBase = bases[SYSTEM_FROM];
        long validFromBase = bases[VALID_FROM];
        long validToBase = bases[VALID_TO] - 1;
        long endBase = bases[END];
        long relativeMask = relative ? -1 : 0;
        int step = recordBytes;
        int record = records + from * step;
        for (int i = 0; i < count; i++, record += step) {
            int at = i * BOUNDS;
            long systemFrom = systemFromBase + (packed.getLong(record + systemFromAt) & systemFromMask);
            long validFrom = validFromBase + (packed.getLong(record + validFromAt) & validFromMask);
            long validTo = packed.getLong(record + validToAt) & validToMask;
            into[at + VALID_FROM] = validFrom + (systemFrom & relativeMask);
            into[at + VALID_TO] = validTo == 0 ? Time.FOREVER : validToBase + validTo;
            into[at + SYSTEM_FROM] = systemFrom;
            into[at + END] = changed != null
                    ? (long) LONG.getAcquire(changed, from + i)
                    : SealedLayout.unpackEnd(packed.getLong(record + endAt) & endMask, endBase);
        }
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
        changedEndTimeMin = Math.min(changedEndTimeMin, endTimeMin(end));
        if (former == RowEnd.OPEN) {
            openRows--;
        }
        if (!RowEnd.isCut(end) && (former == RowEnd.OPEN || RowEnd.isCut(former))) {
            openOrCutRows--;
        }
    }

    /**
     * Which rows of a page were overwritten follows no pattern that a processor could foresee, so this stores each offset and only
     * counts those that are meant.
     */
    @Override
    long collectByEnds(int from, int to, long valid, long system, int[] offsets, int size, int room) {
        long[] changed = ends;
        if (changed == null || !extremes().hold(valid, system)) {
            return NOT_COLLECTED;
        }
        int count = size;
        int full = size + room;
        long both = Math.min(valid, system);
        int offset = from;
        for (; offset < to && count < full; offset++) {
            offsets[count] = offset;
            count += RowEnd.mayHold((long) LONG.getAcquire(changed, offset), system, both) ? 1 : 0;
        }
        return ((long) offset << 32) | count;
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
    boolean isInOrder() {
        return extremes().inOrder;
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
        return openRows == rows && openRowsQualify(valid, system);
    }

    @Override
    @Nullable
    OpenRows openRows(LongHistory.Passing passing, PeriodFilter valid, PeriodFilter system) {
        if (openRows == 0 || !openRowsQualify(valid, system)) {
            return null;
        }
        OpenRows rowsThen = open;
        int changes = changedEnds;
        if (rowsThen == null || rowsThen.changes() != changes) {
            if (askedAt != changes) {
                askedAt = changes;
                return null;
            }
            rowsThen = OpenRows.of(this);
            open = rowsThen;
        }
        boolean passesOthers = passing.passes(
                validFromMin, validToMax, systemFromMin, rowsThen.endTimeMax(), false, rowsThen.someCut());
        return passesOthers ? rowsThen : null;
    }

    @Override
    boolean holdsAll(long valid, long system) {
        Extremes all = extremes();
        return system < changedEndTimeMin && system < all.endTimeMin && all.hold(valid, system);
    }

    private boolean openRowsQualify(PeriodFilter valid, PeriodFilter system) {
        if (validFromMin < valid.fromMin() || validToMax > valid.toMax()) {
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
        long endTimeMin = Long.MAX_VALUE;
        boolean inOrder = true;
        for (int offset = 0; offset < rows; offset++) {
            endTimeMin = Math.min(endTimeMin, endTimeMin(packedEnd(offset)));
            validFromMax = Math.max(validFromMax, validFrom(offset));
            validToMin = Math.min(validToMin, validTo(offset));
            long systemFrom = systemFrom(offset);
            inOrder &= offset == 0 || systemFrom >= systemFrom(offset - 1);
            systemFromMax = Math.max(systemFromMax, systemFrom);
        }
        return new Extremes(validFromMax, validToMin, systemFromMax, endTimeMin, inOrder);
    }

    /** Before which system time a row with this end stands for one version that covers all of its valid time. */
    private static long endTimeMin(long end) {
        if (end == RowEnd.OPEN) {
            return Long.MAX_VALUE;
        }
        return RowEnd.isReplaced(end) ? Long.MIN_VALUE : SealedLayout.timeOf(end);
    }

    @Override
    long bytes() {
        long[] changed = ends;
        OpenRows rowsThen = open;
        return bytes.capacity()
                + (changed == null ? 0 : (long) changed.length * Long.BYTES)
                + (rowsThen == null ? 0 : rowsThen.bytes());
    }
}
