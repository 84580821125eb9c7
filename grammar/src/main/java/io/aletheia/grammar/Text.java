package io.aletheia.grammar;

import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** The text being read: slices of it, and errors that point into it. Immutable. */
final class Text {
    private final String sql;
    private final boolean surrogates;

    Text(String sql) {
        this.sql = sql;
        this.surrogates = sql.codePointCount(0, sql.length()) != sql.length();
    }

    /** The text from the first token of the context to its last. */
    String slice(ParserRuleContext context) {
        return sql.substring(start(context), end(context));
    }

    /** Offset of the context's first character, in UTF-16 units. */
    int start(ParserRuleContext context) {
        return offset(context.getStart().getStartIndex());
    }

    /** Offset after the context's last character, in UTF-16 units. */
    int end(ParserRuleContext context) {
        return offset(context.getStop().getStopIndex() + 1);
    }

    private int offset(int codePoint) {
        return surrogates ? sql.offsetByCodePoints(0, codePoint) : codePoint;
    }

    /** A syntax error at the token. */
    SyntaxException error(Token at, String problem) {
        return error(SyntaxException.Kind.SYNTAX, at, problem);
    }

    /** A syntax error at the context's first token. */
    SyntaxException error(ParserRuleContext at, String problem) {
        return error(SyntaxException.Kind.SYNTAX, at.getStart(), problem);
    }

    /** The text chains or nests more than the limit. */
    SyntaxException tooComplex(Token at, String problem) {
        return error(SyntaxException.Kind.TOO_COMPLEX, at, problem);
    }

    private SyntaxException error(SyntaxException.Kind kind, Token at, String problem) {
        int line = at.getLine();
        int column = at.getCharPositionInLine() + 1;
        if (at.getType() == Token.EOF) {
            // The end is reported behind the last character that is not white space, where the missing part belongs.
            String trimmed = sql.stripTrailing();
            int lastBreak = trimmed.lastIndexOf('\n');
            line = 1 + (int) trimmed.chars().filter(c -> c == '\n').count();
            column = trimmed.codePointCount(lastBreak + 1, trimmed.length()) + 1;
        }
        return new SyntaxException(kind, problem, line, column, lineText(line));
    }

    private String lineText(int line) {
        int from = 0;
        for (int i = 1; i < line; i++) {
            from = sql.indexOf('\n', from) + 1;
        }
        int to = sql.indexOf('\n', from);
        String text = sql.substring(from, to < 0 ? sql.length() : to);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
