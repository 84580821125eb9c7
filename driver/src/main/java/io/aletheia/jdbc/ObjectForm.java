package io.aletheia.jdbc;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import io.aletheia.engine.model.ValueType.Kind;
import io.aletheia.jdbc.types.JdbcType;
import io.aletheia.jdbc.types.Numbers;
import io.aletheia.jdbc.types.SqlTimes;
import io.aletheia.jdbc.types.Texts;
import io.aletheia.jdbc.types.Times;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.SQLXML;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What getObject gives: for each type a class of its own, and any other class that a value can be read as. Errors are {@link
 * DatabaseException}s. Stateless.
 */
@SuppressWarnings("JavaUtilDate") // users ask for it
final class ObjectForm {
    /** Reads a value that is not null. */
    private interface Form {
        Object of(ValueType type, Object value, ZoneId zone, AletheiaConnection connection);
    }

    private static final Map<Class<?>, Form> FORMS = forms();

    private ObjectForm() {}

    /** The object of {@link JdbcType#javaClass}, or a Timestamp for WITH TIME ZONE if the connection reports it so. */
    static Object standard(ValueType type, Object value, ZoneId zone, AletheiaConnection connection) {
        return switch (type.kind()) {
            case SMALLINT, INTEGER -> ((Long) value).intValue();
            case REAL -> ((Double) value).floatValue();
            case BOOLEAN, BIGINT, DOUBLE, DECIMAL, VARCHAR, UUID -> value;
            case VARBINARY -> ((byte[]) value).clone();
            case DATE -> SqlTimes.date(Times.toLocalDate(type, value, zone), null);
            case TIME -> SqlTimes.time(Times.toLocalTime(type, value, zone), null);
            case TIMESTAMP -> timestamp(type, value, zone, null);
            case TIMESTAMP_TZ ->
                connection.readsInstantsAsTimestamps()
                        ? timestamp(type, value, zone, null)
                        : Times.toOffsetDateTime(type, value, zone);
            case ARRAY, VECTOR -> new AletheiaArray(connection, Texts.elementType(type), elements(type, value));
        };
    }

    /** The value as an object of the class. */
    static <T> T as(Class<T> target, ValueType type, Object value, ZoneId zone, AletheiaConnection connection) {
        if (target == Object.class) {
            return target.cast(standard(type, value, zone, connection));
        }
        var form = FORMS.get(target);
        if (form != null) {
            return target.cast(form.of(type, value, zone, connection));
        }
        if (target.isEnum()) {
            return constant(target, Texts.toText(type, value, zone));
        }
        throw new DatabaseException(
                ErrorCode.UNSUPPORTED, "reading values as " + target.getName() + " is not supported yet");
    }

    /** The instant of a WITH TIME ZONE, or the local time of any other. */
    static Timestamp timestamp(ValueType type, Object value, ZoneId zone, @Nullable Calendar calendar) {
        return type.kind() == Kind.TIMESTAMP_TZ
                ? Timestamp.from(Times.toInstant(type, value, zone))
                : SqlTimes.timestamp(Times.toLocalDateTime(type, value, zone), calendar);
    }

    /** The zone in which java.sql's classes show a value. */
    private static ZoneId shown(ValueType type, ZoneId zone) {
        return type.kind() == Kind.TIMESTAMP_TZ ? ZoneId.systemDefault() : zone;
    }

    /** The elements of an array or vector in the engine's form. */
    static List<@Nullable Object> elements(ValueType type, Object value) {
        if (type.kind() == Kind.VECTOR) {
            var vector = (float[]) value;
            var elements = new @Nullable Object[vector.length];
            for (int i = 0; i < vector.length; i++) {
                elements[i] = (double) vector[i];
            }
            return Arrays.asList(elements);
        }
        if (type.kind() == Kind.ARRAY) {
            @SuppressWarnings("unchecked") // the engine's form of an array
            var elements = (List<@Nullable Object>) value;
            return elements;
        }
        throw new DatabaseException(ErrorCode.INVALID_CAST, "a value of type " + type + " cannot be read as ARRAY");
    }

    private static Map<Class<?>, Form> forms() {
        var forms = new HashMap<Class<?>, Form>();
        addNumbers(forms);
        addTimes(forms);
        addArrays(forms);
        forms.put(String.class, (type, value, zone, connection) -> Texts.toText(type, value, zone));
        forms.put(Character.class, (type, value, zone, connection) -> character(Texts.toText(type, value, zone)));
        forms.put(byte[].class, (type, value, zone, connection) -> Texts.toBytes(type, value));
        forms.put(UUID.class, (type, value, zone, connection) -> Texts.toUuid(type, value));
        Form blob = (type, value, zone, connection) -> new AletheiaBlob(Texts.toBytes(type, value));
        forms.put(Blob.class, blob);
        Form clob = (type, value, zone, connection) -> new AletheiaClob(Texts.toText(type, value, zone));
        forms.put(Clob.class, clob);
        forms.put(NClob.class, clob);
        forms.put(SQLXML.class, (type, value, zone, connection) -> new AletheiaSqlXml(Texts.toText(type, value, zone)));
        forms.put(InputStream.class, (type, value, zone, connection) -> stream(Texts.toBytes(type, value)));
        forms.put(Reader.class, (type, value, zone, connection) -> reader(Texts.toText(type, value, zone)));
        return Map.copyOf(forms);
    }

