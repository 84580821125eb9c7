package io.aletheia.query.expression;

import io.aletheia.engine.model.Time;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.time.temporal.JulianFields;
import java.util.Locale;

/** Writes local microseconds as a template says. */
final class DateFormatting {
    /** MONTH and DAY are filled with blanks to the longest name's length. */
    private static final int NAME_WIDTH = 9;

    private static final int NOON = 12;

    private DateFormatting() {}

    static String format(DateTemplate template, long micros) {
        LocalDate date = Calendar.date(micros);
        long ofDay = Math.floorMod(micros, Calendar.MICROS_PER_DAY);
        var text = new StringBuilder();
        for (DateTemplate.Part part : template.parts()) {
            if (part.isField()) {
                append(text, part, date, ofDay);
            } else {
                text.append(part.text());
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, DateTemplate.Part part, LocalDate date, long ofDay) {
        switch (part.field()) {
            case "MONTH" ->
                name(text, part, date.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH), NAME_WIDTH);
            case "MON" -> name(text, part, date.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH), 0);
            case "DAY" ->
                name(text, part, date.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH), NAME_WIDTH);
            case "DY" -> name(text, part, date.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH), 0);
            case "AM", "PM" -> {
                String half = ofDay / 3_600_000_000L < NOON ? "AM" : "PM";
                text.append(Character.isLowerCase(part.text().charAt(0)) ? half.toLowerCase(Locale.ROOT) : half);
            }
            default -> number(text, part, date, ofDay);
        }
    }

    private static void name(StringBuilder text, DateTemplate.Part part, String name, int width) {
        text.append(DateTemplate.inCase(name, part.text()));
        for (int i = name.length(); part.filled() && i < width; i++) {
            text.append(' ');
        }
    }

    private static void number(StringBuilder text, DateTemplate.Part part, LocalDate date, long ofDay) {
        long hour = ofDay / 3_600_000_000L;
        long fraction = ofDay % Time.MICROS_PER_SECOND;
        switch (part.field()) {
            case "YYYY" -> digits(text, part, date.getYear(), 4);
            case "YYY" -> digits(text, part, date.getYear() % 1000, 3);
            case "YY" -> digits(text, part, date.getYear() % 100, 2);
            case "Y" -> digits(text, part, date.getYear() % 10, 1);
            case "IYYY" -> digits(text, part, date.get(IsoFields.WEEK_BASED_YEAR), 4);
            case "CC" -> digits(text, part, (date.getYear() + 99) / 100, 2);
            case "Q" -> digits(text, part, date.get(IsoFields.QUARTER_OF_YEAR), 1);
            case "MM" -> digits(text, part, date.getMonthValue(), 2);
            case "WW" -> digits(text, part, (date.getDayOfYear() - 1) / 7 + 1, 2);
            case "IW" -> digits(text, part, date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2);
            case "DDD" -> digits(text, part, date.getDayOfYear(), 3);
            case "DD" -> digits(text, part, date.getDayOfMonth(), 2);
            case "D" -> digits(text, part, date.getDayOfWeek().getValue() % 7 + 1, 1);
            case "ID" -> digits(text, part, date.getDayOfWeek().getValue(), 1);
            case "J" -> digits(text, part, date.getLong(JulianFields.JULIAN_DAY), 1);
            case "HH24" -> digits(text, part, hour, 2);
            case "HH", "HH12" -> digits(text, part, (hour + NOON - 1) % NOON + 1, 2);
            case "MI" -> digits(text, part, ofDay / 60_000_000L % 60, 2);
            case "SS" -> digits(text, part, ofDay / Time.MICROS_PER_SECOND % 60, 2);
            case "SSSSS" -> digits(text, part, ofDay / Time.MICROS_PER_SECOND, 5);
            case "MS" -> digits(text, part, fraction / 1000, 3);
            case "US" -> digits(text, part, fraction, 6);
            // FF1 to FF6: so many digits of the fraction.
            default -> {
                int count = part.field().charAt(2) - '0';
                text.append(String.format(Locale.ROOT, "%06d", fraction), 0, count);
            }
        }
    }

    private static void digits(StringBuilder text, DateTemplate.Part part, long number, int width) {
        String digits = Long.toString(number);
        for (int i = digits.length(); part.filled() && i < width; i++) {
            text.append('0');
        }
        text.append(digits);
    }
}
