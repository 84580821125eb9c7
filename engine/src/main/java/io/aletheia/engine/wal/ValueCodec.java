package io.aletheia.engine.wal;

import io.aletheia.engine.files.ByteReader;
import io.aletheia.engine.files.ByteWriter;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a value: a tag for the Java class, then the value. The class, not the column's type, decides, so a value is read
 * without a catalog.
 *
 * <pre>
 * tag  value        bytes behind the tag
 *   0  null         none
 *   1  FALSE        none
 *   2  TRUE         none
 *   3  Long         signed variable-length number
 *   4  Double       8, IEEE 754 bits
 *   5  BigDecimal   signed variable-length scale, variable length, two's complement of the unscaled value, highest byte first
 *   6  String       variable length, UTF-8
 *   7  byte[]       variable length, bytes
 *   8  UUID         8 high bits, 8 low bits
 *   9  List         variable count, values
 *  10  float[]      variable count, 4 each
 * </pre>
 */
final class ValueCodec {
    static final int TAG_NULL = 0;
    static final int TAG_FALSE = 1;
    static final int TAG_TRUE = 2;
    static final int TAG_LONG = 3;
    static final int TAG_DOUBLE = 4;
    static final int TAG_DECIMAL = 5;
    static final int TAG_STRING = 6;
    static final int TAG_BYTES = 7;
    static final int TAG_UUID = 8;
    static final int TAG_LIST = 9;
    static final int TAG_FLOATS = 10;

    private ValueCodec() {}

    static void write(ByteWriter target, @Nullable Object value) {
        if (value == null) {
            target.putByte(TAG_NULL);
        } else if (value instanceof Long number) {
            target.putByte(TAG_LONG);
            target.putSignedVarLong(number);
        } else if (value instanceof String text) {
            target.putByte(TAG_STRING);
            target.putString(text);
        } else if (value instanceof Double number) {
            target.putByte(TAG_DOUBLE);
            target.putLong(Double.doubleToRawLongBits(number));
        } else if (value instanceof Boolean truth) {
            target.putByte(truth ? TAG_TRUE : TAG_FALSE);
        } else {
            writeLarge(target, value);
        }
    }

    private static void writeLarge(ByteWriter target, Object value) {
        if (value instanceof BigDecimal number) {
            target.putByte(TAG_DECIMAL);
            target.putSignedVarLong(number.scale());
            writeBytes(target, number.unscaledValue().toByteArray());
        } else if (value instanceof byte[] bytes) {
            target.putByte(TAG_BYTES);
            writeBytes(target, bytes);
        } else if (value instanceof UUID uuid) {
            target.putByte(TAG_UUID);
            target.putLong(uuid.getMostSignificantBits());
            target.putLong(uuid.getLeastSignificantBits());
        } else if (value instanceof List<?> list) {
            target.putByte(TAG_LIST);
            target.putVarLong(list.size());
            for (Object element : list) {
                write(target, element);
            }
        } else if (value instanceof float[] floats) {
            target.putByte(TAG_FLOATS);
            target.putVarLong(floats.length);
            for (float each : floats) {
                target.putInt(Float.floatToRawIntBits(each));
            }
        } else {
            throw new DatabaseException(ErrorCode.INTERNAL, "the log has no form for a value of " + value.getClass());
        }
    }

    private static void writeBytes(ByteWriter target, byte[] bytes) {
        target.putVarLong(bytes.length);
        target.putBytes(bytes, 0, bytes.length);
    }

    static @Nullable Object read(ByteReader source) {
        int tag = source.readByte();
        return switch (tag) {
            case TAG_NULL -> null;
            case TAG_FALSE -> false;
            case TAG_TRUE -> true;
            case TAG_LONG -> source.readSignedVarLong();
            case TAG_DOUBLE -> Double.longBitsToDouble(source.readLong());
            case TAG_DECIMAL -> readDecimal(source);
            case TAG_STRING -> source.readString();
            case TAG_BYTES -> source.readBytes(source.readCount());
            case TAG_UUID -> new UUID(source.readLong(), source.readLong());
            case TAG_LIST -> readList(source);
            case TAG_FLOATS -> readFloats(source);
            default -> throw source.corrupt("no value has the tag " + tag);
        };
    }

    private static BigDecimal readDecimal(ByteReader source) {
        long scale = source.readSignedVarLong();
        byte[] unscaled = source.readBytes(source.readCount());
        if (scale != (int) scale || unscaled.length == 0) {
            throw source.corrupt("a decimal of scale " + scale + " and " + unscaled.length + " bytes");
        }
        return new BigDecimal(new BigInteger(unscaled), (int) scale);
    }

    private static List<@Nullable Object> readList(ByteReader source) {
        int count = source.readCount();
        List<@Nullable Object> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(read(source));
        }
        return Collections.unmodifiableList(list);
    }

    private static float[] readFloats(ByteReader source) {
        int count = source.readCount();
        if (count > source.remaining() / Float.BYTES) {
            throw source.corrupt("a vector of " + count + " elements where " + source.remaining() + " bytes are left");
        }
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = Float.intBitsToFloat(source.readInt());
        }
        return floats;
    }
}
