package io.aletheia.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * One column of a {@link Batch}. The four implementations expose their arrays so that loops over them stay tight; whoever
 * receives a vector reads it until the next batch is pulled and never writes it, unless he made it. Not thread-safe.
 */
public sealed interface ColumnVector permits LongVector, DoubleVector, DecimalVector, ObjectVector {
    /** The type of the values. */
    ValueType type();

    /** Whether any row may be null; false lets a loop skip the test. */
    boolean mayHaveNulls();

    /** Whether the value in a row is null. */
    boolean isNull(int row);

    /** The value as the Java object that {@link ValueType.Kind} names; null for null. */
    @Nullable
    Object object(int row);

    /** Stores a Java object of the form that {@link ValueType.Kind} names, growing the vector as needed. */
    void setObject(int row, @Nullable Object value);

    /** Makes room for at least this many rows, keeping what is there. */
    void ensureCapacity(int rows);

    /** Forgets all nulls, so that the vector can be filled again. */
    void clear();

    /** Copies one value of another vector of the same physical kind. */
    void copyFrom(ColumnVector source, int sourceRow, int row);

    /** A new empty vector for values of the type. */
    static ColumnVector of(ValueType type) {
        return switch (type.physical()) {
            case LONG -> new LongVector(type);
            case DOUBLE -> new DoubleVector(type);
            case DECIMAL -> new DecimalVector(type);
            case OBJECT -> new ObjectVector(type);
        };
    }
}
