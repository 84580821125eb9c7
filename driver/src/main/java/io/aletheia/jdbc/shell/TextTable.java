package io.aletheia.jdbc.shell;

import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints a result as a table with a frame. Columns are as wide as the widest of the first rows; a later value that is wider
 * pushes the frame aside instead of being cut. A value of several lines, such as a plan, takes several lines of its column. Not
 * thread-safe.
 */
final class TextTable {
    private static final int ROWS_MEASURED = 1000;
    private static final String NULL_TEXT = "NULL";

    private final ResultSet result;
    private final PrintStream out;
    private final int columns;
    private final int[] widths;
    private final boolean[] numeric;

    private TextTable(ResultSet result, PrintStream out) throws SQLException {
        this.result = result;
        this.out = out;
        this.columns = result.getMetaData().getColumnCount();
        this.widths = new int[columns];
        this.numeric = new boolean[columns];
    }

    /** Prints all rows and returns how many there were. */
    static long print(ResultSet result, PrintStream out) throws SQLException {
        return new TextTable(result, out).print();
    }

    private long print() throws SQLException {
        List<String> labels = new ArrayList<>();
        ResultSetMetaData metadata = result.getMetaData();
        for (int i = 0; i < columns; i++) {
            labels.add(metadata.getColumnLabel(i + 1));
            numeric[i] = isNumeric(metadata.getColumnType(i + 1));
        }
        List<List<String>> block = readBlock();
        measure(labels);
        block.forEach(this::measure);
        printFrame();
        printRow(labels, new boolean[columns]);
        printFrame();
        long rows = 0;
        while (!block.isEmpty()) {
            block.forEach(row -> printRow(row, numeric));
            rows += block.size();
            block = readBlock();
        }
        if (rows > 0) {
            printFrame();
        }
        return rows;
    }

    private List<List<String>> readBlock() throws SQLException {
        List<List<String>> block = new ArrayList<>();
        while (block.size() < ROWS_MEASURED && result.next()) {
            List<String> row = new ArrayList<>(columns);
            for (int i = 1; i <= columns; i++) {
                String value = result.getString(i);
                row.add(value == null ? NULL_TEXT : value);
            }
            block.add(row);
        }
        return block;
    }

    private void measure(List<String> row) {
        for (int i = 0; i < columns; i++) {
            for (String line : lines(row.get(i))) {
                widths[i] = Math.max(widths[i], width(line));
            }
        }
    }

    private void printFrame() {
        StringBuilder line = new StringBuilder("+");
        for (int width : widths) {
            line.append("-".repeat(width + 2)).append('+');
        }
        out.println(line);
    }

    private void printRow(List<String> row, boolean[] rightAligned) {
        List<String[]> cells = new ArrayList<>();
        int height = 1;
        for (String value : row) {
            String[] lines = lines(value);
            cells.add(lines);
            height = Math.max(height, lines.length);
        }
        for (int i = 0; i < height; i++) {
            StringBuilder line = new StringBuilder("|");
            for (int column = 0; column < columns; column++) {
                String[] lines = cells.get(column);
                String text = i < lines.length ? lines[i] : "";
                String padding = " ".repeat(Math.max(0, widths[column] - width(text)));
                line.append(' ')
                        .append(rightAligned[column] ? padding + text : text + padding)
                        .append(" |");
            }
            out.println(line);
        }
    }

    private static String[] lines(String value) {
        return value.indexOf('\n') < 0
                ? new String[] {value.replace('\t', ' ')}
                : value.stripTrailing().replace("\t", "    ").split("\r?\n", -1);
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    private static boolean isNumeric(int type) {
        return switch (type) {
            case Types.TINYINT,
                    Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.REAL,
                    Types.FLOAT,
                    Types.DOUBLE,
                    Types.DECIMAL,
                    Types.NUMERIC -> true;
            default -> false;
        };
    }
}
