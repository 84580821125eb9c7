package io.aletheia.engine.store;

import io.aletheia.engine.files.ByteWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Arrays;
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
     *   a second change    A row changes its end at most twice: cut or closed, then replaced, the latter also by nothing when its
     *                      entity is erased. The replacement hides the former end from snapshots between the two, so that is
     *                      first put into earlierEnds.
     *
     *   sealed pages       A page that is full and has been for a while gives way to its packed form. A reader who holds the
     *                      former page goes on with it: ends that change later are written to the sealed one only, and are
     *                      those of commits after S.
     *
     * Array elements are read without acquire elsewhere because of the happens-before edge above.
     *
     * Forgetting: once no snapshot is older than a commit, the marks and earlier ends that only such snapshots need go.
     */
    private static final int ROWS_AT_FIRST = 16;
    private static final int ROWS_OF_LATER_PAGES_AT_FIRST = 1024;

    /** A page of longer values stays open, since a sealed one must fit into one buffer. */
    private static final long SEALED_BYTES_MAX = 1L << 30;

    private static final VarHandle PAGE = MethodHandles.arrayElementVarHandle(Page[].class);

    /** Where row numbers end: they are stored in an {@code int}. */
    static final int ROWS_MAX = Integer.MAX_VALUE - Page.ROWS;

    private record Replacement(int row, long commitTime) {}

    /** Writer only. */
    private TableStore table;

    private final LongHistories histories = new LongHistories(this);
    private final Marks marks = new Marks();
    private final ConcurrentHashMap<Integer, Long> earlierEnds = new ConcurrentHashMap<>();

    /** Writer only: the keys of {@link #earlierEnds} in the order of their commits. */
    private final ArrayDeque<Replacement> replacements = new ArrayDeque<>();

    /** Elements are read with acquire and written with release, since a page gives way to its sealed form. */
    private volatile Page[] pages = new Page[0];

    /** The last page while it has room; null before the first row. Writer only, as the two that follow. */
    private @Nullable OpenPage open;

    private int size;

    private long changes;

    /** The pages from the first on that are sealed. Volatile: whoever writes chunk files reads it. */
    private volatile int sealedPages;

    private volatile long sealedBytes;

    /** No reader has or will have a snapshot before this time. Volatile: whoever writes chunk files reads it. */
    private volatile long oldestSnapshotTime = Long.MIN_VALUE;

    /** The size after the last commit. Volatile so that planners may look at it at any time. */
    private volatile int committedSize;

    VersionRows(TableStore table) {
        this.table = table;
    }

    /**
     * Says that the table has more columns, or wider ones. Sealed pages stay as they are: what they do not have is missing in all their rows.
     * Writer only.
     */
    void redefine(TableStore redefined) {
        table = redefined;
        for (int index = sealedPages; index << Page.BITS < size; index++) {
            if (pages[index] instanceof OpenPage page) {
                page.widen(table.definition(), table.storedColumns(), Math.min(Page.ROWS, size - (index << Page.BITS)));
            }
        }
        changes++;
    }

    /** The histories of entities with many rows. */
    LongHistories histories() {
        return histories;
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
        return (Page) PAGE.getAcquire(pages, row >>> Page.BITS);
    }

    /** How many pages from the first on are sealed. */
    int sealedPages() {
        return sealedPages;
    }

    /** How many bytes the sealed pages had when they were sealed first. */
    long sealedBytes() {
        return sealedBytes;
    }

    /** A page before {@link #sealedPages}. */
    SealedPage sealedPage(int index) {
        return (SealedPage) PAGE.getAcquire(pages, index);
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
            if (!RowEnd.isFlagged(known)) {
                return known <= snapshotTime ? known : RowEnd.OPEN;
            }
        }
        return RowEnd.cutTime(known) <= snapshotTime ? known : RowEnd.OPEN;
    }

    /** Appends a row; the nodes count in an edge table only. Writer only. */
    int append(
            long validFrom,
            long validTo,
            long systemFrom,
            long end,
            int entity,
            int previousRow,
            int source,
            int target,
            @Nullable Object[] row) {
        int number = size;
        if (number == ROWS_MAX) {
            throw new IllegalStateException("table " + table.definition().name() + " is full: rows=" + number);
        }
        int index = number >>> Page.BITS;
        OpenPage last = open;
        if (index == pages.length || last == null) {
            Page[] more = Arrays.copyOf(pages, index + 1);
            last = new OpenPage(
                    table.definition(),
                    table.storedColumns(),
                    index == 0 ? ROWS_AT_FIRST : ROWS_OF_LATER_PAGES_AT_FIRST);
            more[index] = last;
            pages = more;
            open = last;
        }
        last.write(number & Page.MASK, validFrom, validTo, systemFrom, end, entity, previousRow, source, target, row);
        size = number + 1;
        changes++;
        if ((size & Page.MASK) == 0) {
            // Not the page that is full now: its rows are the likeliest to end soon, and while it is open that costs
            // nothing.
            sealPagesBefore(index);
        }
        return number;
    }

    /** Seals full pages before a page. Writer only. */
    private void sealPagesBefore(int index) {
        while (sealedPages < index && pages[sealedPages].bytes() <= SEALED_BYTES_MAX) {
            int firstRow = sealedPages << Page.BITS;
            seal(sealedPages, inMemory(PageEncoder.encode(pages[sealedPages], table, firstRow, Page.ROWS)));
            setSealedPages(sealedPages + 1);
        }
    }

    /** Packs a sealed page again, without what was erased of it since. Writer only. */
    void sealAgain(int index) {
        int firstRow = index << Page.BITS;
        seal(index, inMemory(PageEncoder.encode(pages[index], table, firstRow, Page.ROWS)));
        changes++;
    }

    /** Puts a page in place of one with the same rows, whose ends may have changed after it was sealed. Writer only. */
    void seal(int index, ByteBuffer packed) {
        PAGE.setRelease(pages, index, new SealedPage(packed, table, index << Page.BITS));
    }

    // There is one writer, so nothing is lost between reading and writing.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void setSealedPages(int count) {
        sealedBytes = sealedBytes + sealedPage(count - 1).packed().limit();
        sealedPages = count;
    }

    /** A copy off the heap, in one piece that no collector moves. */
    private static ByteBuffer inMemory(ByteWriter packed) {
        return ByteBuffer.allocateDirect(packed.length())
                .put(packed.buffer())
                .flip()
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Adds a page of packed bytes, before anybody reads the table. */
    void load(ByteBuffer packed) {
        var page = new SealedPage(packed, table, size);
        if (page.rows() < Page.ROWS) {
            for (int i = 0; i < page.rows(); i++) {
                append(
                        page.validFrom(i),
                        page.validTo(i),
                        page.systemFrom(i),
                        page.end(i),
                        page.entity(i),
                        page.previous(i),
                        page.source(i),
                        page.target(i),
                        values(page, i));
            }
            return;
        }
        int index = size >>> Page.BITS;
        Page[] more = Arrays.copyOf(pages, index + 1);
        more[index] = page;
        pages = more;
        size += page.rows();
        changes++;
        setSealedPages(index + 1);
    }

    private @Nullable Object[] values(Page page, int offset) {
        boolean[] stored = table.storedColumns();
        var values = new @Nullable Object[stored.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = stored[i] ? table.column(page, i).object(offset) : null;
        }
        return values;
    }

    /** Counts the appended rows and changed ends. Writer only. */
    long changes() {
        return changes;
    }

    /** Ends a row, cuts or replaces it. Writer only. */
    void setEnd(int row, long end) {
        changes++;
        Page page = page(row);
        int offset = row & Page.MASK;
        long former = page.end(offset);
        if (former != RowEnd.OPEN) {
            earlierEnds.put(row, former);
            replacements.add(new Replacement(row, RowEnd.replacementTime(end)));
        }
        page.setEnd(offset, end);
    }

    /** Sets an end read from a closures file, before anybody reads the table. */
    void loadEnd(int row, long end) {
        page(row).setEnd(row & Page.MASK, end);
    }

    /** Says that a commit is applied. Writer only. */
    void mark(long commitTime) {
        marks.add(commitTime, size);
        committedSize = size;
    }

    /** Says that what else changed is to be written with the next checkpoint. Writer only. */
    void noteChange() {
        changes++;
    }

    /** The time before which no reader has or will have a snapshot, as far as is known. */
    long oldestSnapshotTime() {
        return oldestSnapshotTime;
    }

    /** Drops what only snapshots before this time need. Writer only. */
    void forgetBefore(long oldestTime) {
        oldestSnapshotTime = oldestTime;
        marks.forgetBefore(oldestTime);
        for (Replacement oldest = replacements.peek();
                oldest != null && oldest.commitTime() <= oldestTime;
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
