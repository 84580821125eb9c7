package io.aletheia.query.expression;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Time;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates, times and timestamps as text. Reading: {@code yyyy-MM-dd}, {@code HH:mm[:ss[.ffffff]]}, both with a space or T
 * between, then for timestamps an optional zone. What does not look so is DATETIME_FORMAT (22007); a field outside of its range
 * or a seventh digit of a second that is not 0 is DATETIME_OUT_OF_RANGE (22008): nothing is rounded.
 */
public final class TemporalText {
    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final long MICROS_PER_HOUR = 3_600_000_000L;
    private static final long MICROS_PER_MINUTE = 60_000_000L;
    private static final String DATE = "(\\d{4})-(\\d{1,2})-(\\d{1,2})";
    private static final String TIME = "(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,12}))?)?";
    private static final Pattern DATE_TEXT = Pattern.compile(DATE);
    private static final Pattern TIME_TEXT = Pattern.compile(TIME);
    private static final Pattern TIMESTAMP_TEXT =
            Pattern.compile(DATE + "(?:[ T]" + TIME + "\\s*([Zz]|[+-]\\d{2}(?::?\\d{2})?|[A-Za-z][A-Za-z0-9_/+-]+)?)?");

    private TemporalText() {}

    /** Reads a date; days since 1970-01-01. */
    public static long parseDate(String text) {
        Matcher matcher = DATE_TEXT.matcher(text.trim());
        if (!matcher.matches()) {
            // A timestamp at midnight is a date as well.
            Matcher timestamp = TIMESTAMP_TEXT.matcher(text.trim());
            if (!timestamp.matches() || timestamp.group(8) != null) {
                throw malformed("DATE", text);
            }
            micros(timestamp, 4, text);
            return days(timestamp, text);
        }
        return days(matcher, text);
    }

    /** Reads a time of day; microseconds since midnight. */
    public static long parseTime(String text) {
        Matcher matcher = TIME_TEXT.matcher(text.trim());
        if (!matcher.matches()) {
            throw malformed("TIME", text);
        }
        return micros(matcher, 1, text);
    }

    /** Reads a timestamp without zone; if the text names a zone, it is converted to the session's. Microseconds. */
    public static long parseTimestamp(String text, ZoneId zone) {
        long plain = IsoText.micros(text);
        if (plain != IsoText.OTHER) {
            return plain;
        }
        Matcher matcher = timestamp(text, "TIMESTAMP");
        long local = days(matcher, text) * MICROS_PER_DAY + micros(matcher, 4, text);
        ZoneId named = zoneOf(matcher.group(8), text);
        return named == null ? local : checked(toLocal(instantOf(local, named), zone));
    }

    /** Reads an instant; a text without a zone is in the session's. Microseconds since 1970-01-01T00:00:00Z. */
    public static long parseInstant(String text, ZoneId zone) {
        long plain = IsoText.micros(text);
        if (plain != IsoText.OTHER) {
            return resolve(plain, zone);
        }
        Matcher matcher = timestamp(text, "TIMESTAMP WITH TIME ZONE");
        long local = days(matcher, text) * MICROS_PER_DAY + micros(matcher, 4, text);
        ZoneId named = zoneOf(matcher.group(8), text);
        // A zone that is written down counts at the ends of time too.
        return named == null ? resolve(local, zone) : checked(instantOf(local, named));
    }

    private static Matcher timestamp(String text, String type) {
        Matcher matcher = TIMESTAMP_TEXT.matcher(text.trim());
        if (!matcher.matches()) {
            throw malformed(type, text);
        }
        return matcher;
    }

