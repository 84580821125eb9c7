package io.aletheia.engine.store;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.Time;
import java.util.Arrays;

/**
 * The versions of one batch of a scan: which offsets of which pages, and their bounds if asked for. What is read of it belongs to one
 * page at a time, and is all that the batch has of the page or some of it. Not thread-safe.
 */
final class Selection {
    private static final int[] ALL = ascending();

    private static final int WRITTEN = -1;

    private final int capacity;
    private final int[] offsets;
    private final long[] bounds;
    private Page[] pages = new Page[2];
    /** By page the first version, and behind the last page the number of versions. */
    private int[] starts = new int[3];
    /** By page whether a row stands there twice, for two versions. */
    private boolean[] repeats = new boolean[2];

    /** By page the first offset of a run whose offsets are not written down; {@link #WRITTEN} otherwise. */
    private int[] runs = new int[2];

    private int pageCount;
    private int size;

    private int[] places = ALL;
    private int from;
    private int to;
    private int chosen;
    private boolean run;
    private boolean all;

    /** With room for a number of versions, at least 2. */
    Selection(int capacity, boolean wantsBounds) {
        this.capacity = Math.min(Batch.ROWS, Math.max(2, capacity));
        this.offsets = new int[this.capacity];
        this.bounds = wantsBounds ? new long[this.capacity * Page.BOUNDS] : new long[0];
    }

    private static int[] ascending() {
        int[] numbers = new int[Batch.ROWS];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i;
        }
        return numbers;
    }

    int capacity() {
        return capacity;
    }

    /** Begins a batch. */
    void clear() {
        pageCount = 0;
        size = 0;
    }

    /** Says that what is added from here on belongs to another page. */
    void enterPage(Page page) {
        if (pageCount > 0 && starts[pageCount - 1] == size) {
            pageCount--;
        }
        if (pageCount == pages.length) {
            pages = Arrays.copyOf(pages, pageCount * 2);
            repeats = Arrays.copyOf(repeats, pageCount * 2);
            runs = Arrays.copyOf(runs, pageCount * 2);
            starts = Arrays.copyOf(starts, pageCount * 2 + 1);
        }
        pages[pageCount] = page;
        repeats[pageCount] = false;
        runs[pageCount] = WRITTEN;
        starts[pageCount++] = size;
    }

    /** The first version of the page entered last. */
    int pageStart() {
        return starts[pageCount - 1];
    }

    /** Where offsets are written, from {@link #size} on. */
    int[] offsetsToWrite() {
        return offsets;
    }

    /** Adds neighbouring rows, the first ones of the page entered last. */
    void addRun(int first, int count) {
        runs[pageCount - 1] = first;
        size += count;
    }

    /** The offset of a version of the page entered last. */
    int offset(int at) {
        int first = runs[pageCount - 1];
        return first == WRITTEN ? offsets[at] : first + at - pageStart();
    }

    /** The offsets, by place in the batch, of the versions of the page that is read. */
    int[] offsets() {
        int first = runs[chosen];
        if (first != WRITTEN) {
            for (int at = starts[chosen]; at < starts[chosen + 1]; at++) {
                offsets[at] = first + at - starts[chosen];
            }
            runs[chosen] = WRITTEN;
        }
        return offsets;
    }

    int size() {
        return size;
    }

    /** How many pages the versions are of. */
    int pageCount() {
        return pageCount > 0 && starts[pageCount - 1] == size ? pageCount - 1 : pageCount;
    }

    /** Makes all versions of a page those that are read next. */
    Page choosePage(int index) {
        choose(index);
        places = ALL;
        from = starts[index];
        to = starts[index + 1];
        all = true;
        return pages[index];
    }

    /** Makes some versions of the only page those that are read next, by their places in the batch. */
    Page chooseSome(int[] some, int count) {
        choose(0);
        places = some;
        from = 0;
        to = count;
        all = false;
        return pages[0];
    }

    private void choose(int index) {
        chosen = index;
        starts[pageCount] = size;
        int start = starts[index];
        int end = starts[index + 1];
        run = runs[index] != WRITTEN
                || (!repeats[index] && end > start && offsets[end - 1] - offsets[start] == end - 1 - start);
    }

    /** The places in the batch of the versions to read, from {@link #from} to before {@link #to}. */
    int[] places() {
        return places;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Whether offset and place differ by {@link #shift} for all versions to read. */
    boolean isShifted() {
        return run;
    }

    /** What to add to a place for the offset. */
    int shift() {
        int start = starts[chosen];
        return (runs[chosen] != WRITTEN ? runs[chosen] : offsets[start]) - start;
    }

    /** Whether the versions to read {@linkplain #isShifted are shifted} and stand in all places from {@link #from} to {@link #to}. */
    boolean isRun() {
        return run && all;
    }

    /** Copies the values of the versions to read to the places that those have in the batch. */
    void gather(long[] source, long[] target) {
        if (isRun()) {
            System.arraycopy(source, from + shift(), target, from, to - from);
            return;
        }
        int[] found = offsets();
        for (int i = from; i < to; i++) {
            int at = places[i];
            target[at] = source[found[at]];
        }
    }

    void setSize(int size) {
        this.size = size;
    }

    int room() {
        return capacity - size;
    }

    boolean wantsBounds() {
        return bounds.length > 0;
    }

    /** Adds a version whose bounds stand at a position of an array. */
    void add(int offset, long[] versions, int at) {
        repeats[pageCount - 1] |= size > pageStart() && offsets[size - 1] == offset;
        offsets[size] = offset;
        if (bounds.length > 0) {
            System.arraycopy(versions, at, bounds, size * Page.BOUNDS, Page.BOUNDS);
        }
        size++;
    }

    void setBounds(int index, VersionFilter filter, int version) {
        for (int which = 0; which < Page.BOUNDS; which++) {
            bounds[index * Page.BOUNDS + which] = filter.bound(version, which);
        }
    }

    /** Takes the bounds of a row that is open. */
    void setOpenBounds(int index, Page page, int offset) {
        int at = index * Page.BOUNDS;
        bounds[at + Page.VALID_FROM] = page.validFrom(offset);
        bounds[at + Page.VALID_TO] = page.validTo(offset);
        bounds[at + Page.SYSTEM_FROM] = page.systemFrom(offset);
        bounds[at + Page.END] = Time.FOREVER;
    }

    long bound(int index, int which) {
        return bounds[index * Page.BOUNDS + which];
    }
}
