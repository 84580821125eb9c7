package io.aletheia.query.expression;

/** The sound of English words as a letter and three digits: Russell's code, as the United States' National Archives define it. */
final class Soundex {
    private static final int LENGTH = 4;

    /** By letter from A its digit; 0 for vowels, which separate equal digits, and - for H and W, which do not. */
    private static final String DIGITS = "0123012-02245501262301-202";

    private static final char SILENT = '-';

    private Soundex() {}

    /** The code of a text's Latin letters; empty if it has none. */
    static String of(String text) {
        var code = new StringBuilder(LENGTH);
        char last = SILENT;
        for (int i = 0; i < text.length() && code.length() < LENGTH; i++) {
            char letter = upper(text.charAt(i));
            if (letter == 0) {
                continue;
            }
            char digit = DIGITS.charAt(letter - 'A');
            if (code.length() == 0) {
                code.append(letter);
                last = digit;
            } else if (digit != SILENT) {
                if (digit != '0' && digit != last) {
                    code.append(digit);
                }
                last = digit;
            }
        }
        while (code.length() > 0 && code.length() < LENGTH) {
            code.append('0');
        }
        return code.toString();
    }

    private static char upper(char c) {
        if (c >= 'a' && c <= 'z') {
            return (char) (c - 'a' + 'A');
        }
        return c >= 'A' && c <= 'Z' ? c : 0;
    }

    /** In how many places the codes of two texts are the same, from 0 to 4. */
    static int difference(String a, String b) {
        String x = of(a);
        String y = of(b);
        int same = 0;
        for (int i = 0; i < Math.min(x.length(), y.length()); i++) {
            same += x.charAt(i) == y.charAt(i) ? 1 : 0;
        }
        return x.isEmpty() && y.isEmpty() ? LENGTH : same;
    }
}
