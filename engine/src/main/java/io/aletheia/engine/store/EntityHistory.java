package io.aletheia.engine.store;

import io.aletheia.engine.model.Time;
import java.util.ArrayList;
import java.util.List;

/**
 * Walks the rows of one entity, the newest first, for questions about its strips. Open versions of an entity never overlap, so
 * every walk over open ones ends as soon as the lengths found add up to the length asked about. Not thread-safe.
 */
final class EntityHistory implements LongHistory.Passing {
    /** Sees every commit applied so far. */
    static final long NEWEST = Time.FOREVER;

    private final TableStore table;
    private final VersionRows rows;
    private final long entityId;
    private final ChainWalk walk;
    private long snapshot;
    private long askedFrom;
    private long askedTo;
    private boolean asksForOpenOnly;
    private int row;
    private long validFrom;
    private long validTo;
    private long systemFrom;
    private long end;

    EntityHistory(TableStore table, long entityId) {
        this.table = table;
        this.rows = table.rows();
        this.entityId = entityId;
        this.walk = new ChainWalk(rows, this);
    }

    /** The open versions that overlap {@code [from, to)}, with their whole bounds. */
    List<Strip> openStrips(long snapshotTime, long from, long to) {
        var strips = new ArrayList<Strip>();
        long missing = to - from;
        begin(snapshotTime, from, to, true);
        while (missing > 0 && next(snapshotTime)) {
            long length = openLengthWithin(from, to);
            if (length > 0) {
                strips.add(new Strip(validFrom, openEnd(), systemFrom, Time.FOREVER, table, row));
                missing -= length;
            }
        }
        return strips;
    }

    /** The versions that a snapshot shows as no longer believed. */
    List<Strip> closedStrips(long snapshotTime) {
        var strips = new ArrayList<Strip>();
        begin(snapshotTime, Long.MIN_VALUE, Long.MAX_VALUE, false);
        while (next(snapshotTime)) {
            if (RowEnd.isCut(end)) {
                long cut = RowEnd.cutTime(end);
                strips.add(new Strip(cut, validTo, systemFrom, cut, table, row));
            } else if (end != RowEnd.OPEN) {
                strips.add(new Strip(validFrom, validTo, systemFrom, end, table, row));
            }
        }
        return strips;
    }

    /** The latest system end of a version that the snapshot shows; {@link Long#MIN_VALUE} if it shows none. */
    long lastKnown(long snapshotTime) {
        long last = Long.MIN_VALUE;
        begin(snapshotTime, Long.MIN_VALUE, Long.MAX_VALUE, false);
        while (last < Time.FOREVER && next(snapshotTime)) {
            last = Math.max(last, RowEnd.isCut(end) ? Time.FOREVER : end);
        }
        return last;
    }

    /** How much of {@code [from, to)} open versions cover, in microseconds. */
    long openLength(long snapshotTime, long from, long to) {
        long length = 0;
        begin(snapshotTime, from, to, true);
        while (length < to - from && next(snapshotTime)) {
            length += openLengthWithin(from, to);
        }
        return length;
    }

    boolean overlapsOpen(long snapshotTime, long from, long to) {
        begin(snapshotTime, from, to, true);
        while (next(snapshotTime)) {
            if (openLengthWithin(from, to) > 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a commit after the snapshot put or ended something within {@code [from, to)}. Where an open version is as old as
     * the snapshot nothing has happened since.
     */
    boolean changedSince(long snapshotTime, long from, long to) {
        long unknown = to - from;
        begin(snapshotTime, from, to, false);
        while (unknown > 0 && next(NEWEST)) {
            if (systemFrom > snapshotTime && validFrom < to && from < validTo) {
                return true;
            }
            boolean cut = RowEnd.isCut(end);
            long endTime = cut ? RowEnd.cutTime(end) : end;
            long endedFrom = cut ? endTime : validFrom;
            if (end != RowEnd.OPEN && endTime > snapshotTime && endedFrom < to && from < validTo) {
                return true;
            }
            unknown -= openLengthWithin(from, to);
        }
        return false;
    }

    /** Begins; what does not overlap {@code [from, to)} can be passed over, and what has ended unless all is asked about. */
    private void begin(long snapshotTime, long from, long to, boolean openOnly) {
        snapshot = snapshotTime;
        askedFrom = from;
        askedTo = to;
        asksForOpenOnly = openOnly;
        walk.begin();
        row = -2;
    }

    @Override
    public boolean passes(
            long validFromMin,
            long validToMax,
            long systemFromMin,
            long endTimeMax,
            boolean someOpen,
            boolean someOpenOrCut) {
        return validToMax <= askedFrom
                || validFromMin >= askedTo
                || (asksForOpenOnly
                        && !someOpen
                        && endTimeMax <= snapshot
                        // The first part of a cut row is open up to where it was cut.
                        && (endTimeMax <= askedFrom || !someOpenOrCut));
    }

    /** Goes to the next row that stands for something in the snapshot. */
    private boolean next(long snapshotTime) {
        int limit = snapshotTime == NEWEST ? Integer.MAX_VALUE : rows.rowLimit(snapshotTime);
        while (true) {
            row = row == -2 ? table.entities().head(entityId) : walk.next(rows.page(row), row);
            if (row == EntityHeads.NONE) {
                return false;
            }
            if (row < limit) {
                Page page = rows.page(row);
                int offset = row & Page.MASK;
                end = rows.seenEnd(page.end(offset), row, snapshotTime);
                if (end != RowEnd.VOID) {
                    validFrom = page.validFrom(offset);
                    validTo = page.validTo(offset);
                    systemFrom = page.systemFrom(offset);
                    return true;
                }
            }
        }
    }

    /** Where the open part of the row ends; its start if no part is open. */
    private long openEnd() {
        if (end == RowEnd.OPEN) {
            return validTo;
        }
        return RowEnd.isCut(end) ? RowEnd.cutTime(end) : validFrom;
    }

    private long openLengthWithin(long from, long to) {
        return Math.max(0, Math.min(to, openEnd()) - Math.max(from, validFrom));
    }
}
