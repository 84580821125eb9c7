package io.aletheia.engine.store;

import io.aletheia.engine.model.PeriodFilter;
import io.aletheia.engine.model.TemporalFilter;
import io.aletheia.engine.model.Time;
import org.jspecify.annotations.Nullable;

/**
 * Which versions of which rows a read sees: a snapshot and a {@link TemporalFilter}. A row stands for no version, one or two,
 * as its {@link RowEnd} says. Not thread-safe: {@link #match} leaves its answer in the object.
 */
final class VersionFilter implements LongHistory.Passing {
    private static final long[] NO_BOUNDS = {};

    private final VersionRows rows;
    private final long snapshotTime;
    private final int rowLimit;
    private final PeriodFilter valid;
    private final PeriodFilter system;
    private final boolean instant;
    private final long validInstant;
    private final long systemInstant;

    /** What {@link #match} found; made by the first match. */
    private long[] bounds = NO_BOUNDS;

    VersionFilter(VersionRows rows, long snapshotTime, TemporalFilter filter) {
        this.rows = rows;
        this.snapshotTime = snapshotTime;
        this.rowLimit = rows.rowLimit(snapshotTime);
        this.valid = filter.valid();
        this.system = filter.system();
        this.instant = valid.isInstant() && system.isInstant() && system.fromMax() < Time.FOREVER;
        this.validInstant = valid.fromMax();
        // A snapshot knows nothing later than itself, so what it shows then is what it shows at its own time.
        this.systemInstant = Math.min(system.fromMax(), snapshotTime);
    }

    /** Whether at most one version of an entity qualifies. */
    boolean isInstant() {
        return instant;
    }

    /** Rows from here on are not there. */
    int rowLimit() {
        return rowLimit;
    }

    /** How many versions a row stands for that qualify: 0, 1 or 2. Their bounds can be asked for until the next call. */
    int match(Page page, int row) {
        int offset = row & Page.MASK;
        long validFrom = page.validFrom(offset);
        long validTo = page.validTo(offset);
        if (instant && (validFrom > validInstant || validInstant >= validTo)) {
            return 0;
        }
        long systemFrom = page.systemFrom(offset);
        long end = rows.seenEnd(page.end(offset), row, snapshotTime);
        if (end == RowEnd.VOID) {
            return 0;
        }
        if (!RowEnd.isCut(end)) {
            return matchVersion(0, validFrom, validTo, systemFrom, end);
        }
        long cut = RowEnd.cutTime(end);
        int count = matchVersion(0, validFrom, cut, systemFrom, Time.FOREVER);
        return count + matchVersion(count, cut, validTo, systemFrom, cut);
    }

    private int matchVersion(int index, long validFrom, long validTo, long systemFrom, long systemTo) {
        if (!valid.matches(validFrom, validTo) || !system.matches(systemFrom, systemTo)) {
            return 0;
        }
        if (bounds.length == 0) {
            bounds = new long[2 * Page.BOUNDS];
        }
        int at = index * Page.BOUNDS;
        bounds[at + Page.VALID_FROM] = validFrom;
        bounds[at + Page.VALID_TO] = validTo;
        bounds[at + Page.SYSTEM_FROM] = systemFrom;
        bounds[at + Page.END] = systemTo;
        return 1;
    }

    /** One of {@link Page}'s bounds of the first or second version that matched. */
    long bound(int version, int which) {
        return bounds[version * Page.BOUNDS + which];
    }

    /**
     * Selects versions of a page, from offset {@code from} to before {@code to}, into a selection until that is full.
     *
     * @return the offset where to go on
     */
    int select(Page page, int firstRow, int from, int to, @Nullable EntitySet hidden, Selection selection) {
        if (page.isPassedBy(this)) {
            return to;
        }
        if (hidden == null && page.qualifies(valid, system)) {
            return selectAll(page, from, to, selection);
        }
        return instant
                ? selectInstant(page, firstRow, from, to, hidden, selection)
                : selectPeriods(page, firstRow, from, to, hidden, selection);
    }

