package io.aletheia.engine.store;

import io.aletheia.engine.model.Time;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The strips of one entity along valid time: what was open before, and what one commit writes over it. Pure and deterministic:
 * the store splits with it when it applies a commit, a transaction looks through it at its own writes. Not thread-safe.
 */
public final class EntityTimeline {
    /*
     * Splitting
     *
     * The commit's writes lie as disjoint sorted segments over the open strips ("base"), which never change. A segment holds a
     * row, or null where the commit deletes. A later write cuts away what it overlaps of earlier segments, so what a commit
     * wrote and overwrote leaves no trace. Every instant is therefore in one of three states: untouched (the base holds),
     * written, or deleted.
     *
     * From this follow the canonical versions at commit time T. A base strip keeps its system start in all its parts; its
     * untouched parts stay open and each maximal touched part ends at T. Segments become versions that begin at T; neighbours
     * with equal rows are one version. So the result depends on the final state alone, not on how many statements led to it.
     */
    private final List<Strip> base;
    private long[] froms = new long[4];
    private long[] tos = new long[4];
    private @Nullable Object[] @Nullable [] rows = new @Nullable Object[4][];
    private int segments;

    /** The timeline of an entity that is nothing yet. */
    public EntityTimeline() {
        this(List.of());
    }

    /** A timeline over open strips, which must not overlap; they are put in order. */
    public EntityTimeline(Collection<Strip> openStrips) {
        var sorted = new ArrayList<>(openStrips);
        sorted.sort(Comparator.comparingLong(Strip::validFrom));
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i - 1).validTo() > sorted.get(i).validFrom()) {
                throw new IllegalStateException(
                        "open versions of an entity overlap: " + sorted.get(i - 1) + " and " + sorted.get(i));
            }
        }
        this.base = sorted;
    }

    /** The entity is what the row says within {@code [from, to)}; does nothing if that is empty. The array is kept. */
    public void put(long from, long to, @Nullable Object[] row) {
        write(from, to, Objects.requireNonNull(row));
    }

    /** The entity is not within {@code [from, to)}; does nothing if that is empty. */
    public void delete(long from, long to) {
        write(from, to, null);
    }

    /** Whether the entity is something at every instant of {@code [from, to)}; true if that is empty. */
    public boolean covers(long from, long to) {
        long reached = from;
        for (var part : openParts()) {
            if (part.validFrom() <= reached && reached < part.validTo()) {
                reached = part.validTo();
            }
        }
        return reached >= to;
    }

    /** Whether the entity is something at some instant of {@code [from, to)}. */
    public boolean overlaps(long from, long to) {
        for (var part : openParts()) {
            if (part.validFrom() < to && from < part.validTo()) {
                return true;
            }
        }
        return false;
    }

    /** Whether anything was put or deleted. */
    public boolean isChanged() {
        return segments > 0;
    }

    /**
     * The versions as they are once the writes are committed at a system time, later than that of every base strip: first the
     * parts of the base in the order of valid time, those that the writes ended included, then the written versions.
     */
    public List<Strip> versionsAt(long commitTime) {
        var versions = new ArrayList<Strip>(base.size() + 2 * segments);
        for (var strip : base) {
            addParts(strip, commitTime, versions);
        }
        addWritten(commitTime, versions);
        return versions;
    }

    /** What a table must do to its rows so that they say what {@link #versionsAt} says. */
    void changeAt(long commitTime, RowChanges table) {
        var parts = new ArrayList<Strip>();
        for (var strip : base) {
            parts.clear();
            addParts(strip, commitTime, parts);
            if (parts.size() == 1 && parts.get(0).isOpen()) {
                continue;
            }
            if (parts.size() == 1) {
                table.close(strip, commitTime);
            } else if (parts.size() == 2
                    && parts.get(0).isOpen()
                    && parts.get(1).validFrom() == commitTime) {
                table.cut(strip, commitTime);
            } else {
                table.replace(strip, commitTime);
                for (var part : parts) {
                    table.append(part.validFrom(), part.validTo(), part.systemFrom(), part.systemTo(), part.row());
                }
            }
        }
        parts.clear();
        addWritten(commitTime, parts);
        for (var part : parts) {
            table.append(part.validFrom(), part.validTo(), commitTime, Time.FOREVER, part.row());
        }
    }

    private void write(long from, long to, @Nullable Object @Nullable [] row) {
        if (from >= to) {
            return;
        }
        int first = 0;
        while (first < segments && tos[first] <= from) {
            first++;
        }
        int after = first;
        while (after < segments && froms[after] < to) {
            after++;
        }
        boolean keepsLeft = first < after && froms[first] < from;
        boolean keepsRight = first < after && tos[after - 1] > to;
        long leftFrom = keepsLeft ? froms[first] : 0;
        @Nullable Object @Nullable [] leftRow = keepsLeft ? rows[first] : null;
        long rightTo = keepsRight ? tos[after - 1] : 0;
        @Nullable Object @Nullable [] rightRow = keepsRight ? rows[after - 1] : null;
        int inserted = 1 + (keepsLeft ? 1 : 0) + (keepsRight ? 1 : 0);
        makeRoom(first, after, inserted);
        int at = first;
        if (keepsLeft) {
            set(at++, leftFrom, from, leftRow);
        }
        set(at++, from, to, row);
        if (keepsRight) {
            set(at, to, rightTo, rightRow);
        }
    }

    /** Makes the segments from {@code first} to before {@code after} be {@code inserted} many. */
    private void makeRoom(int first, int after, int inserted) {
        int size = segments - (after - first) + inserted;
        if (size > froms.length) {
            int capacity = Math.max(size, froms.length * 2);
            froms = Arrays.copyOf(froms, capacity);
            tos = Arrays.copyOf(tos, capacity);
            rows = Arrays.copyOf(rows, capacity);
        }
        System.arraycopy(froms, after, froms, first + inserted, segments - after);
        System.arraycopy(tos, after, tos, first + inserted, segments - after);
        System.arraycopy(rows, after, rows, first + inserted, segments - after);
        segments = size;
    }

    private void set(int at, long from, long to, @Nullable Object @Nullable [] row) {
        froms[at] = from;
        tos[at] = to;
        rows[at] = row;
    }

    /** The parts of a base strip: untouched ones stay open, each maximal touched one ends at the commit time. */
    private void addParts(Strip strip, long commitTime, List<Strip> parts) {
        long at = strip.validFrom();
        int i = 0;
        while (i < segments && at < strip.validTo()) {
            if (tos[i] <= at) {
                i++;
                continue;
            }
            long touchedFrom = Math.max(at, froms[i]);
            if (touchedFrom >= strip.validTo()) {
                break;
            }
            if (touchedFrom > at) {
                parts.add(strip.within(at, touchedFrom, Time.FOREVER));
            }
            long touchedTo = tos[i++];
            while (i < segments && froms[i] == touchedTo) {
                touchedTo = tos[i++];
            }
            at = Math.min(touchedTo, strip.validTo());
            if (strip.systemFrom() < commitTime) {
                parts.add(strip.within(touchedFrom, at, commitTime));
            }
        }
        if (at < strip.validTo()) {
            parts.add(strip.within(at, strip.validTo(), Time.FOREVER));
        }
    }

    /** The segments with rows as versions; neighbours with equal rows are one. */
    private void addWritten(long commitTime, List<Strip> versions) {
        for (int i = 0; i < segments; ) {
            @Nullable Object @Nullable [] row = rows[i];
            long from = froms[i];
            long to = tos[i++];
            if (row == null) {
                continue;
            }
            while (i < segments && froms[i] == to && RowEquality.equal(row, rows[i])) {
                to = tos[i++];
            }
            versions.add(new Strip(from, to, commitTime, Time.FOREVER, row));
        }
    }

    /** Where the entity is something, in the order of valid time; bounds only. */
    private List<Strip> openParts() {
        var parts = new ArrayList<Strip>();
        for (var strip : versionsAt(Time.FOREVER - 1)) {
            if (strip.isOpen()) {
                parts.add(strip);
            }
        }
        parts.sort(Comparator.comparingLong(Strip::validFrom));
        return parts;
    }
}
