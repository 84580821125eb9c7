package io.aletheia.query;

import io.aletheia.engine.model.Time;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What values a setting takes. Immutable. */
sealed interface SettingFormat {
    /** What is expected, to follow "must be". */
    String expectation();

    /** The one spelling of the value that all its spellings share; null if the text is no value. */
    @Nullable
    String canonical(String text);

    /** One of a list, without regard to case. */
    record Choice(List<String> choices) implements SettingFormat {
        @Override
        public String expectation() {
            return "one of " + String.join(", ", choices);
        }

        @Override
        public @Nullable String canonical(String text) {
            for (String choice : choices) {
                if (choice.equalsIgnoreCase(text)) {
                    return choice;
                }
            }
            return null;
        }
    }

    /** Any text. */
    record Text(boolean emptyAllowed) implements SettingFormat {
        @Override
        public String expectation() {
            return emptyAllowed ? "text" : "text that is not empty";
        }

        @Override
        public @Nullable String canonical(String text) {
            return emptyAllowed || !text.isEmpty() ? text : null;
        }
    }

    /** A whole number between bounds, both inclusive. */
    record Whole(long min, long max) implements SettingFormat {
        @Override
        public String expectation() {
            return "a whole number from " + min + " to " + max;
        }

        @Override
        public @Nullable String canonical(String text) {
            return within(text, BigInteger.ONE, min, max);
        }
    }

    /** A power of two between bounds, both inclusive. */
    record PowerOfTwo(long min, long max) implements SettingFormat {
        @Override
        public String expectation() {
            return "a power of two from " + min + " to " + max;
        }

        @Override
        public @Nullable String canonical(String text) {
            String number = within(text, BigInteger.ONE, min, max);
            return number != null && Long.bitCount(Long.parseLong(number)) == 1 ? number : null;
        }
    }

    /** Bytes between bounds, both inclusive, given with or without a binary unit. */
    record Bytes(long min, long max) implements SettingFormat {
        @Override
        public String expectation() {
            return "a number of bytes from " + min + " to " + max + ", such as 64MiB";
        }

        @Override
        public @Nullable String canonical(String text) {
            String lower = text.toLowerCase(Locale.ROOT);
            int shift = lower.endsWith("kib") ? 10 : lower.endsWith("mib") ? 20 : lower.endsWith("gib") ? 30 : 0;
            String number =
                    shift == 0 ? lower : lower.substring(0, lower.length() - 3).strip();
            return within(number, BigInteger.ONE.shiftLeft(shift), min, max);
        }
    }

    /** {@code CURRENT}, a date, a timestamp in the session's time zone, or a timestamp with its own offset. */
    record Moment() implements SettingFormat {
        static final String CURRENT = "CURRENT";

        private static final DateTimeFormatter LOCAL = new DateTimeFormatterBuilder()
                .append(DateTimeFormatter.ISO_LOCAL_DATE)
                .appendPattern("['T'][' ']HH:mm[:ss]")
                .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
                .toFormatter(Locale.ROOT);
        private static final DateTimeFormatter WITH_OFFSET =
                new DateTimeFormatterBuilder().append(LOCAL).appendOffsetId().toFormatter(Locale.ROOT);

        @Override
        public String expectation() {
            return "CURRENT or a timestamp such as 2004-05-01, 2004-05-01 12:30:00 or 2004-05-01T12:30:00Z";
        }

        @Override
        public @Nullable String canonical(String text) {
            String trimmed = text.strip();
            if (trimmed.equalsIgnoreCase(CURRENT)) {
                return CURRENT;
            }
            try {
                long micros = micros(trimmed, ZoneOffset.UTC);
                return micros >= Time.BEGINNING && micros < Time.FOREVER ? trimmed : null;
            } catch (DateTimeException e) {
                return null;
            }
        }

        /** The instant that a canonical text other than CURRENT means. */
        static long micros(String text, ZoneId zone) {
            return Time.ofInstant(parse(text, zone));
        }

        private static Instant parse(String text, ZoneId zone) {
            if (text.length() == 10) {
                return LocalDate.parse(text).atStartOfDay(zone).toInstant();
            }
            try {
                return OffsetDateTime.parse(text, WITH_OFFSET).toInstant();
            } catch (DateTimeParseException e) {
                return LocalDateTime.parse(text, LOCAL).atZone(zone).toInstant();
            }
        }
    }

    /** A time zone. */
    record Zone() implements SettingFormat {
        @Override
        public String expectation() {
            return "a time zone such as UTC, Europe/Paris or +02:00";
        }

        @Override
        public @Nullable String canonical(String text) {
            try {
                return ZoneId.of(text.strip()).getId();
            } catch (DateTimeException e) {
                return null;
            }
        }
    }

    private static @Nullable String within(String digits, BigInteger factor, long min, long max) {
        if (!digits.matches("-?[0-9]{1,18}")) {
            return null;
        }
        BigInteger number = new BigInteger(digits).multiply(factor);
        boolean inside =
                number.compareTo(BigInteger.valueOf(min)) >= 0 && number.compareTo(BigInteger.valueOf(max)) <= 0;
        return inside ? number.toString() : null;
    }
}
