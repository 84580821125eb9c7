package io.aletheia.query.graph;

import io.aletheia.grammar.tree.SqlMatchQuery;
import io.aletheia.query.temporal.SqlCopies;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** The groups that a RETURN with aggregates implies. */
final class GroupKeys {
    private static final Set<String> AGGREGATES = Set.of(
            "COUNT",
            "SUM",
            "AVG",
            "MIN",
            "MAX",
            "STDDEV",
            "STDDEV_POP",
            "STDDEV_SAMP",
            "VARIANCE",
            "VAR_POP",
            "VAR_SAMP",
            "ANY_VALUE",
            "EVERY",
            "SOME",
            "BOOL_AND",
            "BOOL_OR",
            "ARRAY_AGG",
            "STRING_AGG",
            "LISTAGG",
            "COLLECT",
            "BIT_AND",
            "BIT_OR",
            "BIT_XOR",
            "SINGLE_VALUE");

    private GroupKeys() {}

    /** The keys; null if nothing is aggregated. */
    static @Nullable SqlNodeList of(SqlMatchQuery match, SqlNodeList items) {
        var rewritten =
                new SqlMatchQuery(match.getParserPosition(), match.times(), match.clauses(), match.isDistinct(), items);
        SqlNodeList keys = rewritten.impliedGroupBy(GroupKeys::isAggregate);
        if (keys == null) {
            return null;
        }
        var copies = new SqlNodeList(SqlParserPos.ZERO);
        for (SqlNode key : keys) {
            copies.add(SqlCopies.of(key));
        }
        return copies;
    }

    private static boolean isAggregate(SqlCall call) {
        return call.getOperator().isAggregator()
                || AGGREGATES.contains(call.getOperator().getName().toUpperCase(Locale.ROOT));
    }
}
