package io.aletheia.grammar;

/**
 * The text is not a statement of the dialect, or too deep to be read.
 *
 * <p>The message is complete by itself: what was found, what was expected, the place, and the line with a caret under the place.
 */
public final class SyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with the text. */
    public enum Kind {
        /** It does not follow the grammar; SQLSTATE 42601. */
        SYNTAX,
        /** It nests too deeply or chains too many operators; SQLSTATE 54001. */
        TOO_COMPLEX
    }

    private final Kind kind;
    private final String problem;
    private final int line;
    private final int column;
    private final String lineText;

    /**
     * Makes an exception.
     *
     * @param kind what is wrong
     * @param problem the message without place and line
     * @param line the line, from 1
     * @param column the column in code points, from 1
     * @param lineText the text of that line
     */
    public SyntaxException(Kind kind, String problem, int line, int column, String lineText) {
        super(problem + " (line " + line + ", column " + column + ")\n" + excerpt(lineText, column));
        this.kind = kind;
        this.problem = problem;
        this.line = line;
        this.column = column;
        this.lineText = lineText;
    }

    /** What is wrong. */
    public Kind kind() {
        return kind;
    }

    /** The message without place and line. */
    public String problem() {
        return problem;
    }

    /** The line, from 1. */
    public int line() {
        return line;
    }

    /** The column in code points, from 1. */
    public int column() {
        return column;
    }

    /** The text of the line. */
    public String lineText() {
        return lineText;
    }

    private static String excerpt(String lineText, int column) {
        // Tabs are kept in the caret's line, so that it stands under the place whatever their width.
        StringBuilder caret = new StringBuilder();
        lineText.codePoints().limit(Math.max(0, column - 1L)).forEach(c -> caret.append(c == '\t' ? '\t' : ' '));
        return lineText + "\n" + caret + "^";
    }
}
