package io.aletheia.jdbc.types;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.model.ValueType;
import io.aletheia.engine.model.ValueType.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a Java object is as a parameter: one of the plain values that the query layer takes. The parameter's inferred type, if
 * known, decides where one object can be several (a Timestamp an instant or a local time, an array of numbers a vector or an
 * array); otherwise the query layer converts. Stateless.
 */
@SuppressWarnings("JavaUtilDate") // users give us such dates
public final class ParameterForm {
    private ParameterForm() {}

    /**
     * The plain value.
     *
     * @param parameter the inferred type; null if unknown
     * @param zone the session's
     */
    public static Object of(Object value, @Nullable ValueType parameter, ZoneId zone) {
        if (value instanceof String || value instanceof Boolean || value instanceof Long || value instanceof Double) {
            return value;
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof UUID) {
            return value;
        }
        if (value instanceof byte[] bytes) {
            return bytes.clone();
        }
        if (value instanceof Character) {
            return value.toString();
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof Map<?, ?> map) {
            return Json.text(map);
        }
        var list = list(value);
        if (list != null) {
            return elements(list, value, parameter, zone);
        }
        return time(value, parameter, zone);
    }

    private static Object number(Number number) {
        if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return number.longValue();
        }
        if (number instanceof Float) {
            return number.doubleValue();
        }
        if (number instanceof BigDecimal) {
            return number;
        }
        if (number instanceof BigInteger whole) {
            return new BigDecimal(whole);
        }
        throw unknown(number);
    }

    private static Object time(Object value, @Nullable ValueType parameter, ZoneId zone) {
        if (value instanceof LocalDate
                || value instanceof LocalTime
                || value instanceof LocalDateTime
                || value instanceof Instant) {
            return value;
        }
        if (value instanceof OffsetDateTime dateTime) {
            return dateTime.toInstant();
        }
        if (value instanceof ZonedDateTime dateTime) {
            return dateTime.toInstant();
        }
        if (value instanceof OffsetTime time) {
            return time.withOffsetSameInstant(Times.offset(zone)).toLocalTime();
        }
        if (value instanceof java.util.Date date) {
            return date(date, parameter, null);
        }
        if (value instanceof Calendar calendar) {
            return date(calendar.getTime(), parameter, calendar);
        }
        throw unknown(value);
    }

    /** A date of java.util or java.sql, by the calendar's zone or the JVM's. */
    public static Object date(java.util.Date date, @Nullable ValueType parameter, @Nullable Calendar calendar) {
        Kind kind = parameter == null ? null : parameter.kind();
        if (kind == Kind.TIMESTAMP_TZ) {
            return date instanceof Timestamp timestamp ? timestamp.toInstant() : Instant.ofEpochMilli(date.getTime());
        }
        if (date instanceof java.sql.Date || kind == Kind.DATE) {
            return SqlTimes.localDate(date, calendar);
        }
        if (date instanceof java.sql.Time || kind == Kind.TIME) {
            return SqlTimes.localTime(date, calendar);
        }
        return SqlTimes.localDateTime(date, calendar);
    }

    private static @Nullable List<?> list(Object value) {
        if (value instanceof Collection<?> collection) {
            return new ArrayList<>(collection);
        }
        if (value instanceof Object[] objects) {
            return Arrays.asList(objects);
        }
        if (value instanceof float[]
                || value instanceof double[]
                || value instanceof int[]
                || value instanceof long[]) {
            boolean whole = value instanceof int[] || value instanceof long[];
            var list = new ArrayList<Object>();
            for (int i = 0; i < java.lang.reflect.Array.getLength(value); i++) {
                list.add(
                        whole
                                ? (Object) java.lang.reflect.Array.getLong(value, i)
                                : (Object) java.lang.reflect.Array.getDouble(value, i));
            }
            return list;
        }
        return null;
    }

    private static Object elements(List<?> list, Object value, @Nullable ValueType parameter, ZoneId zone) {
        boolean vector = parameter == null ? value instanceof float[] : parameter.kind() == Kind.VECTOR;
        if (vector) {
            return vector(list);
        }
        var element = parameter == null ? null : parameter.element();
        var plain = new ArrayList<@Nullable Object>();
        for (Object item : list) {
            plain.add(item == null ? null : of(item, element, zone));
        }
        return plain;
    }

    private static float[] vector(List<?> list) {
        var vector = new float[list.size()];
        for (int i = 0; i < vector.length; i++) {
            if (!(list.get(i) instanceof Number number)) {
                throw new DatabaseException(
                        ErrorCode.INVALID_CAST, "element " + (i + 1) + " of a vector must be a number: " + list.get(i));
            }
            vector[i] = number.floatValue();
            if (Float.isInfinite(vector[i]) && !Double.isInfinite(number.doubleValue())) {
                throw Mismatch.range(number, "REAL");
            }
        }
        return vector;
    }

    private static DatabaseException unknown(Object value) {
        return new DatabaseException(
                ErrorCode.UNSUPPORTED,
                "a parameter of class " + value.getClass().getName() + " is not supported yet");
    }

    /**
     * A plain value as the type that the caller names.
     *
     * @param code of {@link Types}
     * @param scale digits behind the point of a decimal; -1 for those that it has
     */
    public static Object as(Object plain, int code, int scale, ZoneId zone) {
        var type = type(plain);
        if (type == null) {
            return plain;
        }
        Object value = engineForm(plain);
        return switch (code) {
            case Types.BIT, Types.BOOLEAN -> Numbers.toBoolean(type, value);
            case Types.TINYINT -> Numbers.toLong(type, value, Byte.MIN_VALUE, Byte.MAX_VALUE, "TINYINT");
            case Types.SMALLINT -> Numbers.toLong(type, value, Short.MIN_VALUE, Short.MAX_VALUE, "SMALLINT");
            case Types.INTEGER -> Numbers.toLong(type, value, Integer.MIN_VALUE, Integer.MAX_VALUE, "INTEGER");
            case Types.BIGINT -> Numbers.toLong(type, value, Long.MIN_VALUE, Long.MAX_VALUE, "BIGINT");
            case Types.REAL -> (double) Numbers.toFloat(type, value);
            case Types.FLOAT, Types.DOUBLE -> Numbers.toDouble(type, value, "DOUBLE");
            case Types.NUMERIC, Types.DECIMAL -> scaled(Numbers.toBigDecimal(type, value), scale);
            case Types.CHAR,
                    Types.VARCHAR,
                    Types.LONGVARCHAR,
                    Types.NCHAR,
                    Types.NVARCHAR,
                    Types.LONGNVARCHAR,
                    Types.CLOB,
                    Types.NCLOB,
                    Types.SQLXML -> Texts.toText(type, value, zone);
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
                plain instanceof UUID ? plain : Texts.toBytes(type, value);
            case Types.DATE -> Times.toLocalDate(type, value, zone);
            case Types.TIME, Types.TIME_WITH_TIMEZONE -> Times.toLocalTime(type, value, zone);
            case Types.TIMESTAMP -> Times.toLocalDateTime(type, value, zone);
            case Types.TIMESTAMP_WITH_TIMEZONE -> Times.toInstant(type, value, zone);
            case Types.OTHER, Types.JAVA_OBJECT, Types.NULL -> plain;
            case Types.ARRAY -> throw Mismatch.types(type, "ARRAY");
            default ->
                throw new DatabaseException(ErrorCode.UNSUPPORTED, "the JDBC type " + code + " is not supported yet");
        };
    }

    /** The element of an array of the type, in the engine's form. */
    public static Object element(Object object, ValueType element, ZoneId zone) {
        Object plain = of(object, element, zone);
        var type = type(plain);
        if (type == null) {
            throw Mismatch.types(ValueType.array(element), element.toString());
        }
        if (element.kind() == Kind.UUID) {
            return Texts.toUuid(type, engineForm(plain));
        }
        return engineForm(as(plain, JdbcType.code(element), element.scale(), zone));
    }

    private static BigDecimal scaled(BigDecimal value, int scale) {
        return scale < 0 ? value : Numbers.scaled(value, scale);
    }

    /** The type of a plain value; null for arrays and vectors, which no other type can hold. */
    private static @Nullable ValueType type(Object plain) {
        if (plain instanceof Boolean) {
            return ValueType.BOOLEAN;
        }
        if (plain instanceof Long) {
            return ValueType.BIGINT;
        }
        if (plain instanceof Double) {
            return ValueType.DOUBLE;
        }
        if (plain instanceof BigDecimal) {
            return ValueType.decimal(ValueType.DECIMAL_PRECISION_MAX, 0);
        }
        if (plain instanceof String) {
            return ValueType.VARCHAR;
        }
        if (plain instanceof byte[]) {
            return ValueType.VARBINARY;
        }
        if (plain instanceof UUID) {
            return ValueType.UUID;
        }
        if (plain instanceof LocalDate) {
            return ValueType.DATE;
        }
        if (plain instanceof LocalTime) {
            return ValueType.TIME;
        }
        if (plain instanceof LocalDateTime) {
            return ValueType.TIMESTAMP;
        }
        return plain instanceof Instant ? ValueType.TIMESTAMP_TZ : null;
    }

    /** Dates and times as the engine has them. */
    private static Object engineForm(Object plain) {
        if (plain instanceof LocalDate date) {
            return date.toEpochDay();
        }
        if (plain instanceof LocalTime time) {
            return Times.micros(time);
        }
        if (plain instanceof LocalDateTime dateTime) {
            return Times.micros(dateTime);
        }
        return plain instanceof Instant instant ? (Object) Time.ofInstant(instant) : plain;
    }
}
