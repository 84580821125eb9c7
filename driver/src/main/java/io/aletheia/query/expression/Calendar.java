package io.aletheia.query.expression;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Time;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.IsoFields;
import org.apache.calcite.avatica.util.TimeUnit;

/** The proleptic Gregorian calendar on local microseconds since 1970-01-01T00:00:00. */
public final class Calendar {
    /** Microseconds in a day. */
    public static final long MICROS_PER_DAY = 86_400_000_000L;

    private static final long MICROS_PER_HOUR = 3_600_000_000L;
    private static final long MICROS_PER_MINUTE = 60_000_000L;
    private static final long MONTHS_MAX = 1_000_000;
    private static final int DAYS_PER_WEEK = 7;

    private Calendar() {}

    /** The date of a local time. */
    static LocalDate date(long micros) {
        return LocalDate.ofEpochDay(Math.floorDiv(micros, MICROS_PER_DAY));
    }

    /** The month of a local time, counted from that of January of the year 0. */
    public static long month(long micros) {
        LocalDate date = date(micros);
        return date.getYear() * 12L + date.getMonthValue() - 1;
    }

    /** Adds months; a day that the month reached does not have becomes its last. DATETIME_OUT_OF_RANGE (22008). */
    public static long plusMonths(long micros, long months) {
        LocalDate date = date(micros);
        // So many months lead out of the calendar from everywhere, and cannot overflow the sum.
        long sum = month(micros) + Math.max(-MONTHS_MAX, Math.min(MONTHS_MAX, months));
        long year = Math.floorDiv(sum, 12);
        if (year < 1 || year > 9999) {
            throw new DatabaseException(
                    ErrorCode.DATETIME_OUT_OF_RANGE, "a timestamp must lie in the years 0001 to 9999");
        }
        YearMonth month = YearMonth.of((int) year, (int) Math.floorMod(sum, 12L) + 1);
        int day = Math.min(date.getDayOfMonth(), month.lengthOfMonth());
        return month.atDay(day).toEpochDay() * MICROS_PER_DAY + Math.floorMod(micros, MICROS_PER_DAY);
    }

    /** Whole months from one local time to another, towards zero. */
    static long monthsBetween(long from, long to) {
        if (from > to) {
            return -monthsBetween(to, from);
        }
        LocalDate start = date(from);
        LocalDate end = date(to);
        long months = (end.getYear() - start.getYear()) * 12L + end.getMonthValue() - start.getMonthValue();
        return plusMonths(from, months) > to ? months - 1 : months;
    }

    /** Microseconds in a unit of fixed length; 0 for the units of months. */
    static long micros(TimeUnit unit) {
        return switch (unit) {
            case MICROSECOND -> 1;
            case MILLISECOND -> 1000;
            case SECOND -> Time.MICROS_PER_SECOND;
            case MINUTE -> MICROS_PER_MINUTE;
            case HOUR -> MICROS_PER_HOUR;
            case DAY -> MICROS_PER_DAY;
            case WEEK -> DAYS_PER_WEEK * MICROS_PER_DAY;
            default -> 0;
        };
    }

    /** Months in a unit; 0 for the units of fixed length. */
    static long months(TimeUnit unit) {
        return switch (unit) {
            case MONTH -> 1;
            case QUARTER -> 3;
            case YEAR -> 12;
            case DECADE -> 120;
            case CENTURY -> 1200;
            case MILLENNIUM -> 12_000;
            default -> 0;
        };
    }

    /** A field of a local time. Days of the week: DOW from 1 (Sunday), ISODOW from 1 (Monday). */
    static long field(TimeUnit unit, long micros) {
        long ofDay = Math.floorMod(micros, MICROS_PER_DAY);
        return switch (unit) {
            case HOUR -> ofDay / MICROS_PER_HOUR;
            case MINUTE -> ofDay / MICROS_PER_MINUTE % 60;
            case SECOND -> ofDay / Time.MICROS_PER_SECOND % 60;
            case MILLISECOND -> ofDay / 1000 % 60_000;
            case MICROSECOND -> ofDay % MICROS_PER_MINUTE;
            case NANOSECOND -> ofDay % MICROS_PER_MINUTE * 1000;
            case EPOCH -> Math.floorDiv(micros, Time.MICROS_PER_SECOND);
            default -> dateField(unit, date(micros));
        };
    }

    private static long dateField(TimeUnit unit, LocalDate date) {
        int year = date.getYear();
        return switch (unit) {
            case YEAR -> year;
            case ISOYEAR -> date.get(IsoFields.WEEK_BASED_YEAR);
            case QUARTER -> date.get(IsoFields.QUARTER_OF_YEAR);
            case MONTH -> date.getMonthValue();
            case WEEK -> date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            case DAY -> date.getDayOfMonth();
            case DOY -> date.getDayOfYear();
            case DOW -> date.getDayOfWeek().getValue() % DAYS_PER_WEEK + 1;
            case ISODOW -> date.getDayOfWeek().getValue();
            case DECADE -> Math.floorDiv(year, 10);
            case CENTURY -> year > 0 ? (year + 99) / 100 : -((99 - year) / 100);
            case MILLENNIUM -> year > 0 ? (year + 999) / 1000 : -((999 - year) / 1000);
            default -> throw ExpressionCompiler.unsupported("the field " + unit);
        };
    }

    /** The start of the unit that a local time lies in; weeks begin on Monday. */
    static long floor(TimeUnit unit, long micros) {
        if (unit == TimeUnit.WEEK) {
            LocalDate date = date(micros);
            return date.minusDays(date.getDayOfWeek().getValue() - 1L).toEpochDay() * MICROS_PER_DAY;
        }
        long fixed = micros(unit);
        if (fixed != 0) {
            return micros - Math.floorMod(micros, fixed);
        }
        LocalDate date = date(micros);
        int year = date.getYear();
        LocalDate start = switch (unit) {
            case MONTH -> date.withDayOfMonth(1);
            case QUARTER -> LocalDate.of(year, (date.getMonthValue() - 1) / 3 * 3 + 1, 1);
            case YEAR -> LocalDate.of(year, 1, 1);
            case ISOYEAR -> date.with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, 1).with(DayOfWeek.MONDAY);
            case DECADE -> LocalDate.of(Math.max(1, year - Math.floorMod(year, 10)), 1, 1);
            case CENTURY -> LocalDate.of((year - 1) / 100 * 100 + 1, 1, 1);
            case MILLENNIUM -> LocalDate.of((year - 1) / 1000 * 1000 + 1, 1, 1);
            default -> throw ExpressionCompiler.unsupported("the unit " + unit);
        };
        return start.toEpochDay() * MICROS_PER_DAY;
    }

    /** The start of the next unit, or the time itself if a unit starts there. */
    static long ceiling(TimeUnit unit, long micros) {
        long floor = floor(unit, micros);
        if (floor == micros) {
            return micros;
        }
        long fixed = micros(unit);
        return TemporalText.checked(fixed != 0 ? floor + fixed : plusMonths(floor, Math.max(months(unit), 1)));
    }
}
