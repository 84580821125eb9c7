package io.aletheia.jdbc.types;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps and lists as JSON texts. */
final class Json {
    private static final int CONTROL_CHARACTERS = 0x20;

    private Json() {}

    /** The text of an object. */
    static String text(Map<?, ?> map) {
        var text = new StringBuilder();
        append(text, map);
        return text.toString();
    }

    private static void append(StringBuilder text, @Nullable Object value) {
        if (value == null || value instanceof Boolean || (value instanceof Number number && isFinite(number))) {
            text.append(value);
        } else if (value instanceof Map<?, ?> map) {
            appendObject(text, map);
        } else if (value instanceof Collection<?> items) {
            appendArray(text, items.toArray());
        } else if (value.getClass().isArray()) {
            appendArray(text, value);
        } else {
            appendString(text, value.toString());
        }
    }

    private static boolean isFinite(Number number) {
        return !(number instanceof Double || number instanceof Float) || Double.isFinite(number.doubleValue());
    }

    private static void appendObject(StringBuilder text, Map<?, ?> map) {
        text.append('{');
        String separator = "";
        for (var entry : map.entrySet()) {
            text.append(separator);
            appendString(text, String.valueOf(entry.getKey()));
            text.append(':');
            append(text, entry.getValue());
            separator = ",";
        }
        text.append('}');
    }

    private static void appendArray(StringBuilder text, Object array) {
        text.append('[');
        for (int i = 0; i < Array.getLength(array); i++) {
            if (i > 0) {
                text.append(',');
            }
            append(text, Array.get(array, i));
        }
        text.append(']');
    }

    private static void appendString(StringBuilder text, String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < CONTROL_CHARACTERS) {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
