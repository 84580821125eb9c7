package io.aletheia.engine.store;

import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.ValueType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Values of variable length: a row holds a reference into one byte array, where each value stands after its length. Equal
 * values of a page share their bytes as long as that pays; long values stand in arrays of their own.
 */
final class BytesColumn extends Column {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Longer values do not go into the shared array, so that its positions stay small numbers. */
    private static final int SHARED_BYTES_MAX = 4096;

    private static final int BYTES_AT_FIRST = 64;
    private static final int SEEN_AT_FIRST = 64;

    /** After so many values it is decided whether looking for equal ones pays. */
    private static final int TRIAL_VALUES = 256;

    /** Positive: position in the shared bytes; negative: {@code ~index} of a long value. */
    private volatile int[] references;

    private volatile byte[] shared = new byte[BYTES_AT_FIRST];
    private volatile byte[][] longValues = new byte[0][];

    /** Position 0 means nothing. Writer only, as all below. */
    private int sharedEnd = 1;

    private int longCount;

    private int @Nullable [] seen = new int[SEEN_AT_FIRST];
    private int distinct;
    private byte[] scratch = new byte[BYTES_AT_FIRST];
    private int values;

    BytesColumn(ValueType type, int capacity) {
        super(type);
        references = new int[capacity];
    }

    @Override
    int capacity() {
        return references.length;
    }

    @Override
    void grow(int capacity) {
        references = Arrays.copyOf(references, capacity);
    }

    @Override
    void put(int offset, Object value) {
        if (value instanceof String text && text.length() <= SHARED_BYTES_MAX) {
            int length = encodeAscii(text);
            if (length >= 0) {
                references[offset] = share(scratch, length);
                return;
            }
        }
        putBytes(offset, ValueCodec.encode(type, value));
    }

    @Override
    Object value(int offset) {
        return valueAt(references[offset]);
    }

    @Override
    void read(int offset, ColumnVector out, int at) {
        putObject(out, at, value(offset));
    }

    @Override
    int referenceAt(int offset) {
        return references[offset];
    }

    @Override
    Object valueAt(int reference) {
        if (reference < 0) {
            byte[] bytes = longValues[~reference];
            return ValueCodec.decode(type, bytes, 0, bytes.length);
        }
        byte[] all = shared;
        int length = all[reference];
        if (length >= 0) {
            return ValueCodec.decode(type, all, reference + 1, length);
        }
        length = (length & 0x7f) | ((all[reference + 1] & 0x7f) << 7);
        return ValueCodec.decode(type, all, reference + 2, length);
    }

    @Override
    ByteBuffer bytesAt(int offset) {
        int reference = references[offset];
        if (reference < 0) {
            return ByteBuffer.wrap(longValues[~reference]);
        }
        int length = lengthAt(reference);
        return ByteBuffer.wrap(shared, reference + prefixOf(length), length);
    }

    /** Stores the bytes of a value. Writer only. */
    void putBytes(int offset, byte[] bytes) {
        references[offset] = bytes.length > SHARED_BYTES_MAX ? addLong(bytes) : share(bytes, bytes.length);
    }

    @Override
    long bytes() {
        long sum = (long) references.length * Integer.BYTES + shared.length + nullBytes();
        int[] table = seen;
        sum += table == null ? 0 : (long) table.length * Integer.BYTES;
        for (int i = 0; i < longCount; i++) {
            sum += longValues[i].length;
        }
        return sum;
    }

    private int addLong(byte[] bytes) {
        byte[][] all = longValues;
        if (longCount == all.length) {
            all = Arrays.copyOf(all, Math.max(4, all.length * 2));
            longValues = all;
        }
        all[longCount] = bytes.clone();
        return ~longCount++;
    }

    /** Puts a text into the scratch array and returns its length; -1 if a character takes more than one byte. */
    private int encodeAscii(String text) {
        int length = text.length();
        if (length > scratch.length) {
            scratch = new byte[Math.max(length, scratch.length * 2)];
        }
        byte[] bytes = scratch;
        for (int i = 0; i < length; i++) {
            char each = text.charAt(i);
            if (each >= 0x80) {
                return -1;
            }
            bytes[i] = (byte) each;
        }
        return length;
    }

    private int share(byte[] bytes, int length) {
        int[] table = seen;
        if (table == null) {
            return append(bytes, length);
        }
        values++;
        int mask = table.length - 1;
        int at = spread(hashOf(bytes, 0, length)) & mask;
        while (table[at] != 0) {
            if (standsAt(table[at], bytes, length)) {
                return table[at];
            }
            at = (at + 1) & mask;
        }
        int reference = append(bytes, length);
        table[at] = reference;
        distinct++;
        if (values == TRIAL_VALUES && distinct * 4 > values * 3) {
            seen = null;
        } else if (distinct * 2 > table.length) {
            seen = enlarged(table);
        }
        return reference;
    }

    private int[] enlarged(int[] table) {
        int[] larger = new int[table.length * 2];
        int mask = larger.length - 1;
        for (int reference : table) {
            if (reference != 0) {
                int length = lengthAt(reference);
                int from = reference + prefixOf(length);
                int at = spread(hashOf(shared, from, length)) & mask;
                while (larger[at] != 0) {
                    at = (at + 1) & mask;
                }
                larger[at] = reference;
            }
        }
        return larger;
    }

    private int append(byte[] bytes, int length) {
        int prefix = prefixOf(length);
        int needed = sharedEnd + prefix + length;
        byte[] all = shared;
        if (needed > all.length) {
            all = Arrays.copyOf(all, Math.max(needed, all.length * 2));
            shared = all;
        }
        int reference = sharedEnd;
        if (prefix == 1) {
            all[reference] = (byte) length;
        } else {
            all[reference] = (byte) (length | 0x80);
            all[reference + 1] = (byte) (length >>> 7);
        }
        System.arraycopy(bytes, 0, all, reference + prefix, length);
        sharedEnd = needed;
        return reference;
    }

    private boolean standsAt(int reference, byte[] bytes, int count) {
        int length = lengthAt(reference);
        int from = reference + prefixOf(length);
        return length == count && Arrays.equals(shared, from, from + length, bytes, 0, length);
    }

    private int lengthAt(int reference) {
        int length = shared[reference];
        return length >= 0 ? length : (length & 0x7f) | ((shared[reference + 1] & 0x7f) << 7);
    }

    /** Eight bytes a step, since each step waits for the one before. */
    private static int hashOf(byte[] bytes, int from, int length) {
        long hash = length;
        int end = from + length;
        int at = from;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            hash = (hash ^ (long) LONG.get(bytes, at)) * 0x9E37_79B9_7F4A_7C15L;
            hash ^= hash >>> 32;
        }
        for (; at < end; at++) {
            hash = 31 * hash + bytes[at];
        }
        return (int) (hash ^ (hash >>> 32));
    }

    private static int prefixOf(int length) {
        return length < 0x80 ? 1 : 2;
    }

    private static int spread(int hash) {
        int mixed = hash * 0x9E37_79B9;
        return mixed ^ (mixed >>> 15);
    }
}