    /** Of a page whose rows qualify one and all. */
    private static int selectAll(Page page, int from, int to, Selection selection) {
        int count = Math.min(to - from, selection.room());
        int first = selection.size();
        int[] offsets = selection.offsets();
        for (int i = 0; i < count; i++) {
            offsets[first + i] = from + i;
        }
        selection.setSize(first + count);
        if (selection.wantsBounds()) {
            for (int i = 0; i < count; i++) {
                selection.setOpenBounds(first + i, page, from + i);
            }
        }
        return from + count;
    }

    private int selectInstant(
            Page page, int firstRow, int from, int to, @Nullable EntitySet hidden, Selection selection) {
        int[] offsets = selection.offsets();
        int first = selection.size();
        long collected = page.collect(from, to, validInstant, systemInstant, offsets, first, selection.room());
        int size = first;
        for (int i = first; i < (int) collected; i++) {
            int offset = offsets[i];
            long end = page.end(offset);
            if ((!RowEnd.isFlagged(end) || showsFlagged(end, firstRow + offset))
                    && (hidden == null || !hidden.contains(page.entity(offset)))) {
                offsets[size++] = offset;
            }
        }
        selection.setSize(size);
        if (selection.wantsBounds()) {
            for (int i = selection.pageStart(); i < size; i++) {
                match(page, firstRow + offsets[i]);
                selection.setBounds(i, this, 0);
            }
        }
        return (int) (collected >>> 32);
    }

    /** The first row of a chain, from the given one on, of which a version qualifies for an instant on both axes. */
    int findInstant(int head) {
        int row = head;
        int steps = 0;
        while (row != EntityHeads.NONE) {
            Page page = rows.page(row);
            if (shows(page, row)) {
                return row;
            }
            if (++steps == LongHistories.ROWS_WITHOUT) {
                return findInstantWithin(page, row);
            }
            row = page.previous(row & Page.MASK);
        }
        return row;
    }

    private int findInstantWithin(Page firstPage, int firstRow) {
        var walk = new ChainWalk(rows, this);
        int row = walk.next(firstPage, firstRow);
        while (row != EntityHeads.NONE) {
            Page page = rows.page(row);
            if (shows(page, row)) {
                return row;
            }
            row = walk.next(page, row);
        }
        return row;
    }

    private boolean shows(Page page, int row) {
        int offset = row & Page.MASK;
        if (row >= rowLimit || !page.mayHold(offset, validInstant, systemInstant)) {
            return false;
        }
        long end = page.end(offset);
        return !RowEnd.isFlagged(end) || showsFlagged(end, row);
    }

    @Override
    public boolean passes(
            long validFromMin,
            long validToMax,
            long systemFromMin,
            long endTimeMax,
            boolean someOpen,
            boolean someOpenOrCut) {
        if (validFromMin > valid.fromMax() || validToMax < valid.toMin() || systemFromMin > system.fromMax()) {
            return true;
        }
        // What ended did so before what is asked about; a cut row still has its first part, which ends in valid time.
        return !someOpen
                && endTimeMax <= snapshotTime
                && endTimeMax < system.toMin()
                && (endTimeMax < valid.toMin() || !someOpenOrCut);
    }

    private boolean showsFlagged(long end, int row) {
        long seen = rows.seenEnd(end, row, snapshotTime);
        if (seen == RowEnd.VOID) {
            return false;
        }
        if (!RowEnd.isCut(seen)) {
            return systemInstant < seen;
        }
        return validInstant < RowEnd.cutTime(seen) || systemInstant < RowEnd.cutTime(seen);
    }

    private int selectPeriods(
            Page page, int firstRow, int from, int to, @Nullable EntitySet hidden, Selection selection) {
        int offset = from;
        // A row may need two places.
        for (; offset < to && selection.room() > 1; offset++) {
            int count = match(page, firstRow + offset);
            if (count > 0 && (hidden == null || !hidden.contains(page.entity(offset)))) {
                for (int version = 0; version < count; version++) {
                    selection.add(offset, this, version);
                }
            }
        }
        return offset;
    }
}
