package io.aletheia.engine.store;

import io.aletheia.engine.model.TableDefinition;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The rows of one table, appended by one writer and read by anybody at any time without locks. */
final class VersionRows {
    /*
     * Concurrency
     *
     * There is one writer at a time: the thread that applies a commit, in the order of system times, one after the other under
     * the sequencer's lock. Readers take no locks and are never waited for.
     *
     * A reader brings a snapshot time S that was published after every commit up to S was applied; publishing is a volatile
     * write, taking it a volatile read. So all that those commits wrote, plain writes included, happened before the reader
     * begins. What is left to guard against is the work of commits after S, which the reader meets half done:
     *
     *   appended rows      The reader looks at no row from rowLimit on: the number of rows after the last commit
     *                      up to S. A row's chain may begin above the limit; its links down are written before the head is
     *                      published with a release store.
     *   larger arrays      When an array is full the writer copies it and publishes the copy through a volatile field. A reader
     *                      who holds the old one misses only what came after S.
     *   ends of rows       The only thing that changes in a row is its RowEnd, one long, written with release and read
     *                      with acquire. Each value names the commit that wrote it, so a reader knows which to disregard.
     *   a second change    A row changes its end at most twice: cut, then replaced. The replacement hides the time of the cut
     *                      from snapshots between the two, so the former end is first put into earlierEnds.
     *
     * Array elements are read without acquire elsewhere because of the happens-before edge above.
     *
     * Forgetting: once no snapshot is older than a commit, the marks and earlier ends that only such snapshots need go.
     */
    private static final int ROWS_AT_FIRST = 16;
    private static final int ROWS_OF_LATER_PAGES_AT_FIRST = 1024;

    /** Where row numbers end: they are stored in an {@code int}. */
    static final int ROWS_MAX = Integer.MAX_VALUE - Page.ROWS;

    private record Replacement(int row, long commitTime) {}

    private final TableDefinition table;
    private final boolean[] stored;
    private final Marks marks = new Marks();
    private final ConcurrentHashMap<Integer, Long> earlierEnds = new ConcurrentHashMap<>();

    /** Writer only: the keys of {@link #earlierEnds} in the order of their commits. */
    private final ArrayDeque<Replacement> replacements = new ArrayDeque<>();

    private volatile Page[] pages = new Page[0];

    /** Writer only. */
    private int size;

    /** Writer only, as the two that follow. */
    private long changes;

    private int rowsInFiles;
    private final BitSet changedEnds = new BitSet();

    /** The size after the last commit. Volatile so that planners may look at it at any time. */
    private volatile int committedSize;

    VersionRows(TableDefinition table, boolean[] stored) {
        this.table = table;
        this.stored = stored;
    }

    /** How many rows there are. Writer only. */
    int size() {
        return size;
    }

    /** How many rows there were after the last commit. */
    int committedSize() {
        return committedSize;
    }

    Page page(int row) {
        return pages[row >>> Page.BITS];
    }

    /** Rows from here on are not there for the snapshot. */
    int rowLimit(long snapshotTime) {
        return marks.rowsAt(snapshotTime);
    }

    /**
     * What a snapshot sees of a row's end: {@link RowEnd#OPEN}, closed, cut, or {@link RowEnd#VOID}.
     */
    long seenEnd(long end, int row, long snapshotTime) {
        if (!RowEnd.isFlagged(end)) {
            return end <= snapshotTime ? end : RowEnd.OPEN;
        }
        long known = end;
        if (RowEnd.isReplaced(end)) {
            if (RowEnd.replacementTime(end) <= snapshotTime) {
                return RowEnd.VOID;
            }
            Long earlier = earlierEnds.get(row);
            if (earlier == null) {
                return RowEnd.OPEN;
            }
            known = earlier;
        }
        return RowEnd.cutTime(known) <= snapshotTime ? known : RowEnd.OPEN;
    }

    /** Appends a row. Writer only. */
    int append(
            long validFrom,
            long validTo,
            long systemFrom,
            long end,
            int entity,
            int previousRow,
            @Nullable Object[] row) {
        int number = size;
        if (number == ROWS_MAX) {
            throw new IllegalStateException("table " + table.name() + " is full: rows=" + number);
        }
        int index = number >>> Page.BITS;
        if (index == pages.length) {
            Page[] more = Arrays.copyOf(pages, index + 1);
            more[index] = new Page(table, stored, index == 0 ? ROWS_AT_FIRST : ROWS_OF_LATER_PAGES_AT_FIRST);
            pages = more;
        }
        pages[index].write(number & Page.MASK, validFrom, validTo, systemFrom, end, entity, previousRow, row);
        size = number + 1;
        changes++;
        return number;
    }

    /** Adds pages that a chunk file fills, before anybody reads the table; the caller loads the rows. */
    void extend(int count) {
        int first = size;
        size = first + count;
        int last = (size - 1) >>> Page.BITS;
        Page[] more = Arrays.copyOf(pages, last + 1);
        for (int i = pages.length; i <= last; i++) {
            more[i] = new Page(table, stored, Math.min(Page.ROWS, size - (i << Page.BITS)));
        }
        if (pages.length > 0) {
            int rowsOfFormerLast = Math.min(Page.ROWS, size - ((pages.length - 1) << Page.BITS));
            more[pages.length - 1].reserve(rowsOfFormerLast);
        }
        pages = more;
        changes++;
    }

    /** Says that rows from 0 to before {@code count} stand in files, so that changes of their ends are kept account of. */
    void setRowsInFiles(int count) {
        rowsInFiles = count;
    }

    /** The rows in files whose ends may have changed since they were written there. Writer only. */
    BitSet changedEnds() {
        return changedEnds;
    }

    /** Counts the appended rows and changed ends. Writer only. */
    long changes() {
        return changes;
    }

    /** Ends a row, cuts or replaces it. Writer only. */
    void setEnd(int row, long end) {
        changes++;
        if (row < rowsInFiles) {
            changedEnds.set(row);
        }
        Page page = page(row);
        int offset = row & Page.MASK;
        long former = Page.end(page.bounds(), offset * Page.BOUNDS);
        if (RowEnd.isCut(former)) {
            earlierEnds.put(row, former);
            replacements.add(new Replacement(row, RowEnd.replacementTime(end)));
        }
        page.setEnd(offset, end);
    }

    /** Sets an end read from a closures file, before anybody reads the table. */
    void loadEnd(int row, long end) {
        changedEnds.set(row);
        page(row).setEnd(row & Page.MASK, end);
    }

    /** Says that a commit is applied. Writer only. */
    void mark(long commitTime) {
        marks.add(commitTime, size);
        committedSize = size;
    }

    /** Drops what only snapshots before this time need. Writer only. */
    void forgetBefore(long oldestSnapshotTime) {
        marks.forgetBefore(oldestSnapshotTime);
        for (Replacement oldest = replacements.peek();
                oldest != null && oldest.commitTime() <= oldestSnapshotTime;
                oldest = replacements.peek()) {
            earlierEnds.remove(oldest.row());
            replacements.remove();
        }
    }

    long bytes() {
        long sum = 0;
        for (Page page : pages) {
            sum += page.bytes();
        }
        return sum;
    }
}
