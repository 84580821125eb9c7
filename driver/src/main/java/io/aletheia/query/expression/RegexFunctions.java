package io.aletheia.query.expression;

import static io.aletheia.query.expression.Operand.INTEGER;
import static io.aletheia.query.expression.Operand.TEXT;
import static io.aletheia.query.expression.Signature.integer;
import static io.aletheia.query.expression.Signature.text;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Regular expressions, with the operands and options that they have in PostgreSQL. Positions count characters from 1. */
final class RegexFunctions {
    private RegexFunctions() {}

    static List<Functions.Function> list() {
        return List.of(
                Signature.of("REGEXP_LIKE")
                        .takes(TEXT, TEXT)
                        .optionally(TEXT)
                        .gives(SqlTypeName.BOOLEAN)
                        .strict(
                                "REGEXP_LIKE(s, pattern [, options]): whether it is somewhere in s; option i: without regard to case",
                                (a, context) -> Regex.run(matcher(a, 2, context), Matcher::find)),
                Signature.of("REGEXP_REPLACE")
                        .takes(TEXT, TEXT, TEXT)
                        .optionally(TEXT)
                        .strict(
                                "REGEXP_REPLACE(s, pattern, by [, options]): the first, with option g all; \\1 is a group, \\& all of it",
                                RegexFunctions::replace),
                Signature.of("REGEXP_SUBSTR")
                        .takes(TEXT, TEXT)
                        .optionally(INTEGER, INTEGER, TEXT, INTEGER)
                        .canBeNull()
                        .strict(
                                "REGEXP_SUBSTR(s, pattern [, start [, n [, options [, group]]]]): null if there is none",
                                (a, context) -> {
                                    Matcher found = nth(a, integer(a, 2, 1), integer(a, 3, 1), 4, context);
                                    return found == null ? null : found.group(group(found, integer(a, 5, 0)));
                                }),
                Signature.of("REGEXP_INSTR")
                        .takes(TEXT, TEXT)
                        .optionally(INTEGER, INTEGER, INTEGER, TEXT, INTEGER)
                        .gives(SqlTypeName.INTEGER)
                        .strict(
                                "REGEXP_INSTR(s, pattern [, start [, n [, 1 for behind it [, options [, group]]]]]): 0 if there is none",
                                RegexFunctions::position),
                Signature.of("REGEXP_COUNT")
                        .takes(TEXT, TEXT)
                        .optionally(INTEGER, TEXT)
                        .gives(SqlTypeName.INTEGER)
                        .strict("REGEXP_COUNT(s, pattern [, start [, options]])", (a, context) -> {
                            Matcher matcher = matcher(a, 3, context);
                            long count = 0;
                            int at = offset(text(a, 0), integer(a, 2, 1));
                            while (findFrom(matcher, at)) {
                                count++;
                                at = behind(matcher, text(a, 0));
                            }
                            return count;
                        }),
                Signature.of("REGEXP_MATCH")
                        .takes(TEXT, TEXT)
                        .optionally(TEXT)
                        .givesTexts()
                        .canBeNull()
                        .strict(
                                "REGEXP_MATCH(s, pattern [, options]): the groups of the first, or all of it if there are none",
                                (a, context) -> {
                                    Matcher matcher = matcher(a, 2, context);
                                    return Regex.run(matcher, Matcher::find) ? groups(matcher) : null;
                                }),
                Signature.of("REGEXP_SPLIT_TO_ARRAY")
                        .takes(TEXT, TEXT)
                        .optionally(TEXT)
                        .givesTexts()
                        .strict("REGEXP_SPLIT_TO_ARRAY(s, pattern [, options])", RegexFunctions::split));
    }

    private static Matcher matcher(@Nullable Object[] a, int options, EvaluationContext context) {
        return Regex.matcher(Regex.compile(text(a, 1), text(a, options, "")), text(a, 0), context);
    }

    /** Where a character begins in the text's units; behind the text if it has not so many. */
    private static int offset(String text, long start) {
        if (start < 1) {
            throw new DatabaseException(ErrorCode.INVALID_ARGUMENT, "positions are counted from 1: " + start);
        }
        long length = text.codePointCount(0, text.length());
        return start > length + 1 ? text.length() + 1 : text.offsetByCodePoints(0, (int) start - 1);
    }

