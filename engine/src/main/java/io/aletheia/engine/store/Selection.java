package io.aletheia.engine.store;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.Time;

/** The versions of one batch of a scan: which offsets of the page at hand, and their bounds if asked for. Not thread-safe. */
final class Selection {
    private final int capacity;
    private final int[] offsets;
    private final long[] bounds;
    private int pageStart;
    private int size;

    /** Whether a row of the page at hand stands there twice, for two versions. */
    private boolean repeats;

    /** With room for a number of versions, at least 2. */
    Selection(int capacity, boolean wantsBounds) {
        this.capacity = Math.min(Batch.ROWS, Math.max(2, capacity));
        this.offsets = new int[this.capacity];
        this.bounds = wantsBounds ? new long[this.capacity * Page.BOUNDS] : new long[0];
    }

    int capacity() {
        return capacity;
    }

    /** Begins a batch. */
    void clear() {
        pageStart = 0;
        size = 0;
    }

    /** Says that what is added from here on belongs to another page. */
    void enterPage() {
        pageStart = size;
        repeats = false;
    }

    /** The first version of the page at hand. */
    int pageStart() {
        return pageStart;
    }

    int[] offsets() {
        return offsets;
    }

    int size() {
        return size;
    }

    /** Whether the versions of the page at hand are of neighbouring rows, each there once. */
    boolean isRun() {
        int count = size - pageStart;
        return !repeats && count > 0 && offsets[size - 1] - offsets[pageStart] == count - 1;
    }

    /** Copies the values of the versions of the page at hand to the places that those have in the batch. */
    void gather(long[] source, long[] target) {
        for (int at = pageStart; at < size; at++) {
            target[at] = source[offsets[at]];
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
        repeats |= size > pageStart && offsets[size - 1] == offset;
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
