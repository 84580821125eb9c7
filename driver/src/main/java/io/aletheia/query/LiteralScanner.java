package io.aletheia.query;

import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the numbers and strings of a statement without parsing it, some 200 ns for a short text. Its words and signs are those of the
 * grammar's lexer; wherever the lexer would have to be asked (parameters, letters beyond ASCII outside of strings, numbers with
 * exponents or too many digits, whatever is not closed) it gives up. One for a session; not thread-safe.
 */
final class LiteralScanner {
    /** What stands in the skeleton for a literal. None of these can stand in a text that is not given up. */
    private static final char INTEGER = '\u0001';

    private static final char DECIMAL = '\u0002';
    private static final char STRING = '\u0003';

    /** A long has room for this many digits, whatever they are. */
    private static final int INTEGER_DIGITS_MAX = 18;

    private static final int DECIMAL_DIGITS_MAX = 38;
    private static final int LITERALS_MAX = 1024;

    private char[] skeleton = new char[256];
    private int length;
    private int[] starts = new int[16];
    private int[] ends = new int[16];
    private Object[] values = new Object[16];
    private int count;

    /** The shape of a text; null if it has no literals, or if only the lexer can tell. */
    @Nullable
    TextShape scan(String sql) {
        if (skeleton.length < sql.length()) {
            skeleton = new char[sql.length()];
        }
        length = 0;
        count = 0;
        int i = 0;
        while (i >= 0 && i < sql.length()) {
            i = token(sql, i);
        }
        if (i < 0 || count == 0) {
            return null;
        }
        return new TextShape(
                new String(skeleton, 0, length),
                Arrays.copyOf(starts, count),
                Arrays.copyOf(ends, count),
                Arrays.copyOf(values, count));
    }

    /** Reads the token, or the space, at a position; where the next begins, or -1 to give up. */
    private int token(String sql, int i) {
        char c = sql.charAt(i);
        if (isLetter(c)) {
            return word(sql, i);
        } else if (c == ' ' || (c >= '\t' && c <= '\r')) {
            return copy(sql, i, i + 1);
        } else if (isDigit(c) || (c == '.' && isDigit(at(sql, i + 1)))) {
            return number(sql, i);
        }
        return switch (c) {
            case '\'' -> string(sql, i);
            case '"' -> quotedName(sql, i);
            case '-' -> at(sql, i + 1) == '-' ? lineComment(sql, i) : copy(sql, i, i + 1);
            case '/' -> at(sql, i + 1) == '*' ? blockComment(sql, i) : copy(sql, i, i + 1);
            case '.' -> at(sql, i + 1) == '.' ? -1 : copy(sql, i, i + 1);
            case '&' -> at(sql, i + 1) == '\'' ? -1 : copy(sql, i, i + 1);
            case '+', '*', '%', '|', '=', '<', '>', '!', '(', ')', '[', ']', '{', '}', ',', ';', ':' ->
                copy(sql, i, i + 1);
            default -> -1;
        };
    }

    /** A character, or a letter of no kind beyond the end. */
    private static char at(String sql, int i) {
        return i < sql.length() ? sql.charAt(i) : ' ';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Whether a word or a number could go on with the character. */
    private static boolean goesOn(char c) {
        return isLetter(c) || isDigit(c) || c == '$' || c >= 128;
    }

    private int copy(String sql, int from, int to) {
        sql.getChars(from, to, skeleton, length);
        length += to - from;
        return to;
    }

    private int word(String sql, int from) {
        int i = from + 1;
        while (goesOn(at(sql, i))) {
            if (sql.charAt(i) >= 128) {
                return -1;
            }
            i++;
        }
        // N'...', X'...'.
        boolean prefix = i == from + 1 && at(sql, i) == '\'' && "nNxX".indexOf(sql.charAt(from)) >= 0;
        return prefix ? -1 : copy(sql, from, i);
    }

    private int number(String sql, int from) {
        int i = from;
        while (isDigit(at(sql, i))) {
            i++;
        }
        int whole = i - from;
        boolean point = at(sql, i) == '.';
        if (point) {
            i++;
            while (isDigit(at(sql, i))) {
                i++;
            }
        }
        int fraction = point ? i - from - whole - 1 : 0;
        char next = at(sql, i);
        if (goesOn(next) || next == '.' || (point && (fraction == 0 || whole + fraction > DECIMAL_DIGITS_MAX))) {
            return -1;
        }
        if (point) {
            return literal(DECIMAL, from, i, new BigDecimal(sql.substring(from, i)));
        }
        return whole > INTEGER_DIGITS_MAX ? -1 : literal(INTEGER, from, i, Long.parseLong(sql, from, i, 10));
    }

    private int string(String sql, int from) {
        int end = closed(sql, from, '\'');
        if (end < 0) {
            return -1;
        }
        String value = sql.substring(from + 1, end - 1);
        return literal(STRING, from, end, value.indexOf('\'') < 0 ? value : value.replace("''", "'"));
    }

    private int quotedName(String sql, int from) {
        int end = closed(sql, from, '"');
        return end < 0 || !isPlain(sql, from, end) ? -1 : copy(sql, from, end);
    }

    /** Where what is quoted ends, a doubled quote being part of it; -1 if it does not. */
    private static int closed(String sql, int from, char quote) {
        int i = sql.indexOf(quote, from + 1);
        while (i >= 0 && at(sql, i + 1) == quote) {
            i = sql.indexOf(quote, i + 2);
        }
        return i < 0 ? -1 : i + 1;
    }

    private int lineComment(String sql, int from) {
        int i = from;
        while (i < sql.length() && sql.charAt(i) != '\n' && sql.charAt(i) != '\r') {
            i++;
        }
        return isPlain(sql, from, i) ? copy(sql, from, i) : -1;
    }

    private int blockComment(String sql, int from) {
        int end = sql.indexOf("*/", from + 2);
        return end < 0 || !isPlain(sql, from, end + 2) ? -1 : copy(sql, from, end + 2);
    }

    /** Whether nothing in it could be taken for what stands for a literal. */
    private static boolean isPlain(String sql, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = sql.charAt(i);
            if ((c < ' ' && (c < '\t' || c > '\r')) || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    private int literal(char mark, int from, int to, Object value) {
        if (count == LITERALS_MAX) {
            return -1;
        }
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
            values = Arrays.copyOf(values, 2 * count);
        }
        starts[count] = from;
        ends[count] = to;
        values[count] = value;
        count++;
        skeleton[length++] = mark;
        return to;
    }
}
