package io.aletheia.jdbc.types;

import java.util.ArrayDeque;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * JDBC's escapes, such as <code>{ts '2024-05-01 10:00:00'}</code>, in standard SQL. The database's grammar takes them as they
 * are; this is for those who want to see the text, and for calls. Braces that are no escapes stay.
 */
public final class EscapeSyntax {
    private static final Pattern CALL =
            Pattern.compile("\\s*(\\{)?\\s*(\\?\\s*=\\s*)?call\\s+(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private EscapeSyntax() {}

    /**
     * A call as a query.
     *
     * @param sql the query whose one value is the call's
     * @param returnsValue whether the call had the form {@code ? = call}
     */
    public record Call(String sql, boolean returnsValue) {}

    /** The query for a call; a text that is no call stays as it is. */
    public static Call call(String sql) {
        var matcher = CALL.matcher(sql);
        if (!matcher.matches()) {
            return new Call(sql, false);
        }
        var body = matcher.group(3).strip();
        if (body.endsWith(";")) {
            body = body.substring(0, body.length() - 1).stripTrailing();
        }
        if (matcher.group(1) != null && body.endsWith("}")) {
            body = body.substring(0, body.length() - 1).stripTrailing();
        }
        return new Call("SELECT " + body, matcher.group(2) != null);
    }

    /** The text without escapes. */
    public static String translate(String sql) {
        if (sql.indexOf('{') < 0) {
            return sql;
        }
        var text = new StringBuilder();
        var dropsBrace = new ArrayDeque<Boolean>();
        int i = 0;
        while (i < sql.length()) {
            int end = quotedEnd(sql, i);
            if (end > i) {
                text.append(sql, i, end);
                i = end;
            } else if (sql.charAt(i) == '{') {
                end = escapeEnd(sql, i, text);
                dropsBrace.push(end > i);
                if (end == i) {
                    text.append('{');
                    end = i + 1;
                }
                i = end;
            } else {
                char c = sql.charAt(i++);
                if (c != '}' || dropsBrace.isEmpty() || !dropsBrace.pop()) {
                    text.append(c);
                }
            }
        }
        return text.toString();
    }

    /** Where a quoted text or comment ends that begins here; {@code start} if none does. */
    private static int quotedEnd(String sql, int start) {
        char c = sql.charAt(start);
        if (c == '\'' || c == '"') {
            return behind(sql, sql.indexOf(c, start + 1), 1);
        }
        if (sql.startsWith("--", start)) {
            return behind(sql, sql.indexOf('\n', start), 1);
        }
        return sql.startsWith("/*", start) ? behind(sql, sql.indexOf("*/", start + 2), 2) : start;
    }

    private static int behind(String sql, int found, int length) {
        return found < 0 ? sql.length() : found + length;
    }

    /** Writes what stands for the escape's beginning and returns where its content goes on; {@code start} if it is none. */
    private static int escapeEnd(String sql, int start, StringBuilder text) {
        int word = skipSpaces(sql, start + 1);
        int end = word;
        while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
            end++;
        }
        int content = skipSpaces(sql, end);
        char next = content < sql.length() ? sql.charAt(content) : ' ';
        boolean literal = next == '\'';
        boolean name = content > end && (Character.isLetter(next) || next == '"' || next == '_');
        var replacement = switch (sql.substring(word, end).toLowerCase(Locale.ROOT)) {
            case "d" -> literal ? "DATE " : null;
            case "t" -> literal ? "TIME " : null;
            case "ts" -> literal ? "TIMESTAMP " : null;
            case "escape" -> literal ? "ESCAPE " : null;
            case "fn", "oj" -> name ? "" : null;
            case "call" -> name ? "CALL " : null;
            case "limit" -> content > end && Character.isDigit(next) ? "LIMIT " : null;
            default -> null;
        };
        if (replacement == null) {
            return start;
        }
        text.append(replacement);
        return content;
    }

    private static int skipSpaces(String sql, int start) {
        int i = start;
        while (i < sql.length() && Character.isWhitespace(sql.charAt(i))) {
            i++;
        }
        return i;
    }
}
