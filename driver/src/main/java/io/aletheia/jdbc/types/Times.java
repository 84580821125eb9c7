package io.aletheia.jdbc.types;

import io.aletheia.engine.model.Time;
import io.aletheia.engine.model.ValueType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/**
 * Dates and times out of values in the engine's form, exact to the microsecond. The zone given is the session's: it stands
 * between a TIMESTAMP and an instant.
 */
public final class Times {
    private static final long NANOS_PER_MICRO = 1_000L;

    private static final DateTimeFormatter CLOCK = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm[:ss]")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final DateTimeFormatter TEXT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .optionalStart()
            .appendLiteral('T')
            .optionalEnd()
            .optionalStart()
            .appendLiteral(' ')
            .optionalEnd()
            .append(CLOCK)
            .optionalStart()
            .optionalStart()
            .appendLiteral(' ')
            .optionalEnd()
            .appendPattern("[XXX][X]")
            .optionalEnd()
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private Times() {}

    /** Date and time of microseconds since 1970-01-01T00:00:00. */
    public static LocalDateTime localDateTime(long micros) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, Time.MICROS_PER_SECOND),
                (int) (Math.floorMod(micros, Time.MICROS_PER_SECOND) * NANOS_PER_MICRO),
                ZoneOffset.UTC);
    }

    /** Time of day of microseconds since midnight. */
    public static LocalTime localTime(long micros) {
        return LocalTime.ofNanoOfDay(micros * NANOS_PER_MICRO);
    }

    /** Microseconds since 1970-01-01T00:00:00; what is finer is cut off towards the past. */
    public static long micros(LocalDateTime dateTime) {
        return Time.ofInstant(dateTime.toInstant(ZoneOffset.UTC));
    }

    /** Microseconds since midnight; what is finer is cut off. */
    public static long micros(LocalTime time) {
        return time.toNanoOfDay() / NANOS_PER_MICRO;
    }

    /** A date. */
    public static LocalDate toLocalDate(ValueType type, Object value, ZoneId zone) {
        return switch (type.kind()) {
            case DATE -> LocalDate.ofEpochDay((Long) value);
            case TIMESTAMP, TIMESTAMP_TZ -> toLocalDateTime(type, value, zone).toLocalDate();
            case VARCHAR -> parsedDate((String) value);
            case BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL, VARBINARY, TIME, UUID, ARRAY, VECTOR ->
                throw Mismatch.types(type, "DATE");
        };
    }

    /** A time of day. */
    public static LocalTime toLocalTime(ValueType type, Object value, ZoneId zone) {
        return switch (type.kind()) {
            case TIME -> localTime((Long) value);
            case TIMESTAMP, TIMESTAMP_TZ -> toLocalDateTime(type, value, zone).toLocalTime();
            case VARCHAR -> parsedTime((String) value);
            case BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL, VARBINARY, DATE, UUID, ARRAY, VECTOR ->
                throw Mismatch.types(type, "TIME");
        };
    }

    /** Date and time without a zone. */
    public static LocalDateTime toLocalDateTime(ValueType type, Object value, ZoneId zone) {
        return switch (type.kind()) {
            case DATE -> LocalDate.ofEpochDay((Long) value).atStartOfDay();
            case TIME -> LocalDate.EPOCH.atTime(localTime((Long) value));
            case TIMESTAMP -> localDateTime((Long) value);
            case TIMESTAMP_TZ -> LocalDateTime.ofInstant(Time.toInstant((Long) value), zone);
            case VARCHAR -> parsedDateTime((String) value, zone);
            case BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL, VARBINARY, UUID, ARRAY, VECTOR ->
                throw Mismatch.types(type, "TIMESTAMP");
        };
    }

    /** An instant. */
    public static Instant toInstant(ValueType type, Object value, ZoneId zone) {
        return switch (type.kind()) {
            case TIMESTAMP_TZ -> Time.toInstant((Long) value);
            case DATE, TIMESTAMP ->
                toLocalDateTime(type, value, zone).atZone(zone).toInstant();
            case VARCHAR -> parsedInstant((String) value, zone);
            case BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL, VARBINARY, TIME, UUID, ARRAY, VECTOR ->
                throw Mismatch.types(type, "TIMESTAMP WITH TIME ZONE");
        };
    }

    /** An instant with the offset that the session's zone has then. */
    public static OffsetDateTime toOffsetDateTime(ValueType type, Object value, ZoneId zone) {
        return OffsetDateTime.ofInstant(toInstant(type, value, zone), zone);
    }

    /** The offset of a time of day without a date: the zone's standard one. */
    public static ZoneOffset offset(ZoneId zone) {
        return zone.getRules().getStandardOffset(Instant.EPOCH);
    }

    /** The instant that a text with an offset names, or one without it in the zone. */
    static Instant parsedInstant(String text, ZoneId zone) {
        var parsed = parse(text, "TIMESTAMP WITH TIME ZONE");
        var offset = parsed.query(TemporalQueries.offset());
        var dateTime = dateTime(parsed);
        return offset == null
                ? dateTime.atZone(zone).toInstant()
                : dateTime.atOffset(offset).toInstant();
    }

    /** The date and time that a text names; in the zone if it has an offset. */
    static LocalDateTime parsedDateTime(String text, ZoneId zone) {
        var parsed = parse(text, "TIMESTAMP");
        return parsed.query(TemporalQueries.offset()) == null
                ? dateTime(parsed)
                : LocalDateTime.ofInstant(parsedInstant(text, zone), zone);
    }

    /** The date that a text names; a time behind it is left out. */
    static LocalDate parsedDate(String text) {
        return dateTime(parse(text, "DATE")).toLocalDate();
    }

    /** The time of day that a text names. */
    static LocalTime parsedTime(String text) {
        var word = text.strip();
        try {
            return word.length() > 10 && word.charAt(4) == '-'
                    ? dateTime(parse(word, "TIME")).toLocalTime()
                    : LocalTime.from(CLOCK.parse(word));
        } catch (DateTimeException e) {
            throw Mismatch.text(text, "TIME", e);
        }
    }

    private static TemporalAccessor parse(String text, String target) {
        try {
            return TEXT.parse(text.strip());
        } catch (DateTimeException e) {
            throw Mismatch.text(text, target, e);
        }
    }

    private static LocalDateTime dateTime(TemporalAccessor parsed) {
        var time = parsed.query(TemporalQueries.localTime());
        return LocalDate.from(parsed).atTime(time == null ? LocalTime.MIDNIGHT : time);
    }
}
