package io.aletheia.query.expression;

import io.aletheia.engine.model.Time;

/**
 * Reads dates and timestamps of the one form that files and programs write: {@code yyyy-MM-dd}, then perhaps a space or T and
 * {@code HH:mm:ss}, then perhaps a point and up to six digits. What is not exactly so is left to {@link TemporalText}, which
 * knows all other forms and says what is wrong.
 */
final class IsoText {
    /** What {@link #micros} answers to another text. */
    static final long OTHER = Long.MIN_VALUE;

    private static final int DATE_LENGTH = 10;
    private static final int SECOND_LENGTH = 19;
    private static final int MICROSECOND_LENGTH = 26;
    private static final long MICROS_PER_DAY = 86_400 * Time.MICROS_PER_SECOND;

    /** Days before the month in a year that begins with March, from March on. */
    private static final int[] DAYS_BEFORE = {0, 31, 61, 92, 122, 153, 184, 214, 245, 275, 306, 337};

    private static final int[] DAYS_OF_MONTH = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private IsoText() {}

    /** The local microseconds since 1970-01-01 00:00:00; {@link #OTHER} if the text is of another form. */
    static long micros(String text) {
        int length = text.length();
        if (length != DATE_LENGTH
                && (length < SECOND_LENGTH || length == SECOND_LENGTH + 1 || length > MICROSECOND_LENGTH)) {
            return OTHER;
        }
        long days = days(text);
        if (days == OTHER || length == DATE_LENGTH) {
            return days == OTHER ? OTHER : days * MICROS_PER_DAY;
        }
        char separator = text.charAt(DATE_LENGTH);
        if ((separator != ' ' && separator != 'T') || text.charAt(13) != ':' || text.charAt(16) != ':') {
            return OTHER;
        }
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, SECOND_LENGTH);
        int fraction = length == SECOND_LENGTH ? 0 : fraction(text, length);
        if ((hour | minute | second | fraction) < 0 || hour > 23 || minute > 59 || second > 59) {
            return OTHER;
        }
        return days * MICROS_PER_DAY + ((hour * 60L + minute) * 60 + second) * Time.MICROS_PER_SECOND + fraction;
    }

    private static long days(String text) {
        if (text.charAt(4) != '-' || text.charAt(7) != '-') {
            return OTHER;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, DATE_LENGTH);
        if (year < 1 || month < 1 || month > 12 || day < 1) {
            return OTHER;
        }
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        if (day > DAYS_OF_MONTH[month - 1] + (leap && month == 2 ? 1 : 0)) {
            return OTHER;
        }
        int fromMarch = month < 3 ? year - 1 : year;
        long daysOfYears = 365L * fromMarch + fromMarch / 4 - fromMarch / 100 + fromMarch / 400;
        // 719,468 days lie between 0000-03-01 and 1970-01-01.
        return daysOfYears + DAYS_BEFORE[(month + 9) % 12] + day - 1 - 719_468;
    }

    /** The digits behind the point as microseconds; negative if they are none. */
    private static int fraction(String text, int length) {
        if (text.charAt(SECOND_LENGTH) != '.') {
            return -1;
        }
        int micros = number(text, SECOND_LENGTH + 1, length);
        for (int digits = length; digits < MICROSECOND_LENGTH; digits++) {
            micros *= 10;
        }
        return micros;
    }

    /** A number of ASCII digits; negative if something else is among them. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
