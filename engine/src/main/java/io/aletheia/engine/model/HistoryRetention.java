package io.aletheia.engine.model;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * For how long a table knows what it no longer believes. Immutable.
 *
 * @param amount how many units, at least 1
 * @param unit days, months or years of the calendar in UTC
 */
public record HistoryRetention(int amount, Unit unit) {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,9}) ([A-Z]+)");

    /** What is counted. */
    public enum Unit {
        /** Days. */
        DAY,
        /** Months of the calendar. */
        MONTH,
        /** Years of the calendar. */
        YEAR
    }

    /** Checks the amount. INVALID_ARGUMENT (22023). */
    public HistoryRetention {
        if (amount < 1) {
            throw new DatabaseException(
                    ErrorCode.INVALID_ARGUMENT, "a history is kept for a day at least, not for " + amount + " " + unit);
        }
    }

    /**
     * The system time before which nothing is to be known: a midnight in UTC, so that it moves once a day; {@link Time#BEGINNING} if
     * that would be before it.
     *
     * @param nowMicros the present in microseconds
     */
    public long horizon(long nowMicros) {
        LocalDate today = LocalDate.ofInstant(Time.toInstant(nowMicros), ZoneOffset.UTC);
        LocalDate day = switch (unit) {
            case DAY -> today.minusDays(amount);
            case MONTH -> today.minusMonths(amount);
            case YEAR -> today.minusYears(amount);
        };
        return day.getYear() < 1
                ? Time.BEGINNING
                : Time.ofInstant(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** What {@link #toString} gave; null if it is no such text. */
    public static @Nullable HistoryRetention ofText(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        int amount = Integer.parseInt(parts.group(1));
        return Arrays.stream(Unit.values())
                .filter(unit -> amount > 0 && unit.name().equals(parts.group(2)))
                .findFirst()
                .map(unit -> new HistoryRetention(amount, unit))
                .orElse(null);
    }

    /** Amount and unit: {@code 7 YEAR}. */
    @Override
    public String toString() {
        return amount + " " + unit;
    }
}
