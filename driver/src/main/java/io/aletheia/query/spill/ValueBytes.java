package io.aletheia.query.spill;

import io.aletheia.engine.model.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The bytes of single values, none of them null, in the forms that their types' kinds name. */
final class ValueBytes {
    private ValueBytes() {}

    static void put(SpillBuffer out, ValueType type, Object value) {
        switch (type.kind()) {
            case BOOLEAN -> out.putByte((boolean) value ? 1 : 0);
            case SMALLINT, INTEGER, BIGINT, DATE, TIME, TIMESTAMP, TIMESTAMP_TZ -> out.putLong((long) value);
            case REAL, DOUBLE -> out.putLong(Double.doubleToRawLongBits((double) value));
            case DECIMAL -> {
                BigDecimal decimal = (BigDecimal) value;
                out.putInt(decimal.scale());
                out.putBytes(decimal.unscaledValue().toByteArray());
            }
            case VARCHAR -> out.putString((String) value);
            case VARBINARY -> out.putBytes((byte[]) value);
            case UUID -> {
                out.putLong(((UUID) value).getMostSignificantBits());
                out.putLong(((UUID) value).getLeastSignificantBits());
            }
            case ARRAY -> {
                ValueType element = Objects.requireNonNull(type.element());
                List<?> elements = (List<?>) value;
                out.putInt(elements.size());
                for (Object each : elements) {
                    out.putByte(each == null ? 0 : 1);
                    if (each != null) {
                        put(out, element, each);
                    }
                }
            }
            case VECTOR -> {
                float[] numbers = (float[]) value;
                out.putInt(numbers.length);
                for (float number : numbers) {
                    out.putInt(Float.floatToRawIntBits(number));
                }
            }
        }
    }

    static Object get(SpillBuffer in, ValueType type) {
        return switch (type.kind()) {
            case BOOLEAN -> in.getByte() != 0;
            case SMALLINT, INTEGER, BIGINT, DATE, TIME, TIMESTAMP, TIMESTAMP_TZ -> in.getLong();
            case REAL, DOUBLE -> Double.longBitsToDouble(in.getLong());
            case DECIMAL -> {
                int scale = in.getInt();
                yield new BigDecimal(new BigInteger(in.getBytes()), scale);
            }
            case VARCHAR -> in.getString();
            case VARBINARY -> in.getBytes();
            case UUID -> new UUID(in.getLong(), in.getLong());
            case ARRAY -> {
                ValueType element = Objects.requireNonNull(type.element());
                List<@Nullable Object> elements = new ArrayList<>();
                for (int left = in.getInt(); left > 0; left--) {
                    elements.add(in.getByte() == 0 ? null : get(in, element));
                }
                yield Collections.unmodifiableList(elements);
            }
            case VECTOR -> {
                float[] numbers = new float[in.getInt()];
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = Float.intBitsToFloat(in.getInt());
                }
                yield numbers;
            }
        };
    }
}