    private static long days(Matcher matcher, String text) {
        try {
            int year = Integer.parseInt(matcher.group(1));
            if (year == 0) {
                throw outOfRange(text);
            }
            return LocalDate.of(year, Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)))
                    .toEpochDay();
        } catch (DateTimeException e) {
            throw new DatabaseException(
                    ErrorCode.DATETIME_OUT_OF_RANGE, "'" + text + "' is no date of the calendar: " + e.getMessage(), e);
        }
    }

    private static long micros(Matcher matcher, int group, String text) {
        if (matcher.group(group) == null) {
            return 0;
        }
        int hour = Integer.parseInt(matcher.group(group));
        int minute = Integer.parseInt(matcher.group(group + 1));
        int second = matcher.group(group + 2) == null ? 0 : Integer.parseInt(matcher.group(group + 2));
        if (hour > 23 || minute > 59 || second > 59) {
            throw outOfRange(text);
        }
        return hour * MICROS_PER_HOUR
                + minute * MICROS_PER_MINUTE
                + second * Time.MICROS_PER_SECOND
                + fraction(matcher.group(group + 3), text);
    }

    private static long fraction(@Nullable String digits, String text) {
        if (digits == null) {
            return 0;
        }
        for (int i = 6; i < digits.length(); i++) {
            if (digits.charAt(i) != '0') {
                throw new DatabaseException(
                        ErrorCode.DATETIME_OUT_OF_RANGE, "'" + text + "' is finer than a microsecond");
            }
        }
        return Long.parseLong((digits + "000000").substring(0, 6));
    }

    private static @Nullable ZoneId zoneOf(@Nullable String name, String text) {
        if (name == null) {
            return null;
        }
        try {
            return ZoneId.of(name.equals("z") ? "Z" : name);
        } catch (DateTimeException e) {
            throw new DatabaseException(
                    ErrorCode.DATETIME_FORMAT, "'" + text + "' names no known time zone: " + name, e);
        }
    }

    /**
     * The instant of a local date and time in a zone; both in microseconds. In a gap, as long after it as the text says. The ends of
     * time are the same in every zone, and so they are the other way round.
     */
    public static long toInstant(long local, ZoneId zone) {
        return isEnd(local) ? local : instantOf(local, zone);
    }

    private static long instantOf(long local, ZoneId zone) {
        if (zone instanceof ZoneOffset offset) {
            return local - offset.getTotalSeconds() * Time.MICROS_PER_SECOND;
        }
        long second = Math.floorDiv(local, Time.MICROS_PER_SECOND);
        ZonedDateTime zoned =
                LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC).atZone(zone);
        return zoned.toEpochSecond() * Time.MICROS_PER_SECOND + Math.floorMod(local, Time.MICROS_PER_SECOND);
    }

    /** As {@link #toInstant}. DATETIME_OUT_OF_RANGE (22008) beyond the calendar. */
    static long resolve(long local, ZoneId zone) {
        return checked(toInstant(local, zone));
    }

    /** The local date and time of an instant in a zone; both in microseconds. */
    public static long toLocal(long instant, ZoneId zone) {
        if (isEnd(instant)) {
            return instant;
        }
        ZoneOffset offset = zone instanceof ZoneOffset fixed
                ? fixed
                : zone.getRules().getOffset(Instant.ofEpochSecond(Math.floorDiv(instant, Time.MICROS_PER_SECOND)));
        return instant + offset.getTotalSeconds() * Time.MICROS_PER_SECOND;
    }

    /** Whether a time is an end of time, which stays where it is whatever is added to it. */
    static boolean isEnd(long micros) {
        return micros == Time.FOREVER || micros == Time.BEGINNING;
    }

    /** A date as {@code yyyy-MM-dd}. */
    public static String formatDate(long days) {
        return LocalDate.ofEpochDay(days).toString();
    }

    /** A time as {@code HH:mm:ss}, then a point and as many digits as are needed. */
    public static String formatTime(long micros) {
        var text = new StringBuilder(15);
        pad(text, micros / MICROS_PER_HOUR).append(':');
        pad(text, micros / MICROS_PER_MINUTE % 60).append(':');
        pad(text, micros / Time.MICROS_PER_SECOND % 60);
        long fraction = micros % Time.MICROS_PER_SECOND;
        if (fraction != 0) {
            String digits = Long.toString(Time.MICROS_PER_SECOND + fraction).substring(1);
            int end = digits.length();
            while (digits.charAt(end - 1) == '0') {
                end--;
            }
            text.append('.').append(digits, 0, end);
        }
        return text.toString();
    }

    private static StringBuilder pad(StringBuilder text, long number) {
        return (number < 10 ? text.append('0') : text).append(number);
    }

    /** A timestamp as its date, a space and its time. */
    public static String formatTimestamp(long micros) {
        return formatDate(Math.floorDiv(micros, MICROS_PER_DAY))
                + ' '
                + formatTime(Math.floorMod(micros, MICROS_PER_DAY));
    }

    /** An instant as the local timestamp in a zone and the zone's offset then, such as {@code +02:00}. */
    public static String formatInstant(long micros, ZoneId zone) {
        long local = toLocal(micros, zone);
        long offsetSeconds = (local - micros) / Time.MICROS_PER_SECOND;
        String offset = ZoneOffset.ofTotalSeconds((int) offsetSeconds).getId();
        return formatTimestamp(local) + (offset.equals("Z") ? "+00:00" : offset);
    }

    /** Checks that a timestamp lies in the years 1 to 9999: DATETIME_OUT_OF_RANGE (22008). */
    public static long checked(long micros) {
        if (micros < Time.BEGINNING || micros > Time.FOREVER + 2 * MICROS_PER_DAY - 1) {
            throw new DatabaseException(
                    ErrorCode.DATETIME_OUT_OF_RANGE, "a timestamp must lie in the years 0001 to 9999");
        }
        return micros;
    }

    private static DatabaseException malformed(String type, String text) {
        return new DatabaseException(ErrorCode.DATETIME_FORMAT, "'" + text + "' is no " + type);
    }

    private static DatabaseException outOfRange(String text) {
        return new DatabaseException(
                ErrorCode.DATETIME_OUT_OF_RANGE, "'" + text + "' has a field outside of its range");
    }
}