    private static void addNumbers(Map<Class<?>, Form> forms) {
        forms.put(Boolean.class, (type, value, zone, connection) -> Numbers.toBoolean(type, value));
        forms.put(Byte.class, (type, value, zone, connection) ->
                (byte) Numbers.toLong(type, value, Byte.MIN_VALUE, Byte.MAX_VALUE, "TINYINT"));
        forms.put(Short.class, (type, value, zone, connection) ->
                (short) Numbers.toLong(type, value, Short.MIN_VALUE, Short.MAX_VALUE, "SMALLINT"));
        forms.put(Integer.class, (type, value, zone, connection) ->
                (int) Numbers.toLong(type, value, Integer.MIN_VALUE, Integer.MAX_VALUE, "INTEGER"));
        forms.put(
                Long.class,
                (type, value, zone, connection) ->
                        Numbers.toLong(type, value, Long.MIN_VALUE, Long.MAX_VALUE, "BIGINT"));
        forms.put(Float.class, (type, value, zone, connection) -> Numbers.toFloat(type, value));
        forms.put(Double.class, (type, value, zone, connection) -> Numbers.toDouble(type, value, "DOUBLE"));
        forms.put(BigDecimal.class, (type, value, zone, connection) -> Numbers.toBigDecimal(type, value));
        forms.put(BigInteger.class, (type, value, zone, connection) -> Numbers.toBigInteger(type, value));
    }

    private static void addTimes(Map<Class<?>, Form> forms) {
        forms.put(LocalDate.class, (type, value, zone, connection) -> Times.toLocalDate(type, value, zone));
        forms.put(LocalTime.class, (type, value, zone, connection) -> Times.toLocalTime(type, value, zone));
        forms.put(LocalDateTime.class, (type, value, zone, connection) -> Times.toLocalDateTime(type, value, zone));
        forms.put(
                OffsetTime.class,
                (type, value, zone, connection) ->
                        Times.toLocalTime(type, value, zone).atOffset(Times.offset(zone)));
        forms.put(OffsetDateTime.class, (type, value, zone, connection) -> Times.toOffsetDateTime(type, value, zone));
        forms.put(
                ZonedDateTime.class,
                (type, value, zone, connection) ->
                        Times.toInstant(type, value, zone).atZone(zone));
        forms.put(Instant.class, (type, value, zone, connection) -> Times.toInstant(type, value, zone));
        forms.put(
                java.sql.Date.class,
                (type, value, zone, connection) ->
                        SqlTimes.date(Times.toLocalDate(type, value, shown(type, zone)), null));
        forms.put(
                java.sql.Time.class,
                (type, value, zone, connection) ->
                        SqlTimes.time(Times.toLocalTime(type, value, shown(type, zone)), null));
        forms.put(Timestamp.class, (type, value, zone, connection) -> timestamp(type, value, zone, null));
        forms.put(
                java.util.Date.class,
                (type, value, zone, connection) ->
                        new java.util.Date(timestamp(type, value, zone, null).getTime()));
        forms.put(Calendar.class, (type, value, zone, connection) -> calendar(type, value, zone));
    }

    private static void addArrays(Map<Class<?>, Form> forms) {
        forms.put(
                Array.class,
                (type, value, zone, connection) ->
                        new AletheiaArray(connection, Texts.elementType(type), elements(type, value)));
        forms.put(List.class, (type, value, zone, connection) -> Arrays.asList(objects(type, value, connection)));
        forms.put(Object[].class, (type, value, zone, connection) -> objects(type, value, connection));
        forms.put(float[].class, (type, value, zone, connection) -> PrimitiveArrays.floats(type, value));
        forms.put(double[].class, (type, value, zone, connection) -> PrimitiveArrays.doubles(type, value));
        forms.put(int[].class, (type, value, zone, connection) -> PrimitiveArrays.ints(type, value));
        forms.put(long[].class, (type, value, zone, connection) -> PrimitiveArrays.longs(type, value));
    }

    private static @Nullable Object[] objects(ValueType type, Object value, AletheiaConnection connection) {
        return AletheiaArray.objects(connection, Texts.elementType(type), elements(type, value));
    }

    private static Calendar calendar(ValueType type, Object value, ZoneId zone) {
        var calendar = new GregorianCalendar(TimeZone.getTimeZone(zone), Locale.ROOT);
        calendar.setTimeInMillis(Times.toInstant(type, value, zone).toEpochMilli());
        return calendar;
    }

    private static Character character(String text) {
        if (text.length() != 1) {
            throw new DatabaseException(
                    ErrorCode.INVALID_CAST,
                    "a text of " + text.length() + " characters cannot be read as one character");
        }
        return text.charAt(0);
    }

    private static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private static Reader reader(String text) {
        return new StringReader(text);
    }

    private static <T> T constant(Class<T> target, String name) {
        for (T constant : target.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        throw new DatabaseException(
                ErrorCode.INVALID_CAST, "'" + name + "' is no constant of the enum " + target.getName());
    }
}
