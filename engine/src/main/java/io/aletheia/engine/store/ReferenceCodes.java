package io.aletheia.engine.store;

/** Numbers the different references of a column from 0, in the order of their rows. Not thread-safe. */
final class ReferenceCodes {
    private final int[] slots;
    private final int[] references;
    private final int[] rows;
    private int size;

    /** Empty, with room for so many references. */
    ReferenceCodes(int capacity) {
        slots = new int[Integer.highestOneBit(Math.max(4, capacity)) * 4];
        references = new int[capacity];
        rows = new int[capacity];
    }

    /** The number of a reference; a new one if it was not there. */
    int codeOf(int reference, int row) {
        int mask = slots.length - 1;
        int at = ((reference * 0x9E37_79B9) >>> 7) & mask;
        while (slots[at] != 0) {
            int code = slots[at] - 1;
            if (references[code] == reference) {
                return code;
            }
            at = (at + 1) & mask;
        }
        references[size] = reference;
        rows[size] = row;
        slots[at] = ++size;
        return size - 1;
    }

    int size() {
        return size;
    }

    /** The row where a number's reference came first. */
    int rowOf(int code) {
        return rows[code];
    }
}
