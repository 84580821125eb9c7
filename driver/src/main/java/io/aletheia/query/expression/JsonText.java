package io.aletheia.query.expression;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes JSON as RFC 8259 has it: INVALID_JSON (22032) with the place otherwise. Objects are maps in the order of their
 * members, of equal names the last; arrays are lists, strings strings, truths Booleans; numbers keep how they were written.
 * Not thread-safe.
 */
public final class JsonText {
    /** JSON's null, so that null itself can mean nothing. */
    public static final Object NULL = new Object() {
        @Override
        public String toString() {
            return "null";
        }
    };

    private static final int DEPTH_MAX = 500;
    private static final int SPACE = 0x20;

    /**
     * A number.
     *
     * @param source how it is written
     */
    record Numeral(String source) {
        BigDecimal value() {
            return new BigDecimal(source);
        }
    }

    private final String text;
    private int at;

    private JsonText(String text) {
        this.text = text;
    }

    /** Reads a text that holds one value. */
    static Object parse(String text) {
        var reader = new JsonText(text);
        reader.skip();
        Object value = reader.value(0);
        reader.skip();
        if (reader.at < text.length()) {
            throw reader.malformed();
        }
        return value;
    }

    private void skip() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private Object value(int depth) {
        if (depth > DEPTH_MAX || at >= text.length()) {
            throw malformed();
        }
        return switch (text.charAt(at)) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", NULL);
            default -> number();
        };
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw malformed();
        }
        at += word.length();
        return value;
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> members = new LinkedHashMap<>();
        at++;
        skip();
        while (!ends('}', members.isEmpty())) {
            if (at >= text.length() || text.charAt(at) != '"') {
                throw malformed();
            }
            String name = string();
            skip();
            expect(':');
            skip();
            members.put(name, value(depth + 1));
            skip();
        }
        return members;
    }

    private List<Object> array(int depth) {
        List<Object> items = new ArrayList<>();
        at++;
        skip();
        while (!ends(']', items.isEmpty())) {
            items.add(value(depth + 1));
            skip();
        }
        return items;
    }

    /** Whether the closing sign stands here, which is passed over, as is a comma between two. */
    private boolean ends(char close, boolean first) {
        if (at < text.length() && text.charAt(at) == close) {
            at++;
            return true;
        }
        if (!first) {
            expect(',');
            skip();
        }
        return false;
    }

    private void expect(char sign) {
        if (at >= text.length() || text.charAt(at) != sign) {
            throw malformed();
        }
        at++;
    }

    private Object number() {
        int from = at;
        if (at < text.length() && text.charAt(at) == '-') {
            at++;
        }
        int whole = at;
        digits();
        if (text.charAt(whole) == '0' && at > whole + 1) {
            at = whole;
            throw malformed();
        }
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            digits();
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
                at++;
            }
            digits();
        }
        return new Numeral(text.substring(from, at));
    }

    private void digits() {
        int from = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == from) {
            throw malformed();
        }
    }

    private String string() {
        var string = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            if (c < SPACE) {
                at--;
                throw malformed();
            }
            string.append(c == '\\' ? escaped() : c);
        }
        expect('"');
        return string.toString();
    }

    private char escaped() {
        if (at >= text.length()) {
            throw malformed();
        }
        char c = text.charAt(at++);
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                if (at + 4 > text.length() || !text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
                    throw malformed();
                }
                at += 4;
                yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
            }
            default -> throw malformed();
        };
    }

    private DatabaseException malformed() {
        return new DatabaseException(
                ErrorCode.INVALID_JSON,
                at >= text.length()
                        ? "the text ends within its JSON, after character " + text.length()
                        : "the text is no JSON from character " + (at + 1) + " on");
    }

    /** A value, as {@link #parse} gives it, as text. */
    static String write(@Nullable Object value) {
        var text = new StringBuilder();
        write(text, value);
        return text.toString();
    }

    private static void write(StringBuilder text, @Nullable Object value) {
        if (value instanceof Map<?, ?> members) {
            String separator = "{";
            for (Map.Entry<?, ?> member : members.entrySet()) {
                text.append(separator);
                quote(text, String.valueOf(member.getKey()));
                text.append(':');
                write(text, member.getValue());
                separator = ",";
            }
            text.append(members.isEmpty() ? "{}" : "}");
        } else if (value instanceof List<?> items) {
            String separator = "[";
            for (Object item : items) {
                text.append(separator);
                write(text, item);
                separator = ",";
            }
            text.append(items.isEmpty() ? "[]" : "]");
        } else if (value instanceof String string) {
            quote(text, string);
        } else {
            text.append(value instanceof Numeral number ? number.source() : String.valueOf(value));
        }
    }

    /** Appends a string in quotes. */
    public static void quote(StringBuilder text, String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                case '\b' -> text.append("\\b");
                case '\f' -> text.append("\\f");
                default -> text.append(c < SPACE ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        text.append('"');
    }
}
