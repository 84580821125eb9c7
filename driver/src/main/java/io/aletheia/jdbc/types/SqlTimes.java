package io.aletheia.jdbc.types;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/**
 * Between java.time's local dates and times and java.sql's three classes, which hold an instant: by the zone of the JVM, or of
 * the calendar if one is given. A calendar is never changed.
 */
@SuppressWarnings({"JavaUtilDate", "JavaLocalDateTimeGetNano"}) // the bad classes are what this class is about
public final class SqlTimes {
    private static final int NANOS_PER_MILLI = 1_000_000;

    private SqlTimes() {}

    /** The date as the instant of its midnight. */
    public static Date date(LocalDate date, @Nullable Calendar calendar) {
        return calendar == null ? Date.valueOf(date) : new Date(millis(date.atStartOfDay(), calendar));
    }

    /** The time of day as an instant of 1970-01-01; finer than a millisecond is cut off, the class has no room for it. */
    public static Time time(LocalTime time, @Nullable Calendar calendar) {
        var dateTime = LocalDate.EPOCH.atTime(time);
        return new Time(calendar == null ? Timestamp.valueOf(dateTime).getTime() : millis(dateTime, calendar));
    }

    /** Date and time as an instant, exact. */
    public static Timestamp timestamp(LocalDateTime dateTime, @Nullable Calendar calendar) {
        if (calendar == null) {
            return Timestamp.valueOf(dateTime);
        }
        var timestamp = new Timestamp(millis(dateTime, calendar));
        timestamp.setNanos(dateTime.getNano());
        return timestamp;
    }

    /** The date that the instant falls on. */
    public static LocalDate localDate(java.util.Date date, @Nullable Calendar calendar) {
        return localDateTime(date, calendar).toLocalDate();
    }

    /** The time of day at the instant. */
    public static LocalTime localTime(java.util.Date time, @Nullable Calendar calendar) {
        return localDateTime(time, calendar).toLocalTime();
    }

    /** Date and time at the instant. */
    public static LocalDateTime localDateTime(java.util.Date instant, @Nullable Calendar calendar) {
        var timestamp = instant instanceof Timestamp exact ? exact : new Timestamp(instant.getTime());
        if (calendar == null) {
            return timestamp.toLocalDateTime();
        }
        var fields = (Calendar) calendar.clone();
        fields.setTimeInMillis(instant.getTime());
        return LocalDateTime.of(
                fields.get(Calendar.YEAR),
                fields.get(Calendar.MONTH) + 1,
                fields.get(Calendar.DAY_OF_MONTH),
                fields.get(Calendar.HOUR_OF_DAY),
                fields.get(Calendar.MINUTE),
                fields.get(Calendar.SECOND),
                timestamp.getNanos());
    }

    private static long millis(LocalDateTime dateTime, Calendar calendar) {
        var fields = (Calendar) calendar.clone();
        fields.clear();
        fields.setLenient(true);
        fields.set(
                dateTime.getYear(),
                dateTime.getMonthValue() - 1,
                dateTime.getDayOfMonth(),
                dateTime.getHour(),
                dateTime.getMinute(),
                dateTime.getSecond());
        fields.set(Calendar.MILLISECOND, dateTime.getNano() / NANOS_PER_MILLI);
        return fields.getTimeInMillis();
    }
}