    /** Where to look on behind a match; behind an empty one after the next character. */
    private static int behind(Matcher matcher, String text) {
        int end = matcher.end();
        boolean moves = end > matcher.start();
        return moves ? end : end + (end < text.length() ? Character.charCount(text.codePointAt(end)) : 1);
    }

    private static boolean findFrom(Matcher matcher, int at) {
        return at <= matcher.regionEnd() && Regex.run(matcher, each -> each.find(at));
    }

    private static @Nullable Matcher nth(
            @Nullable Object[] a, long start, long n, int options, EvaluationContext context) {
        if (n < 1) {
            throw new DatabaseException(ErrorCode.INVALID_ARGUMENT, "occurrences are counted from 1: " + n);
        }
        Matcher matcher = matcher(a, options, context);
        int at = offset(text(a, 0), start);
        for (long left = n; left > 0; left--) {
            if (!findFrom(matcher, at)) {
                return null;
            }
            at = behind(matcher, text(a, 0));
        }
        return matcher;
    }

    private static int group(Matcher matcher, long group) {
        if (group < 0 || group > matcher.groupCount()) {
            throw new DatabaseException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the regular expression has " + matcher.groupCount() + " groups, no group " + group);
        }
        return (int) group;
    }

    private static Object position(@Nullable Object[] a, EvaluationContext context) {
        Matcher found = nth(a, integer(a, 2, 1), integer(a, 3, 1), 5, context);
        if (found == null) {
            return 0L;
        }
        int group = group(found, integer(a, 6, 0));
        int at = integer(a, 4, 0) == 0 ? found.start(group) : found.end(group);
        return at < 0 ? 0L : text(a, 0).codePointCount(0, at) + 1L;
    }

    private static Object groups(Matcher matcher) {
        List<@Nullable Object> groups = new ArrayList<>();
        for (int i = Math.min(1, matcher.groupCount()); i <= matcher.groupCount(); i++) {
            groups.add(matcher.group(i));
        }
        return ArrayValues.list(groups.toArray());
    }

    private static Object replace(@Nullable Object[] a, EvaluationContext context) {
        String options = text(a, 3, "");
        boolean all = options.indexOf('g') >= 0;
        Matcher matcher = matcher(a, 3, context);
        var result = new StringBuilder();
        String text = text(a, 0);
        int copied = 0;
        int at = 0;
        while (findFrom(matcher, at)) {
            result.append(text, copied, matcher.start());
            append(result, text(a, 2), matcher);
            copied = matcher.end();
            at = behind(matcher, text(a, 0));
            if (!all) {
                break;
            }
        }
        return result.append(text, copied, text.length()).toString();
    }

    /** Appends what replaces a match: a backslash and a digit stand for a group, and with an ampersand for the whole. */
    private static void append(StringBuilder result, String by, Matcher matcher) {
        for (int i = 0; i < by.length(); i++) {
            char c = by.charAt(i);
            if (c != '\\' || i + 1 == by.length()) {
                result.append(c);
                continue;
            }
            char next = by.charAt(++i);
            if (next == '&') {
                result.append(matcher.group());
            } else if (next >= '1' && next <= '9') {
                if (next - '0' > matcher.groupCount()) {
                    throw new DatabaseException(
                            ErrorCode.BAD_PATTERN, "the regular expression has no group " + next + " to put in");
                }
                String group = matcher.group(next - '0');
                result.append(group == null ? "" : group);
            } else {
                result.append(next == '\\' ? "" : "\\").append(next);
            }
        }
    }

    private static Object split(@Nullable Object[] a, EvaluationContext context) {
        Matcher matcher = matcher(a, 2, context);
        String text = text(a, 0);
        List<@Nullable Object> parts = new ArrayList<>();
        int copied = 0;
        int at = 0;
        while (findFrom(matcher, at)) {
            boolean empty = matcher.end() == matcher.start();
            at = behind(matcher, text);
            // As in PostgreSQL, nothing at an end or right behind a separator separates nothing.
            if (empty && (matcher.start() == copied || matcher.start() == text.length())) {
                continue;
            }
            parts.add(text.substring(copied, matcher.start()));
            copied = matcher.end();
        }
        parts.add(text.substring(copied));
        return ArrayValues.list(parts.toArray());
    }
}
