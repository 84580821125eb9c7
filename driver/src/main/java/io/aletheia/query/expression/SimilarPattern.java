package io.aletheia.query.expression;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A SIMILAR TO pattern as a regular expression of the JDK. */
final class SimilarPattern {
    private SimilarPattern() {}

    /**
     * Reads a pattern.
     *
     * @param escape the code point that takes the next one's meaning away; -1 for none
     * @throws DatabaseException INVALID_ARGUMENT (22023) if it is none
     */
    static TextTest of(String pattern, int escape) {
        var regex = new StringBuilder();
        int[] points = pattern.codePoints().toArray();
        boolean inSet = false;
        for (int i = 0; i < points.length; i++) {
            int point = points[i];
            if (point == escape) {
                i++;
                if (i == points.length) {
                    throw malformed(pattern);
                }
                quote(regex, points[i]);
            } else if (inSet) {
                inSet = point != ']';
                appendInSet(regex, point, points, i);
            } else {
                inSet = point == '[';
                append(regex, point);
            }
        }
        try {
            Pattern compiled = Regex.compile(regex.toString(), Pattern.DOTALL);
            return (text, context) -> Regex.run(Regex.matcher(compiled, text, context), Matcher::matches);
        } catch (DatabaseException e) {
            throw e.code() == ErrorCode.BAD_PATTERN ? malformed(pattern) : e;
        }
    }

    private static void append(StringBuilder regex, int point) {
        switch (point) {
            case '%' -> regex.append(".*");
            case '_' -> regex.append('.');
            case '(' -> regex.append("(?:");
            case '|', '*', '+', '?', '{', '}', ')', '[' -> regex.append((char) point);
            default -> quote(regex, point);
        }
    }

    /** In a set only ^ at its start, - and ] have a meaning. */
    private static void appendInSet(StringBuilder regex, int point, int[] points, int at) {
        if ((point == '^' && points[at - 1] == '[') || point == '-' || point == ']') {
            regex.append((char) point);
        } else {
            quote(regex, point);
        }
    }

    private static void quote(StringBuilder regex, int point) {
        if (!Character.isLetterOrDigit(point) && point < 128) {
            regex.append('\\');
        }
        regex.appendCodePoint(point);
    }

    private static DatabaseException malformed(String pattern) {
        return new DatabaseException(ErrorCode.INVALID_ARGUMENT, "'" + pattern + "' is no pattern of SIMILAR TO");
    }
}
