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

    /** So few that their bounds stay in the processor's nearest cache. */
    private static final int BLOCK_ROWS = 256;

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

    /** The bounds of some rows of a page; made by the first page that needs them. */
    private long[] block = NO_BOUNDS;

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
        return match(validFrom, validTo, page.systemFrom(offset), page.end(offset), row);
    }

    private int match(long validFrom, long validTo, long systemFrom, long storedEnd, int row) {
        long end = rows.seenEnd(storedEnd, row, snapshotTime);
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
        int end = knownEnd(page, from, to);
        int next = end == from ? end : selectKnown(page, firstRow, from, end, hidden, selection);
        return next == end ? to : next;
    }

    /** The offset from which on nothing was known yet at the times that are asked about; {@code to} where that is not known. */
    private int knownEnd(Page page, int from, int to) {
        long latest = system.fromMax();
        if (page.systemFrom(to - 1) <= latest || !page.isInOrder()) {
            return to;
        }
        int low = from;
        int high = to - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (page.systemFrom(middle) <= latest) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int selectKnown(
            Page page, int firstRow, int from, int to, @Nullable EntitySet hidden, Selection selection) {
        if (hidden == null) {
            if (page.qualifies(valid, system)) {
                return selectAll(page, from, to, selection);
            }
            if (instant && !selection.wantsBounds() && page.holdsAll(validInstant, systemInstant)) {
                return selectAll(page, from, to, selection);
            }
            OpenRows open = page.openRows(this, valid, system);
            if (open != null) {
                return selectOpen(page, open, from, to, selection);
            }
        }
        return instant
                ? selectInstant(page, firstRow, from, to, hidden, selection)
                : selectPeriods(page, firstRow, from, to, hidden, selection);
    }

    /** Of a page whose rows qualify one and all. */
    private static int selectAll(Page page, int from, int to, Selection selection) {
        int count = Math.min(to - from, selection.room());
        int first = selection.size();
        selection.addRun(from, count);
        setOpenBounds(page, first, selection);
        return from + count;
    }

    private static int selectOpen(Page page, OpenRows open, int from, int to, Selection selection) {
        int first = selection.size();
        int next = open.select(from, to, selection);
        setOpenBounds(page, first, selection);
        return next;
    }

    private static void setOpenBounds(Page page, int first, Selection selection) {
        if (selection.wantsBounds()) {
            for (int i = first; i < selection.size(); i++) {
                selection.setOpenBounds(i, page, selection.offset(i));
            }
        }
    }

    private int selectInstant(
            Page page, int firstRow, int from, int to, @Nullable EntitySet hidden, Selection selection) {
        long collected = page.collectByEnds(
                from, to, validInstant, systemInstant, selection.offsetsToWrite(), selection.size(), selection.room());
        int next;
        if (collected == Page.NOT_COLLECTED) {
            next = selectHolding(page, firstRow, from, to, hidden, selection);
        } else {
            keepShown(page, firstRow, (int) collected, hidden, selection);
            next = (int) (collected >>> 32);
        }
        if (selection.wantsBounds()) {
            for (int i = selection.pageStart(); i < selection.size(); i++) {
                match(page, firstRow + selection.offset(i));
                selection.setBounds(i, this, 0);
            }
        }
        return next;
    }

    /** Looks at every row. */
    private int selectHolding(
            Page page, int firstRow, int from, int to, @Nullable EntitySet hidden, Selection selection) {
        long[] times = block();
        int[] offsets = selection.offsetsToWrite();
        int size = selection.size();
        int full = size + selection.room();
        long both = Math.min(validInstant, systemInstant);
        int offset = from;
        while (offset < to && size < full) {
            int count = Math.min(BLOCK_ROWS, Math.min(to - offset, full - size));
            page.copyBounds(offset, count, times);
            for (int i = 0; i < count; i++) {
                int at = i * Page.BOUNDS;
                // Negative if one of the three is: begun after the system instant or the valid one, ended before that.
                long before = (systemInstant - times[at + Page.SYSTEM_FROM])
                        | (validInstant - times[at + Page.VALID_FROM])
                        | (times[at + Page.VALID_TO] - 1 - validInstant);
                offsets[size] = offset + i;
                boolean holds = before >= 0 && RowEnd.mayHold(times[at + Page.END], systemInstant, both);
                size += holds && isShown(page, firstRow, offset + i, times[at + Page.END], hidden) ? 1 : 0;
            }
            offset += count;
        }
        selection.setSize(size);
        return offset;
    }

    /** Of the rows that were collected behind the selection, adds those whose ends are as they may be. */
    private void keepShown(Page page, int firstRow, int end, @Nullable EntitySet hidden, Selection selection) {
        int[] offsets = selection.offsetsToWrite();
        int size = selection.size();
        for (int i = size; i < end; i++) {
            int offset = offsets[i];
            if (isShown(page, firstRow, offset, page.end(offset), hidden)) {
                offsets[size++] = offset;
            }
        }
        selection.setSize(size);
    }

    /** Whether a row is shown of which {@link RowEnd#mayHold} says that it may be: a cut is behind one of the instants then. */
    private boolean isShown(Page page, int firstRow, int offset, long end, @Nullable EntitySet hidden) {
        return (!RowEnd.isReplaced(end) || showsReplaced(end, firstRow + offset))
                && (hidden == null || !hidden.contains(page.entity(offset)));
    }

    private long[] block() {
        if (block.length == 0) {
            block = new long[BLOCK_ROWS * Page.BOUNDS];
        }
        return block;
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
        return !RowEnd.isReplaced(end) || showsReplaced(end, row);
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

    private boolean showsReplaced(long end, int row) {
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
        long[] times = block();
        int offset = from;
        // A row may need two places.
        while (offset < to && selection.room() > 1) {
            int count = Math.min(BLOCK_ROWS, Math.min(to - offset, selection.room() / 2));
            page.copyBounds(offset, count, times);
            for (int i = 0; i < count; i++) {
                selectVersions(page, firstRow, offset + i, i * Page.BOUNDS, hidden, selection);
            }
            offset += count;
        }
        return offset;
    }

    /** Selects the versions that a row stands for, whose bounds are in the block. */
    private void selectVersions(
            Page page, int firstRow, int offset, int at, @Nullable EntitySet hidden, Selection selection) {
        long validFrom = block[at + Page.VALID_FROM];
        long validTo = block[at + Page.VALID_TO];
        long systemFrom = block[at + Page.SYSTEM_FROM];
        long end = block[at + Page.END];
        if (end == RowEnd.OPEN && hidden == null) {
            if (valid.matches(validFrom, validTo) && system.matches(systemFrom, Time.FOREVER)) {
                selection.add(offset, block, at);
            }
            return;
        }
        int count = match(validFrom, validTo, systemFrom, end, firstRow + offset);
        if (count > 0 && (hidden == null || !hidden.contains(page.entity(offset)))) {
            for (int version = 0; version < count; version++) {
                selection.add(offset, bounds, version * Page.BOUNDS);
            }
        }
    }
}
