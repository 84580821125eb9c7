package io.aletheia.engine.store;

import io.aletheia.engine.model.ValueType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of one column in one {@link OpenPage}. Values are appended by the writer and never changed; the arrays grow while
 * they are read, as {@link VersionRows} says.
 */
abstract class Column extends ColumnValues {
    /** Which rows are null; null while none is. A boolean per row, since bits of one word would have two guards. */
    private volatile boolean @Nullable [] nulls;

    Column(ValueType type) {
        super(type);
    }

    static Column of(ValueType type, int capacity) {
        return switch (type.kind()) {
            case BOOLEAN -> new ByteColumn(type, capacity);
            case SMALLINT -> new ShortColumn(type, capacity);
            case INTEGER, DATE -> new IntColumn(type, capacity);
            case BIGINT, TIME, TIMESTAMP, TIMESTAMP_TZ -> new LongColumn(type, capacity);
            case REAL -> new FloatColumn(type, capacity);
            case DOUBLE -> new DoubleColumn(type, capacity);
            case DECIMAL ->
                DecimalColumn.fits(type) ? new DecimalColumn(type, capacity) : new BytesColumn(type, capacity);
            case VARCHAR, VARBINARY, UUID, ARRAY, VECTOR -> new BytesColumn(type, capacity);
        };
    }

    /** How many rows there is room for. */
    abstract int capacity();

    /** Makes room. Writer only. */
    abstract void grow(int capacity);

    /** Stores a value that is not null, in the form that {@link ValueType.Kind} names. Writer only. */
    abstract void put(int offset, Object value);

    /** Bytes of memory in use, room for growth included. */
    abstract long bytes();

    @Override
    final boolean isNull(int offset) {
        boolean[] flags = nulls;
        return flags != null && offset < flags.length && flags[offset];
    }

    /** Stores a value or null. Writer only. */
    final void set(int offset, @Nullable Object value) {
        if (value != null) {
            put(offset, value);
            return;
        }
        boolean[] flags = nulls;
        if (flags == null || offset >= flags.length) {
            flags = flags == null ? new boolean[capacity()] : Arrays.copyOf(flags, capacity());
            flags[offset] = true;
            nulls = flags;
        } else {
            flags[offset] = true;
        }
    }

    @Override
    final boolean hasNulls() {
        return nulls != null;
    }

    final long nullBytes() {
        boolean[] flags = nulls;
        return flags == null ? 0 : flags.length;
    }
}
