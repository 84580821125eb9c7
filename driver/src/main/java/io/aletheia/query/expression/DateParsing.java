package io.aletheia.query.expression;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Time;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.time.temporal.JulianFields;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads a text as a template says, as local microseconds. Blanks between fields may be left out or added, any sign stands for any
 * other. What does not fit is DATETIME_FORMAT (22007), a field beyond its range DATETIME_OUT_OF_RANGE (22008). Not thread-safe.
 */
final class DateParsing {
    private static final int NOON = 12;

    private final DateTemplate template;
    private final String text;
    private final Map<String, Long> values = new HashMap<>();
    private int at;

    private DateParsing(DateTemplate template, String text) {
        this.template = template;
        this.text = text;
    }

    static long micros(DateTemplate template, String text) {
        return new DateParsing(template, text).read();
    }

    private long read() {
        for (DateTemplate.Part part : template.parts()) {
            if (part.isField()) {
                skipBlanks();
                field(part.field());
            } else {
                part.text().codePoints().forEach(this::separator);
            }
        }
        skipBlanks();
        if (at < text.length()) {
            throw malformed();
        }
        return TemporalText.checked(days() * Calendar.MICROS_PER_DAY + ofDay());
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    /** A letter or digit must stand there; of other signs, which a template has between its fields, any does. */
    private void separator(int expected) {
        if (Character.isLetterOrDigit(expected)) {
            if (at >= text.length() || Character.toUpperCase(text.codePointAt(at)) != Character.toUpperCase(expected)) {
                throw malformed();
            }
            at += Character.charCount(expected);
        } else if (Character.isWhitespace(expected)) {
            skipBlanks();
        } else {
            skipBlanks();
            if (at >= text.length() || Character.isLetterOrDigit(text.codePointAt(at))) {
                throw malformed();
            }
            at += Character.charCount(text.codePointAt(at));
        }
    }

    private void field(String field) {
        switch (field) {
            case "MONTH" -> put("MM", month(TextStyle.FULL));
            case "MON" -> put("MM", month(TextStyle.SHORT));
            case "DAY", "DY" -> letters();
            case "AM", "PM" -> put("PM", half());
            case "YYYY" -> put("YYYY", number(4));
            case "YYY", "YY", "Y" -> put("YYYY", nearest(number(field.length()), field.length()));
            case "MM", "DD", "MI", "SS" -> put(field, number(2));
            case "HH24" -> put("HH24", number(2));
            case "HH", "HH12" -> put("HH12", number(2));
            case "DDD" -> put("DDD", number(3));
            case "SSSSS" -> put("SSSSS", number(5));
            case "J" -> put("J", number(7));
            case "MS" -> put("US", fraction(3));
            case "US" -> put("US", fraction(6));
            case "FF1", "FF2", "FF3", "FF4", "FF5", "FF6" -> put("US", fraction(field.charAt(2) - '0'));
            default ->
                throw new DatabaseException(
                        ErrorCode.UNSUPPORTED, "reading the field " + field + " of a date is not supported yet");
        }
    }

    private void put(String field, long value) {
        Long before = values.put(field, value);
        if (before != null && before != value) {
            throw new DatabaseException(
                    ErrorCode.DATETIME_FORMAT, "'" + text + "' says " + field + " twice: " + before + " and " + value);
        }
    }

    /** The year nearest to 2020 that ends in these digits, as PostgreSQL takes it. */
    private static long nearest(long digits, int width) {
        if (width == 2) {
            return digits < 70 ? 2000 + digits : 1900 + digits;
        }
        return width == 1 ? 2020 + digits : digits < 520 ? 2000 + digits : 1000 + digits;
    }

    private long number(int digitsMax) {
        int from = at;
        while (at < text.length() && at - from < digitsMax && isDigit(text.charAt(at))) {
            at++;
        }
        if (at == from) {
            throw malformed();
        }
        return Long.parseLong(text.substring(from, at));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private long fraction(int digitsMax) {
        int from = at;
        number(digitsMax);
        return Long.parseLong((text.substring(from, at) + "000000").substring(0, 6));
    }

    private String letters() {
        int from = at;
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
        }
        if (at == from) {
            throw malformed();
        }
        return text.substring(from, at);
    }

    private long month(TextStyle style) {
        String name = letters();
        for (Month month : Month.values()) {
            if (month.getDisplayName(style, Locale.ENGLISH).equalsIgnoreCase(name)) {
                return month.getValue();
            }
        }
        throw malformed();
    }

    private long half() {
        String name = letters().toUpperCase(Locale.ROOT);
        if (!name.equals("AM") && !name.equals("PM")) {
            throw malformed();
        }
        return name.equals("PM") ? 1 : 0;
    }

    private long days() {
        try {
            if (values.containsKey("J")) {
                return LocalDate.EPOCH
                        .with(JulianFields.JULIAN_DAY, value("J", 0))
                        .toEpochDay();
            }
            if (!values.containsKey("YYYY")) {
                throw new DatabaseException(ErrorCode.DATETIME_FORMAT, "the template of '" + text + "' has no year");
            }
            int year = (int) value("YYYY", 1);
            if (year == 0) {
                throw new DatabaseException(ErrorCode.DATETIME_OUT_OF_RANGE, "'" + text + "': there is no year 0");
            }
            return values.containsKey("DDD")
                    ? LocalDate.ofYearDay(year, (int) value("DDD", 1)).toEpochDay()
                    : LocalDate.of(year, (int) value("MM", 1), (int) value("DD", 1))
                            .toEpochDay();
        } catch (DateTimeException e) {
            throw new DatabaseException(
                    ErrorCode.DATETIME_OUT_OF_RANGE, "'" + text + "' is no date of the calendar: " + e.getMessage(), e);
        }
    }

    private long ofDay() {
        long hour = value("HH24", 0);
        if (values.containsKey("HH12")) {
            long twelve = checked("HH12", 1, NOON, NOON);
            hour = twelve % NOON + value("PM", 0) * NOON;
        }
        values.put("HH24", hour);
        long seconds = values.containsKey("SSSSS")
                ? checked("SSSSS", 0, 86_399, 0)
                : checked("HH24", 0, 23, 0) * 3600 + checked("MI", 0, 59, 0) * 60 + checked("SS", 0, 59, 0);
        return seconds * Time.MICROS_PER_SECOND + value("US", 0);
    }

    private long value(String field, long otherwise) {
        return values.getOrDefault(field, otherwise);
    }

    private long checked(String field, long min, long max, long otherwise) {
        long value = value(field, otherwise);
        if (value < min || value > max) {
            throw new DatabaseException(
                    ErrorCode.DATETIME_OUT_OF_RANGE, "'" + text + "' has a field outside of its range: " + value);
        }
        return value;
    }

    private DatabaseException malformed() {
        return new DatabaseException(
                ErrorCode.DATETIME_FORMAT,
                "'" + text + "' does not fit its template from character " + (at + 1) + " on");
    }
}
