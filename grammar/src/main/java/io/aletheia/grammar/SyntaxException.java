package io.aletheia.grammar;

/**
 * The text is not a statement of the dialect, or too deep to be read.
 *
 * <p>The message is complete by itself: what was found, what was expected, the place, and the line with a caret under the place.
 */
public final class SyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** As many code points of a line are shown. */
    private static final int EXCERPT_MAX = 400;

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

    /**
     * A line with a caret below a place in it; of a long line, what stands around the place.
     *
     * @param lineText the text of the line
     * @param column the column in code points, from 1
     */
    public static String excerpt(String lineText, int column) {
        int[] points = lineText.codePoints().toArray();
        int from =
                points.length <= EXCERPT_MAX ? 0 : Math.max(0, Math.min(column - 1, points.length) - EXCERPT_MAX / 2);
        int to = Math.min(points.length, from + EXCERPT_MAX);
        if (from > 0 || to < points.length) {
            String before = from > 0 ? "..." : "";
            String shown = before + new String(points, from, to - from) + (to < points.length ? "..." : "");
            return marked(shown, column - from + before.length());
        }
        return marked(lineText, column);
    }

    private static String marked(String lineText, int column) {
        // Tabs are kept in the caret's line, so that it stands under the place whatever their width.
        StringBuilder caret = new StringBuilder();
        lineText.codePoints().limit(Math.max(0, column - 1L)).forEach(c -> caret.append(c == '\t' ? '\t' : ' '));
        return lineText + "\n" + caret + "^";
    }
}
