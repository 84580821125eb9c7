package io.aletheia.engine.index;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * Values as {@code long}s in the order of {@link io.aletheia.engine.model.ValueOrder}: of two values the lesser one never has the
 * greater number. Where the number says all of a value, equal numbers mean equal values. Pure functions.
 *
 * <p>A string has its first seven bytes in a form of UTF-8 in which units of surrogate pairs are two bytes that are greater than those
 * of all other characters; the eighth byte is how many bytes there are, or {@link #LONGER}.
 */
final class ValuePrefix {
    private static final int STRING_BYTES = 7;

    /** What a string's last byte is if it has more bytes than fit. */
    private static final int LONGER = 0xff;

    private static final int SURROGATE_LEAD = 0xf0;
    private static final int SURROGATE_FIRST = 0xd800;

    private ValuePrefix() {}

    /** The number of a value. */
    static long of(Object value) {
        if (value instanceof Long number) {
            return number;
        } else if (value instanceof String text) {
            return of(text);
        } else if (value instanceof Double number) {
            return of((double) number);
        } else if (value instanceof BigDecimal number) {
            return of(number.doubleValue());
        } else if (value instanceof Boolean truth) {
            return truth ? 1 : 0;
        } else if (value instanceof UUID uuid) {
            return uuid.getMostSignificantBits() ^ Long.MIN_VALUE;
        } else if (value instanceof byte[] bytes) {
            long number = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                number = number << Byte.SIZE | (i < bytes.length ? bytes[i] & 0xff : 0);
            }
            return number ^ Long.MIN_VALUE;
        }
        throw new IllegalStateException("no order of " + value.getClass().getSimpleName());
    }

    /** Whether only equal values have the number of this one. */
    static boolean isWhole(Object value, long prefix) {
        return value instanceof Long
                || value instanceof Double
                || value instanceof Boolean
                || (value instanceof String && (prefix & 0xff) != LONGER);
    }

    /** In the order of the numbers, both zeros as one, NaN behind all. */
    private static long of(double number) {
        long bits = Double.doubleToLongBits(number + 0.0);
        return bits ^ ((bits >> (Long.SIZE - 1)) & Long.MAX_VALUE);
    }

    private static long of(String text) {
        long bytes = 0;
        int count = 0;
        for (int i = 0; i < text.length() && count <= STRING_BYTES; i++) {
            char unit = text.charAt(i);
            if (unit < 0x80) {
                bytes = with(bytes, count++, unit);
            } else if (unit < 0x800) {
                bytes = with(bytes, count++, 0xc0 | unit >> 6);
                bytes = with(bytes, count++, 0x80 | (unit & 0x3f));
            } else if (Character.isSurrogate(unit)) {
                bytes = with(bytes, count++, SURROGATE_LEAD | (unit - SURROGATE_FIRST) >> 8);
                bytes = with(bytes, count++, (unit - SURROGATE_FIRST) & 0xff);
            } else {
                bytes = with(bytes, count++, 0xe0 | unit >> 12);
                bytes = with(bytes, count++, 0x80 | (unit >> 6 & 0x3f));
                bytes = with(bytes, count++, 0x80 | (unit & 0x3f));
            }
        }
        return (bytes | (count > STRING_BYTES ? LONGER : count)) ^ Long.MIN_VALUE;
    }

    private static long with(long bytes, int at, int added) {
        return at < STRING_BYTES ? bytes | (long) added << (Long.SIZE - Byte.SIZE * (at + 1)) : bytes;
    }
}
