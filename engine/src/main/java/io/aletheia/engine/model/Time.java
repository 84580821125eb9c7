package io.aletheia.engine.model;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * The calendar of the database: instants are microseconds since 1970-01-01T00:00:00Z in a {@code long}, between two fixed
 * ends. The open end has the same value inside and outside, so no code converts it.
 */
public final class Time {
    /** The open start of a period, 0001-01-01 00:00:00Z. */
    public static final long BEGINNING = -62_135_596_800_000_000L;

    /** The open end of a period, 9999-12-30 00:00:00Z. */
    public static final long FOREVER = 253_402_128_000_000_000L;

    /** Microseconds in a day. */
    public static final long MICROS_PER_DAY = 86_400_000_000L;

    /** Microseconds in a second. */
    public static final long MICROS_PER_SECOND = 1_000_000L;

    private static final int NANOS_PER_MICRO = 1000;

    private static final long SECONDS_MAX = Long.MAX_VALUE / MICROS_PER_SECOND - 1;

    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    private Time() {}

    /**
     * The instant in microseconds; what is finer than a microsecond is cut off towards the past.
     *
     * @throws DatabaseException DATETIME_OUT_OF_RANGE (22008) for an instant that a {@code long} of microseconds cannot hold
     */
    public static long ofInstant(Instant instant) {
        if (Math.abs(instant.getEpochSecond()) > SECONDS_MAX) {
            throw new DatabaseException(
                    ErrorCode.DATETIME_OUT_OF_RANGE, "a timestamp must lie in the years 0001 to 9999, not " + instant);
        }
        // Instant.until counts nanoseconds on the way, which overflow in the year 2262.
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), MICROS_PER_SECOND), instant.getNano() / NANOS_PER_MICRO);
    }

    /** The instant that the microseconds name. */
    public static Instant toInstant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** The first instant of the day in UTC that an instant lies in. */
    public static long midnight(long micros) {
        return Math.floorDiv(micros, MICROS_PER_DAY) * MICROS_PER_DAY;
    }

    /** The UTC date and time for messages, such as {@code 2024-05-01 00:00:00.000000}. */
    public static String toText(long micros) {
        return TEXT.format(LocalDateTime.ofInstant(toInstant(micros), ZoneOffset.UTC));
    }
}
