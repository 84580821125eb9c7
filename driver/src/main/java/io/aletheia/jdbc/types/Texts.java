package io.aletheia.jdbc.types;

import io.aletheia.engine.model.Time;
import io.aletheia.engine.model.ValueType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Texts and bytes out of values in the engine's form, of any type. */
public final class Texts {
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);

    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .append(TIME)
            .toFormatter(Locale.ROOT);

    private static final DateTimeFormatter TIMESTAMP_TZ = new DateTimeFormatterBuilder()
            .append(TIMESTAMP)
            .appendOffset("+HH:MM", "+00:00")
            .toFormatter(Locale.ROOT);

    private Texts() {}

    /** The text that SQL would cast the value to. */
    public static String toText(ValueType type, Object value, ZoneId zone) {
        return switch (type.kind()) {
            case VARCHAR -> (String) value;
            case BOOLEAN, SMALLINT, INTEGER, BIGINT, DOUBLE, UUID -> value.toString();
            case REAL -> Float.toString(((Double) value).floatValue());
            case DECIMAL -> ((BigDecimal) value).toPlainString();
            case VARBINARY -> HexFormat.of().formatHex((byte[]) value);
            case DATE -> LocalDate.ofEpochDay((Long) value).toString();
            case TIME -> text(Times.localTime((Long) value));
            case TIMESTAMP -> text(Times.localDateTime((Long) value));
            case TIMESTAMP_TZ -> text(OffsetDateTime.ofInstant(Time.toInstant((Long) value), zone));
            case ARRAY -> array(elementType(type), (List<?>) value, zone);
            case VECTOR -> vector((float[]) value);
        };
    }

    /** The bytes of a binary or UUID, or of a text in UTF-8. The caller may keep and change them. */
    public static byte[] toBytes(ValueType type, Object value) {
        return switch (type.kind()) {
            case VARBINARY -> ((byte[]) value).clone();
            case UUID -> bytes((UUID) value);
            case VARCHAR -> ((String) value).getBytes(StandardCharsets.UTF_8);
            case BOOLEAN,
                    SMALLINT,
                    INTEGER,
                    BIGINT,
                    REAL,
                    DOUBLE,
                    DECIMAL,
                    DATE,
                    TIME,
                    TIMESTAMP,
                    TIMESTAMP_TZ,
                    ARRAY,
                    VECTOR -> throw Mismatch.types(type, "VARBINARY");
        };
    }

    /** A UUID, also of its text or its sixteen bytes. */
    public static UUID toUuid(ValueType type, Object value) {
        return switch (type.kind()) {
            case UUID -> (UUID) value;
            case VARCHAR -> uuid((String) value);
            case VARBINARY -> uuid((byte[]) value);
            case BOOLEAN,
                    SMALLINT,
                    INTEGER,
                    BIGINT,
                    REAL,
                    DOUBLE,
                    DECIMAL,
                    DATE,
                    TIME,
                    TIMESTAMP,
                    TIMESTAMP_TZ,
                    ARRAY,
                    VECTOR -> throw Mismatch.types(type, "UUID");
        };
    }

    /** The UUID that a text spells. */
    static UUID uuid(String text) {
        try {
            return UUID.fromString(text.strip());
        } catch (IllegalArgumentException e) {
            throw Mismatch.text(text, "UUID", e);
        }
    }

    /** The time with as many digits of its second as it needs. */
    public static String text(LocalTime time) {
        return TIME.format(time);
    }

    /** Likewise. */
    public static String text(LocalDateTime dateTime) {
        return TIMESTAMP.format(dateTime);
    }

    /** Likewise, with the offset. */
    public static String text(OffsetDateTime dateTime) {
        return TIMESTAMP_TZ.format(dateTime);
    }

    /** The type of an array's elements. */
    public static ValueType elementType(ValueType type) {
        var element = JdbcType.element(type);
        if (element == null) {
            throw Mismatch.types(type, "ARRAY");
        }
        return element;
    }

    private static byte[] bytes(UUID uuid) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    private static UUID uuid(byte[] bytes) {
        if (bytes.length != 2 * Long.BYTES) {
            throw Mismatch.text(HexFormat.of().formatHex(bytes), "UUID");
        }
        var buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    private static String array(ValueType element, List<?> values, ZoneId zone) {
        var text = new StringBuilder("[");
        for (Object value : values) {
            appendComma(text);
            text.append(elementText(element, value, zone));
        }
        return text.append(']').toString();
    }

    private static String elementText(ValueType element, @Nullable Object value, ZoneId zone) {
        return value == null ? "NULL" : toText(element, value, zone);
    }

    private static String vector(float[] values) {
        var text = new StringBuilder("[");
        for (float value : values) {
            appendComma(text);
            text.append(value);
        }
        return text.append(']').toString();
    }

    private static void appendComma(StringBuilder text) {
        if (text.length() > 1) {
            text.append(", ");
        }
    }
}
