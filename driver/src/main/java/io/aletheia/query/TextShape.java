package io.aletheia.query;

import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * A statement's text and its literals apart. Texts of one skeleton have the same tokens, the same words and the same space between them; only
 * the values of their literals differ, not the kinds. Immutable.
 *
 * @param skeleton the text with a mark for each literal
 * @param starts where the literals begin, in UTF-16 units
 * @param ends where they end
 * @param values Long, BigDecimal or String
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and shared by nobody
record TextShape(String skeleton, int[] starts, int[] ends, Object[] values) {
    /** How many literals there are. */
    int count() {
        return values.length;
    }

    /**
     * Which literal has exactly this place in the text; -1 if none has.
     *
     * @param negated whether the place begins with a minus, which is none of the literal's
     */
    int literalAt(String sql, SqlParserPos place, boolean negated) {
        int start = offset(sql, place.getLineNum(), place.getColumnNum());
        if (negated) {
            if (start < 0 || start >= sql.length() || sql.charAt(start) != '-') {
                return -1;
            }
            start++;
            while (start < sql.length() && sql.charAt(start) == ' ') {
                start++;
            }
        }
        int end = offset(sql, place.getEndLineNum(), place.getEndColumnNum()) + 1;
        for (int i = 0; i < starts.length; i++) {
            if (starts[i] == start) {
                return ends[i] == end ? i : -1;
            }
        }
        return -1;
    }

    /** A place counts code points; what is beyond UTF-16 units before it on its line makes it miss its literal, which is harmless. */
    private static int offset(String sql, int line, int column) {
        int start = 0;
        for (int i = 1; i < line && start >= 0; i++) {
            start = sql.indexOf('\n', start) + 1;
        }
        return start + column - 1;
    }

    /** The text of a literal as it stands in the statement, and a mark that ends it. */
    void appendTo(StringBuilder key, String sql, int literal) {
        key.append('\u0004').append(sql, starts[literal], ends[literal]);
    }
}
