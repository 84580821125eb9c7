package io.aletheia.engine.store;

import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.DecimalVector;
import io.aletheia.engine.model.DoubleVector;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.ObjectVector;
import io.aletheia.engine.model.ValueType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The values of one column in one {@link Page}, for readers on any thread. Offsets are rows within the page. A column holds
 * either numbers, which have {@link #bits}, or values of variable length, which have {@link #bytesAt}.
 */
abstract class ColumnValues {
    final ValueType type;

    ColumnValues(ValueType type) {
        this.type = type;
    }

    abstract boolean isNull(int offset);

    abstract boolean hasNulls();

    /** The value, which is not null, in the form that {@link ValueType.Kind} names. */
    abstract Object value(int offset);

    /** Copies a value, which is not null, into a vector with room for it. */
    abstract void read(int offset, ColumnVector out, int at);

    /** A number that is not null in 64 bits; floating-point numbers in the bits of their own width. */
    long bits(int offset) {
        throw new IllegalStateException("the values of a column of " + type + " have no fixed length");
    }

    /** The bytes of a value that is not null, which has variable length. */
    ByteBuffer bytesAt(int offset) {
        throw new IllegalStateException("the values of a column of " + type + " have a fixed length");
    }

    /** A number for a value of variable length, not 0: equal numbers mean equal values. */
    int referenceAt(int offset) {
        throw new IllegalStateException("the values of a column of " + type + " have a fixed length");
    }

    /** The value that a reference of this column names. */
    Object valueAt(int reference) {
        throw new IllegalStateException("the values of a column of " + type + " have a fixed length");
    }

    final @Nullable Object object(int offset) {
        return isNull(offset) ? null : value(offset);
    }

    /** Copies one value or null. */
    final void readOne(int offset, ColumnVector out, int at) {
        if (isNull(offset)) {
            out.setObject(at, null);
        } else {
            read(offset, out, at);
        }
    }

    /**
     * Copies the values or nulls of the rows to read to their places in a vector with room for them.
     *
     * @param cache values already made of the bytes of variable length; null for a column of fixed length
     */
    void gather(Selection rows, ColumnVector out, @Nullable ValueCache cache) {
        int[] offsets = rows.offsets();
        int[] places = rows.places();
        int to = rows.to();
        if (cache == null) {
            for (int i = rows.from(); i < to; i++) {
                readOne(offsets[places[i]], out, places[i]);
            }
            return;
        }
        cache.enter(this);
        for (int i = rows.from(); i < to; i++) {
            int at = places[i];
            int offset = offsets[at];
            if (isNull(offset)) {
                out.setObject(at, null);
            } else {
                putObject(out, at, cache.value(referenceAt(offset)));
            }
        }
    }

    final boolean equalsAt(int offset, @Nullable Object value) {
        if (value instanceof Long number
                && type.physical() == ValueType.Physical.LONG
                && type.kind() != ValueType.Kind.BOOLEAN) {
            return !isNull(offset) && bits(offset) == number;
        }
        return isNull(offset) ? value == null : value != null && RowEquality.equalValues(value(offset), value);
    }

    /** Whether the values of the type have variable length. */
    static boolean isOfVariableLength(ValueType type) {
        return switch (type.kind()) {
            case BOOLEAN, SMALLINT, INTEGER, DATE, BIGINT, TIME, TIMESTAMP, TIMESTAMP_TZ, REAL, DOUBLE -> false;
            case DECIMAL -> !DecimalColumn.fits(type);
            case VARCHAR, VARBINARY, UUID, ARRAY, VECTOR -> true;
        };
    }

    static void putLong(ColumnVector out, int at, long value) {
        ((LongVector) out).set(at, value);
    }

    static void putUnscaled(ColumnVector out, int at, long value) {
        ((DecimalVector) out).set(at, value);
    }

    static void putDouble(ColumnVector out, int at, double value) {
        ((DoubleVector) out).set(at, value);
    }

    static void putObject(ColumnVector out, int at, Object value) {
        if (out instanceof DecimalVector decimals) {
            decimals.set(at, (BigDecimal) value);
        } else {
            ((ObjectVector) out).set(at, value);
        }
    }
}
