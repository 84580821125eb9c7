package io.aletheia.query;

import java.util.ArrayList;
import java.util.List;

/** Splits a script at its semicolons: those outside of quotes and comments. Reads no grammar, so a wrong statement spoils no other. */
final class StatementTexts {
    private StatementTexts() {}

    /** The statements' texts, without semicolons; what holds nothing but space and comments is left out. */
    static List<String> split(String script) {
        var texts = new ArrayList<String>();
        int start = 0;
        boolean blank = true;
        int i = 0;
        while (i < script.length()) {
            char c = script.charAt(i);
            int end = skipped(script, i);
            if (end > i) {
                blank &= c == '-' || c == '/';
                i = end;
            } else if (c == ';') {
                if (!blank) {
                    texts.add(script.substring(start, i).strip());
                }
                start = i + 1;
                blank = true;
                i++;
            } else {
                blank &= Character.isWhitespace(c);
                i++;
            }
        }
        if (!blank) {
            texts.add(script.substring(start).strip());
        }
        return texts;
    }

    /** Where a quoted text or a comment that begins here ends; the same place if none begins. */
    private static int skipped(String script, int i) {
        char c = script.charAt(i);
        if (c == '\'' || c == '"') {
            return afterQuote(script, i, c);
        } else if (script.startsWith("--", i)) {
            int end = script.indexOf('\n', i);
            return end < 0 ? script.length() : end + 1;
        } else if (script.startsWith("/*", i)) {
            int end = script.indexOf("*/", i + 2);
            return end < 0 ? script.length() : end + 2;
        }
        return i;
    }

    /** A doubled quote ends one text and begins the next, which comes to the same. */
    private static int afterQuote(String script, int i, char quote) {
        int end = script.indexOf(quote, i + 1);
        return end < 0 ? script.length() : end + 1;
    }
}
