package io.aletheia.engine.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a {@link ValueIndex}: entries in order, which never change, and behind them a tail of some that came later, in the
 * order of their coming. One writer appends to the tail; a reader takes the size first and finds all entries before it.
 */
final class IndexLeaf {
    /** How many entries the tail takes until the leaf is made anew. */
    static final int TAIL_MAX = 32;

    private static final VarHandle SIZE;
    private static final long[] NO_PREFIXES = {};
    private static final int[] NO_NUMBERS = {};
    private static final @Nullable Object[] @Nullable [] NO_VALUES = {};

    static {
        try {
            SIZE = MethodHandles.lookup().findVarHandle(IndexLeaf.class, "size", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final long[] prefixes;
    private final int[] entities;
    private final int[] rows;
    private final @Nullable Object[] @Nullable [] values;

    // The tail's arrays are made before its first entry and published with the size.
    private long[] tailPrefixes = NO_PREFIXES;
    private int[] tailEntities = NO_NUMBERS;
    private int[] tailRows = NO_NUMBERS;
    private @Nullable Object[] @Nullable [] tailValues = NO_VALUES;

    /** For each entry of the tail the entry in order before which it belongs. Writer only. */
    private int[] tailPlaces = NO_NUMBERS;

    /** Written with release, read with acquire: what it counts is in place. */
    private int size;

    /** A leaf with entries in order. The arrays belong to it from here on. */
    private IndexLeaf(long[] prefixes, int[] entities, int[] rows, @Nullable Object[] @Nullable [] values) {
        this.prefixes = prefixes;
        this.entities = entities;
        this.rows = rows;
        this.values = values;
        this.size = prefixes.length;
    }

    /** A leaf without entries. */
    static IndexLeaf empty() {
        return new IndexLeaf(NO_PREFIXES, NO_NUMBERS, NO_NUMBERS, NO_VALUES);
    }

    /** How many entries are in order: those from the first on. */
    int sorted() {
        return prefixes.length;
    }

    /** How many entries there are, those of the tail included. */
    int size() {
        return (int) SIZE.getAcquire(this);
    }

    /** An entry's values; null if the prefix says all of them. */
    @Nullable
    Object @Nullable [] values(int entry) {
        return entry < prefixes.length ? values[entry] : tailValues[entry - prefixes.length];
    }

    long prefix(int entry) {
        return entry < prefixes.length ? prefixes[entry] : tailPrefixes[entry - prefixes.length];
    }

    int entity(int entry) {
        return entry < prefixes.length ? entities[entry] : tailEntities[entry - prefixes.length];
    }

    int row(int entry) {
        return entry < prefixes.length ? rows[entry] : tailRows[entry - prefixes.length];
    }

    /** Before which entry in order an entry of the tail belongs. Writer only. */
    int place(int entry) {
        return tailPlaces[entry - prefixes.length];
    }

    /** Appends an entry to the tail that belongs before one in order; false if the tail is full. Writer only. */
    boolean append(long prefix, int entity, int row, @Nullable Object @Nullable [] entryValues, int place) {
        int at = size - prefixes.length;
        if (at == TAIL_MAX) {
            return false;
        }
        if (at == 0) {
            tailPrefixes = new long[TAIL_MAX];
            tailEntities = new int[TAIL_MAX];
            tailRows = new int[TAIL_MAX];
            tailPlaces = new int[TAIL_MAX];
            tailValues = new @Nullable Object[TAIL_MAX] @Nullable [];
        }
        tailPrefixes[at] = prefix;
        tailEntities[at] = entity;
        tailRows[at] = row;
        tailPlaces[at] = place;
        tailValues[at] = entryValues;
        SIZE.setRelease(this, size + 1);
        return true;
    }

    /** A leaf with the entries that some numbers name, in that order, from a place on. */
    IndexLeaf of(int[] entries, int from, int to) {
        long[] newPrefixes = new long[to - from];
        int[] newEntities = new int[to - from];
        int[] newRows = new int[to - from];
        @Nullable Object[] @Nullable [] newValues = new @Nullable Object[to - from] @Nullable [];
        for (int i = from; i < to; i++) {
            newPrefixes[i - from] = prefix(entries[i]);
            newEntities[i - from] = entity(entries[i]);
            newRows[i - from] = row(entries[i]);
            newValues[i - from] = values(entries[i]);
        }
        return new IndexLeaf(newPrefixes, newEntities, newRows, newValues);
    }
}
