package io.aletheia.query.expression;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Strings by character, which is by code point; positions begin at 1. */
final class Strings {
    /** Longest string that a function makes, in characters. */
    private static final long LENGTH_MAX = 100_000_000;

    private Strings() {}

    /** The part from a position on; what lies before the first or after the last character is empty. */
    static String substring(String text, long start, long length) {
        if (length < 0) {
            throw new DatabaseException(ErrorCode.SUBSTRING_ERROR, "a substring has no negative length: " + length);
        }
        long end = start > Long.MAX_VALUE - length ? Long.MAX_VALUE : start + length;
        int count = text.codePointCount(0, text.length());
        int from = (int) Math.min(Math.max(start, 1) - 1, count);
        int to = (int) Math.min(Math.max(end, 1) - 1, count);
        return from >= to ? "" : text.substring(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, to));
    }

    static String left(String text, long count) {
        return count >= 0
                ? substring(text, 1, count)
                : substring(text, 1, Math.max(0, text.codePointCount(0, text.length()) + count));
    }

    static String right(String text, long count) {
        long length = text.codePointCount(0, text.length());
        return count >= 0
                ? substring(text, Math.max(1, length - count + 1), Long.MAX_VALUE)
                : substring(text, 1 - count, Long.MAX_VALUE);
    }

    /** Where a part begins, looking from a position on; 0 if it is not there. */
    static long position(String part, String text, long start) {
        if (start < 1 || start > text.codePointCount(0, text.length()) + 1L) {
            return 0;
        }
        int found = text.indexOf(part, text.offsetByCodePoints(0, (int) start - 1));
        return found < 0 ? 0 : text.codePointCount(0, found) + 1L;
    }

    /** Without the characters at its ends that are among those given. */
    static String trim(String text, String characters, boolean leading, boolean trailing) {
        int from = 0;
        int to = text.length();
        while (leading && from < to && characters.indexOf(text.codePointAt(from)) >= 0) {
            from += Character.charCount(text.codePointAt(from));
        }
        while (trailing && from < to && characters.indexOf(text.codePointBefore(to)) >= 0) {
            to -= Character.charCount(text.codePointBefore(to));
        }
        return text.substring(from, to);
    }

    static String replace(String text, String part, String by) {
        return part.isEmpty() ? text : text.replace(part, by);
    }

    /** Filled up, or cut, to a length. */
    static String pad(String text, long length, String fill, boolean left) {
        long count = text.codePointCount(0, text.length());
        if (length <= count || fill.isEmpty()) {
            return left(text, Math.max(0, Math.min(length, count)));
        }
        checkLength(length);
        int missing = (int) (length - count);
        var padding = new StringBuilder(missing);
        int[] points = fill.codePoints().toArray();
        for (int i = 0; i < missing; i++) {
            padding.appendCodePoint(points[i % points.length]);
        }
        return left ? padding + text : text + padding;
    }

    static String repeat(String text, long times) {
        if (times <= 0 || text.isEmpty()) {
            return "";
        }
        checkLength(times > LENGTH_MAX ? times : times * text.length());
        return text.repeat((int) times);
    }

    /** Where a part begins for the n-th time, counted from a position on; backwards from the end if the start is negative. */
    static long nth(String text, String part, long start, long n) {
        if (n < 1) {
            throw new DatabaseException(ErrorCode.INVALID_ARGUMENT, "occurrences are counted from 1: " + n);
        }
        long length = text.codePointCount(0, text.length());
        if (start == 0 || Math.abs(start) > length + (part.isEmpty() ? 1 : 0)) {
            return 0;
        }
        long from = start > 0 ? start - 1 : length + start;
        int at = text.offsetByCodePoints(0, (int) from);
        for (long left = n; left > 0; left--) {
            int found = start > 0 ? text.indexOf(part, at) : text.lastIndexOf(part, at);
            if (found < 0) {
                return 0;
            }
            if (left == 1) {
                return text.codePointCount(0, found) + 1L;
            }
            at = start > 0 ? found + 1 : found - 1;
        }
        return 0;
    }

    /** A string with another in the place of a part. */
    static String overlay(String text, String by, long start, long length) {
        if (length < 0 || start < 1) {
            throw new DatabaseException(
                    ErrorCode.SUBSTRING_ERROR, "a part that is replaced starts from 1 and has no negative length");
        }
        return left(text, start - 1)
                + by
                + substring(text, start > Long.MAX_VALUE - length ? Long.MAX_VALUE : start + length, Long.MAX_VALUE);
    }

    /** A string whose characters that are in one string become those at the same place of another, or go if it is shorter. */
    static String translate(String text, String from, String to) {
        int[] search = from.codePoints().toArray();
        int[] by = to.codePoints().toArray();
        var result = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            int at = 0;
            while (at < search.length && search[at] != point) {
                at++;
            }
            if (at == search.length) {
                result.appendCodePoint(point);
            } else if (at < by.length) {
                result.appendCodePoint(by[at]);
            }
        });
        return result.toString();
    }

    /** The character with a number. */
    static String character(long number) {
        if (number <= 0 || number > Character.MAX_CODE_POINT || (number >= 0xD800 && number <= 0xDFFF)) {
            throw new DatabaseException(ErrorCode.INVALID_ARGUMENT, number + " is the number of no character");
        }
        return Character.toString((int) number);
    }

    private static void checkLength(long length) {
        if (length > LENGTH_MAX) {
            throw new DatabaseException(
                    ErrorCode.STRING_TOO_LONG, "a string of more than " + LENGTH_MAX + " characters");
        }
    }

    /** The strings from an index on that are not null, with a separator between. */
    static String join(String separator, @Nullable Object[] texts, int from) {
        var joined = new StringBuilder();
        boolean first = true;
        for (int i = from; i < texts.length; i++) {
            if (texts[i] != null) {
                joined.append(first ? "" : separator).append(texts[i]);
                first = false;
            }
        }
        return joined.toString();
    }

    /** The n-th of the parts between separators, counted from the end if n is negative; empty if there are not so many. */
    static String part(String text, String separator, long n) {
        if (n == 0) {
            throw new DatabaseException(ErrorCode.INVALID_ARGUMENT, "SPLIT_PART counts from 1, or from -1 at the end");
        }
        if (separator.isEmpty()) {
            return n == 1 || n == -1 ? text : "";
        }
        String[] parts = text.split(Pattern.quote(separator), -1);
        long index = n > 0 ? n - 1 : parts.length + n;
        return index >= 0 && index < parts.length ? parts[(int) index] : "";
    }

    /** The first letter of each word large, the others small. */
    static String capitalised(String text) {
        var result = new StringBuilder(text.length());
        boolean inWord = false;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int point = text.codePointAt(i);
            result.appendCodePoint(inWord ? Character.toLowerCase(point) : Character.toTitleCase(point));
            inWord = Character.isLetterOrDigit(point);
        }
        return result.toString();
    }
}
