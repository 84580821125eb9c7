package io.aletheia.jdbc.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes a script apart at the semicolons outside of quotes and comments, keeping the comments: they are shown to the reader
 * together with the statement that they stand before. Not thread-safe.
 */
final class ScriptReader {
    /**
     * A statement of a script.
     *
     * @param text the statement with the comments before it, as written, without the semicolon
     * @param line the line on which the statement itself begins, from 1
     * @param isComment whether there is nothing but comments: the end of a script
     */
    record Piece(String text, int line, boolean isComment) {}

    private final String script;
    private int position;
    private int line = 1;
    private int statementLine;

    private ScriptReader(String script) {
        this.script = script;
    }

    /** The statements in their order. */
    static List<Piece> read(String script) {
        ScriptReader reader = new ScriptReader(script);
        List<Piece> pieces = new ArrayList<>();
        while (reader.position < script.length()) {
            Piece piece = reader.piece();
            if (!piece.text().isEmpty()) {
                pieces.add(piece);
            }
        }
        return pieces;
    }

    private Piece piece() {
        int start = position;
        statementLine = 0;
        while (position < script.length()) {
            char c = script.charAt(position);
            if (c == ';') {
                Piece piece = piece(start, position);
                position++;
                return piece;
            } else if (c == '-' && follows('-')) {
                skipTo("\n", 0);
            } else if (c == '/' && follows('*')) {
                skipTo("*/", 2);
            } else {
                if (statementLine == 0 && !Character.isWhitespace(c)) {
                    statementLine = line;
                }
                if (c == '\'' || c == '"') {
                    skipQuoted(c);
                } else {
                    advance(1);
                }
            }
        }
        return piece(start, position);
    }

    private Piece piece(int start, int end) {
        return new Piece(script.substring(start, end).strip(), Math.max(1, statementLine), statementLine == 0);
    }

    private boolean follows(char c) {
        return position + 1 < script.length() && script.charAt(position + 1) == c;
    }

    /** A doubled quote ends one text and begins another, which comes to the same. */
    private void skipQuoted(char quote) {
        int end = script.indexOf(quote, position + 1);
        advance((end < 0 ? script.length() : end + 1) - position);
    }

    private void skipTo(String terminator, int terminatorLength) {
        int end = script.indexOf(terminator, position + 2);
        advance((end < 0 ? script.length() : end + terminatorLength) - position);
    }

    private void advance(int characters) {
        for (int i = 0; i < characters; i++) {
            if (script.charAt(position++) == '\n') {
                line++;
            }
        }
    }
}
