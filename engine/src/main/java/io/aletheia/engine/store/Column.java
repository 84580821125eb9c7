package io.aletheia.engine.store;

import io.aletheia.engine.files.ByteReader;
import io.aletheia.engine.files.ByteWriter;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.DoubleVector;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.ObjectVector;
import io.aletheia.engine.model.ValueType;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The values of one column in one {@link Page}. Values are appended by the writer and never changed; the arrays grow while they
 * are read, as {@link VersionRows} says. Offsets are rows within the page.
 */
abstract class Column {
    final ValueType type;

    /** Which rows are null; null while none is. A boolean per row, since bits of one word would have two guards. */
    private volatile boolean @Nullable [] nulls;

    Column(ValueType type) {
        this.type = type;
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

    /** The value, which is not null, as such an object. */
    abstract Object value(int offset);

    /** Copies a value, which is not null, into a vector with room for it. */
    abstract void read(int offset, ColumnVector out, int at);

    /** Says that the page is full. Writer only. */
    void seal() {}

    /** Writes the values of offsets from 0 to before {@code count} as {@link ChunkFile} says. */
    abstract void writeTo(ByteWriter out, int count);

    /** Counterpart of {@link #writeTo}: fills the first {@code count} offsets. There is room. */
    abstract void readFrom(ByteReader in, int count);

    /** Writes a bit per offset, set where the value is null. */
    final void writeNulls(BitSet bits, int firstBit, int count) {
        boolean[] flags = nulls;
        for (int i = 0; flags != null && i < Math.min(count, flags.length); i++) {
            bits.set(firstBit + i, flags[i]);
        }
    }

    /** Counterpart of {@link #writeNulls}. */
    final void readNulls(BitSet bits, int firstBit, int count) {
        for (int bit = bits.nextSetBit(firstBit); bit >= 0 && bit < firstBit + count; bit = bits.nextSetBit(bit + 1)) {
            set(bit - firstBit, null);
        }
    }

    /** Bytes of memory in use, room for growth included. */
    abstract long bytes();

    final boolean isNull(int offset) {
        boolean[] flags = nulls;
        return flags != null && offset < flags.length && flags[offset];
    }

    final @Nullable Object object(int offset) {
        return isNull(offset) ? null : value(offset);
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

    /** Copies one value or null. */
    final void readOne(int offset, ColumnVector out, int at) {
        if (isNull(offset)) {
            out.setObject(at, null);
        } else {
            read(offset, out, at);
        }
    }

    /** Copies the values or nulls of {@code count} offsets, from position {@code first} of the array on. */
    void gather(int[] offsets, int first, int count, ColumnVector out, int at, @Nullable ValueCache cache) {
        for (int i = 0; i < count; i++) {
            readOne(offsets[first + i], out, at + i);
        }
    }

    final boolean hasNulls() {
        return nulls != null;
    }

    final boolean equalsAt(int offset, @Nullable Object value) {
        return isNull(offset) ? value == null : value != null && RowEquality.equalValues(value(offset), value);
    }

    final long nullBytes() {
        boolean[] flags = nulls;
        return flags == null ? 0 : flags.length;
    }

    static void putLong(ColumnVector out, int at, long value) {
        ((LongVector) out).set(at, value);
    }

    static void putDouble(ColumnVector out, int at, double value) {
        ((DoubleVector) out).set(at, value);
    }

    static void putObject(ColumnVector out, int at, Object value) {
        ((ObjectVector) out).set(at, value);
    }
}
