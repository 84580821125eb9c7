package io.aletheia.query.statement;

import java.util.Arrays;

/** Counts distinct entities. Not thread-safe. */
public final class EntityCount {
    private static final int IDS_AT_FIRST = 16;

    private long[] ids = new long[IDS_AT_FIRST];
    private int size;
    private boolean ascending = true;

    /** Counts an entity in, if it is not yet. */
    public void add(long id) {
        if (size > 0 && ids[size - 1] == id) {
            return;
        }
        ascending &= size == 0 || ids[size - 1] < id;
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, size * 2);
        }
        ids[size] = id;
        size++;
    }

    /** How many there were. */
    public long distinct() {
        return ascending ? size : Arrays.stream(ids, 0, size).distinct().count();
    }
}
