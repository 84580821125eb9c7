package io.aletheia.docs;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A result as the manual prints it: a line of labels, then a line per row, columns padded to their widest value. */
final class ResultText {
    private static final String GAP = "  ";

    private ResultText() {}

    static String of(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        var table = new ArrayList<String[]>();
        var labels = new String[columns.getColumnCount()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = columns.getColumnLabel(i + 1);
        }
        table.add(labels);
        while (rows.next()) {
            var row = new String[labels.length];
            for (int i = 0; i < row.length; i++) {
                String value = rows.getString(i + 1);
                row[i] = value == null ? "NULL" : value;
            }
            table.add(row);
        }
        return text(table);
    }

    private static String text(List<String[]> table) {
        int[] widths = new int[table.get(0).length];
        for (String[] row : table) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        var text = new StringBuilder();
        for (String[] row : table) {
            var line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row[i])
                        .append(" ".repeat(widths[i] - row[i].length()))
                        .append(GAP);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString().stripTrailing();
    }
}
