package io.aletheia.engine.model;

import org.jspecify.annotations.Nullable;

/** Vectors that are filled when they are asked for, in the rows that are asked for. Not thread-safe. */
public abstract class LazyVectors {
    private final ColumnVector[] vectors;
    /** By vector the batch in whose rows it is filled; null while it is not. */
    private final @Nullable Batch[] filled;

    /** Over vectors that are empty. */
    protected LazyVectors(ColumnVector[] vectors) {
        this.vectors = vectors;
        this.filled = new @Nullable Batch[vectors.length];
    }

    /** How many vectors there are. */
    public int width() {
        return vectors.length;
    }

    /**
     * A vector, filled at least in the rows of a batch.
     *
     * @param position from 0
     * @param whole the batch with all rows there are
     * @param part it, or a batch that is a part of it
     */
    public final ColumnVector filled(int position, Batch whole, Batch part) {
        ColumnVector vector = vectors[position];
        Batch known = filled[position];
        if (known == null || !part.isPartOf(known)) {
            // Who asks for other rows than somebody before may ask for others yet.
            Batch rows = known == null ? part : whole;
            fill(position, vector, rows);
            filled[position] = rows;
        }
        return vector;
    }

    /** Says that the rows are others from here on. */
    public final void empty() {
        for (int i = 0; i < vectors.length; i++) {
            if (filled[i] != null) {
                vectors[i].clear();
                filled[i] = null;
            }
        }
    }

    /** Fills a vector in at least the rows of a batch; some of them may be filled already. */
    protected abstract void fill(int position, ColumnVector vector, Batch rows);
}
