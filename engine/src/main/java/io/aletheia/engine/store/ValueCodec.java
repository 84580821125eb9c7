package io.aletheia.engine.store;

import io.aletheia.engine.files.ByteReader;
import io.aletheia.engine.files.ByteWriter;
import io.aletheia.engine.model.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Values of variable length as bytes, little-endian.
 *
 * <pre>
 * VARCHAR    UTF-8
 * VARBINARY  the bytes
 * DECIMAL    the unscaled value in two's complement, most significant byte first, as short as can be
 * UUID       16 bytes in the order of its text
 * VECTOR     4 bytes an element, IEEE 754
 * ARRAY      number of elements (variable-length number), then each: 0 for null; else 1, and
 *              integers, dates, times, booleans as a signed variable-length number;
 *              REAL, DOUBLE as the 8 bytes of a double;
 *              others their length (variable-length number) and their bytes as above
 * </pre>
 */
final class ValueCodec {
    private ValueCodec() {}

    static byte[] encode(ValueType type, Object value) {
        return switch (type.kind()) {
            case VARCHAR -> ((String) value).getBytes(StandardCharsets.UTF_8);
            case VARBINARY -> (byte[]) value;
            case DECIMAL -> encodeDecimal(type, (BigDecimal) value);
            case UUID ->
                ByteBuffer.allocate(16)
                        .putLong(((UUID) value).getMostSignificantBits())
                        .putLong(((UUID) value).getLeastSignificantBits())
                        .array();
            case VECTOR -> encodeVector((float[]) value);
            case ARRAY -> encodeArray(elementOf(type), (List<?>) value);
            case BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DATE, TIME, TIMESTAMP, TIMESTAMP_TZ ->
                throw new IllegalArgumentException("no bytes for " + type);
        };
    }

    static Object decode(ValueType type, byte[] bytes, int from, int length) {
        return switch (type.kind()) {
            case VARCHAR -> new String(bytes, from, length, StandardCharsets.UTF_8);
            case VARBINARY -> Arrays.copyOfRange(bytes, from, from + length);
            case DECIMAL -> new BigDecimal(new BigInteger(bytes, from, length), type.scale());
            case UUID -> decodeUuid(ByteBuffer.wrap(bytes, from, length));
            case VECTOR -> decodeVector(bytes, from, length);
            case ARRAY -> decodeArray(elementOf(type), bytes, from, length);
            case BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DATE, TIME, TIMESTAMP, TIMESTAMP_TZ ->
                throw new IllegalArgumentException("no bytes for " + type);
        };
    }

    private static ValueType elementOf(ValueType array) {
        ValueType element = array.element();
        if (element == null) {
            throw new IllegalArgumentException("an ARRAY without an element type");
        }
        return element;
    }

    private static byte[] encodeDecimal(ValueType type, BigDecimal decimal) {
        if (decimal.scale() != type.scale()) {
            throw new IllegalArgumentException("scale=" + decimal.scale() + " declared=" + type.scale());
        }
        return decimal.unscaledValue().toByteArray();
    }

    private static UUID decodeUuid(ByteBuffer bytes) {
        long most = bytes.getLong();
        return new UUID(most, bytes.getLong());
    }

    private static byte[] encodeVector(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return bytes.array();
    }

    private static float[] decodeVector(byte[] bytes, int from, int length) {
        float[] vector = new float[length / Float.BYTES];
        ByteBuffer.wrap(bytes, from, length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(vector);
        return vector;
    }

    private static byte[] encodeArray(ValueType element, List<?> values) {
        var out = new ByteWriter(16);
        out.putVarLong(values.size());
        for (Object value : values) {
            out.putByte(value == null ? 0 : 1);
            if (value != null) {
                encodeElement(out, element, value);
            }
        }
        return Arrays.copyOf(out.array(), out.length());
    }

    private static void encodeElement(ByteWriter out, ValueType element, Object value) {
        switch (element.physical()) {
            case LONG ->
                out.putSignedVarLong(value instanceof Boolean truth ? (truth ? 1 : 0) : ((Number) value).longValue());
            case DOUBLE -> out.putLong(Double.doubleToRawLongBits(((Number) value).doubleValue()));
            case DECIMAL, OBJECT -> {
                byte[] bytes = encode(element, value);
                out.putVarLong(bytes.length);
                out.putBytes(bytes, 0, bytes.length);
            }
        }
    }

    private static List<@Nullable Object> decodeArray(ValueType element, byte[] bytes, int from, int length) {
        var in = new ByteReader(ByteBuffer.wrap(bytes, from, length), "an array of the store");
        int size = in.readCount();
        var values = new ArrayList<@Nullable Object>(size);
        for (int i = 0; i < size; i++) {
            values.add(in.readByte() == 0 ? null : decodeElement(in, element));
        }
        return Collections.unmodifiableList(values);
    }

    private static Object decodeElement(ByteReader in, ValueType element) {
        return switch (element.physical()) {
            case LONG -> {
                long value = in.readSignedVarLong();
                yield element.kind() == ValueType.Kind.BOOLEAN ? (Object) (value != 0) : (Object) value;
            }
            case DOUBLE -> Double.longBitsToDouble(in.readLong());
            case DECIMAL, OBJECT -> {
                byte[] bytes = in.readBytes(in.readCount());
                yield decode(element, bytes, 0, bytes.length);
            }
        };
    }
}
