package io.aletheia.query.graph;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * What a pattern asked over a range of time demands: that all its elements hold together at some instant. Intervals on a line have an
 * instant in common if and only if each two of them have one (Helly), so a condition per pair says it all.
 */
final class PeriodConditions {
    private PeriodConditions() {}

    /** Adds, for each two of the variables that count, that their periods overlap. */
    static void addOverlaps(
            List<SqlNode> conditions,
            Collection<PatternVariable> variables,
            String from,
            String to,
            Predicate<PatternVariable> counts) {
        List<PatternVariable> counting = variables.stream().filter(counts).toList();
        for (int i = 0; i < counting.size(); i++) {
            for (int j = i + 1; j < counting.size(); j++) {
                PatternVariable a = counting.get(i);
                PatternVariable b = counting.get(j);
                conditions.add(less(a.column(from), b.column(to)));
                conditions.add(less(b.column(from), a.column(to)));
            }
        }
    }

    private static SqlNode less(SqlNode a, SqlNode b) {
        SqlOperator operator = SqlStdOperatorTable.LESS_THAN;
        return operator.createCall(SqlParserPos.ZERO, a, b);
    }
}
