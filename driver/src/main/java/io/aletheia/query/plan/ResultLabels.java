package io.aletheia.query.plan;

import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Names the columns of a result that have no name after the text of their expressions, as in {@code COUNT(*)}. */
public final class ResultLabels {
    private static final int LENGTH_MAX = 60;
    private static final Set<SqlKind> SET_OPERATIONS = SqlKind.SET_QUERY;

    private ResultLabels() {}

    /** Gives names to the items of the query's outermost select list. */
    public static void add(SqlNode query, String sql) {
        SqlNode node = query;
        while (true) {
            if (node instanceof SqlOrderBy order) {
                node = order.query;
            } else if (node instanceof SqlWith with) {
                node = with.body;
            } else if (SET_OPERATIONS.contains(node.getKind())) {
                node = ((SqlCall) node).operand(0);
            } else {
                break;
            }
        }
        if (node instanceof SqlSelect select) {
            List<String> lines = sql.lines().toList();
            SqlNodeList items = select.getSelectList();
            for (int i = 0; i < items.size(); i++) {
                SqlNode item = items.get(i);
                String label = item.getKind() == SqlKind.AS || item instanceof SqlIdentifier ? "" : text(item, lines);
                if (!label.isEmpty()) {
                    var alias = new SqlIdentifier(label, item.getParserPosition());
                    items.set(i, SqlStdOperatorTable.AS.createCall(item.getParserPosition(), item, alias));
                }
            }
        }
    }

    /** The text that the node was read from, on one line; empty if it is not known. */
    private static String text(SqlNode node, List<String> lines) {
        SqlParserPos place = node.getParserPosition();
        int first = place.getLineNum() - 1;
        int last = place.getEndLineNum() - 1;
        if (first < 0 || last < first || last >= lines.size() || place.getColumnNum() < 1) {
            return "";
        }
        var text = new StringBuilder();
        for (int i = first; i <= last; i++) {
            String line = lines.get(i);
            int from = i == first ? place.getColumnNum() - 1 : 0;
            int to = i == last ? place.getEndColumnNum() : line.codePointCount(0, line.length());
            if (from > to || to > line.codePointCount(0, line.length())) {
                return "";
            }
            text.append(line, line.offsetByCodePoints(0, from), line.offsetByCodePoints(0, to))
                    .append(' ');
        }
        String label = text.toString().strip().replaceAll("\\s+", " ");
        return label.length() <= LENGTH_MAX ? label : label.substring(0, LENGTH_MAX) + "...";
    }
}
