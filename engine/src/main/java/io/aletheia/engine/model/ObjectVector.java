package io.aletheia.engine.model;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A column of Java objects: strings, bytes, UUIDs, arrays, vectors. Not thread-safe. */
public final class ObjectVector implements ColumnVector {
    private static final int ROWS_AT_FIRST = 8;
    private static final boolean[] NO_NULLS = {};

    private final ValueType type;
    private @Nullable Object[] values;
    private boolean[] nulls = NO_NULLS;
    private boolean mayHaveNulls;

    /** An empty vector for values of the type. */
    public ObjectVector(ValueType type) {
        this(type, ROWS_AT_FIRST);
    }

    /** A vector with room for a number of rows. */
    public ObjectVector(ValueType type, int capacity) {
        this.type = type;
        this.values = new @Nullable Object[capacity];
    }

    /** The values by row; where {@link #isNull} holds the value is meaningless. Valid until the vector grows. */
    public @Nullable Object[] values() {
        return values;
    }

    @Override
    public ValueType type() {
        return type;
    }

    @Override
    public boolean mayHaveNulls() {
        return mayHaveNulls;
    }

    @Override
    public boolean isNull(int row) {
        return mayHaveNulls && row < nulls.length && nulls[row];
    }

    /** Stores a value that is not null. The row must be below the capacity. */
    public void set(int row, Object value) {
        values[row] = value;
        if (mayHaveNulls && row < nulls.length) {
            nulls[row] = false;
        }
    }

    /** Makes the value in a row null. The row must be below the capacity. */
    public void setNull(int row) {
        if (row >= nulls.length) {
            nulls = Arrays.copyOf(nulls, values.length);
        }
        nulls[row] = true;
        mayHaveNulls = true;
        values[row] = null;
    }

    @Override
    public @Nullable Object object(int row) {
        return isNull(row) ? null : values[row];
    }

    @Override
    public void setObject(int row, @Nullable Object value) {
        ensureCapacity(row + 1);
        if (value == null) {
            setNull(row);
        } else {
            set(row, value);
        }
    }

    @Override
    public void ensureCapacity(int rows) {
        if (rows > values.length) {
            values = Arrays.copyOf(values, Math.max(rows, values.length * 2));
        }
    }

    @Override
    public void clear() {
        if (mayHaveNulls) {
            Arrays.fill(nulls, false);
            mayHaveNulls = false;
        }
    }

    @Override
    public void copyFrom(ColumnVector source, int sourceRow, int row) {
        ensureCapacity(row + 1);
        if (source.isNull(sourceRow)) {
            setNull(row);
        } else {
            set(row, Objects.requireNonNull(((ObjectVector) source).values[sourceRow]));
        }
    }
}
