package io.aletheia.query.temporal;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.PseudoColumn;
import io.aletheia.grammar.tree.PeriodOperators;
import io.aletheia.query.catalog.PseudoColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/**
 * The relations of half-open periods p = [p1, p2) and q = [q1, q2) as comparisons of their ends:
 *
 * <pre>
 * p OVERLAPS q   p1 &lt; q2 AND q1 &lt; p2        p CONTAINS q   p1 &lt;= q1 AND q2 &lt;= p2   (an instant d: p1 &lt;= d AND d &lt; p2)
 * p EQUALS q     p1 = q1 AND p2 = q2        p PRECEDES q   p2 &lt;= q1                  p SUCCEEDS q   q2 &lt;= p1
 * IMMEDIATELY    the ends that meet are equal                STRICTLY       they are not
 * </pre>
 */
final class PeriodRelations {
    private static final SqlOperator LESS = SqlStdOperatorTable.LESS_THAN;
    private static final SqlOperator LESS_OR_EQUAL = SqlStdOperatorTable.LESS_THAN_OR_EQUAL;
    private static final SqlOperator EQUAL = SqlStdOperatorTable.EQUALS;

    private record Ends(SqlNode from, SqlNode to) {}

    private PeriodRelations() {}

    /** What the call means. UNSUPPORTED (HYC00) for relations and operands that have no meaning yet. */
    static SqlNode comparisons(SqlCall call) {
        PeriodOperators.Relation relation = PeriodOperators.relation(call);
        PeriodOperators.Strictness strictness = PeriodOperators.strictness(call);
        Ends p = ends(call.operand(0));
        Ends q = ends(call.operand(1));
        boolean contains =
                relation == PeriodOperators.Relation.CONTAINS && strictness == PeriodOperators.Strictness.PLAIN;
        if (p != null && q == null && contains) {
            SqlNode instant = call.operand(1);
            return and(call, compare(call, LESS_OR_EQUAL, p.from, instant), compare(call, LESS, instant, p.to));
        }
        if (p == null || q == null) {
            throw unsupported(call);
        }
        return switch (strictness) {
            case PLAIN -> plain(call, relation, p, q);
            case STRICTLY -> strictly(call, relation, p, q);
            case IMMEDIATELY ->
                switch (relation) {
                    case PRECEDES -> compare(call, EQUAL, p.to, q.from);
                    case SUCCEEDS -> compare(call, EQUAL, q.to, p.from);
                    case OVERLAPS, EQUALS, CONTAINS, LEADS, LAGS -> throw unsupported(call);
                };
        };
    }

    private static SqlNode plain(SqlCall call, PeriodOperators.Relation relation, Ends p, Ends q) {
        return switch (relation) {
            case OVERLAPS -> and(call, compare(call, LESS, p.from, q.to), compare(call, LESS, q.from, p.to));
            case EQUALS -> and(call, compare(call, EQUAL, p.from, q.from), compare(call, EQUAL, p.to, q.to));
            case CONTAINS ->
                and(call, compare(call, LESS_OR_EQUAL, p.from, q.from), compare(call, LESS_OR_EQUAL, q.to, p.to));
            case PRECEDES -> compare(call, LESS_OR_EQUAL, p.to, q.from);
            case SUCCEEDS -> compare(call, LESS_OR_EQUAL, q.to, p.from);
            case LEADS, LAGS -> throw unsupported(call);
        };
    }

    private static SqlNode strictly(SqlCall call, PeriodOperators.Relation relation, Ends p, Ends q) {
        return switch (relation) {
            case CONTAINS -> and(call, compare(call, LESS, p.from, q.from), compare(call, LESS, q.to, p.to));
            case PRECEDES -> compare(call, LESS, p.to, q.from);
            case SUCCEEDS -> compare(call, LESS, q.to, p.from);
            case OVERLAPS, EQUALS, LEADS, LAGS -> throw unsupported(call);
        };
    }

    private static @Nullable Ends ends(SqlNode operand) {
        boolean isPair = operand instanceof SqlCall call
                && call.operandCount() == 2
                && (call.getKind() == SqlKind.ROW || call.getOperator().equals(PeriodOperators.PERIOD));
        if (isPair) {
            SqlCall pair = (SqlCall) operand;
            return new Ends(pair.operand(0), pair.operand(1));
        }
        if (!(operand instanceof SqlIdentifier identifier)) {
            return null;
        }
        return switch (Util.last(identifier.names).toLowerCase(Locale.ROOT)) {
            case "_valid_time" ->
                new Ends(renamed(identifier, PseudoColumn.VALID_FROM), renamed(identifier, PseudoColumn.VALID_TO));
            case "_system_time" ->
                new Ends(renamed(identifier, PseudoColumn.SYSTEM_FROM), renamed(identifier, PseudoColumn.SYSTEM_TO));
            default -> null;
        };
    }

    private static SqlIdentifier renamed(SqlIdentifier identifier, int column) {
        List<String> names = new ArrayList<>(identifier.names);
        names.set(names.size() - 1, PseudoColumns.name(column));
        return new SqlIdentifier(names, identifier.getParserPosition());
    }

    private static SqlNode compare(SqlCall call, SqlOperator operator, SqlNode a, SqlNode b) {
        return operator.createCall(call.getParserPosition(), SqlCopies.of(a), SqlCopies.of(b));
    }

    private static SqlNode and(SqlCall call, SqlNode a, SqlNode b) {
        return SqlStdOperatorTable.AND.createCall(call.getParserPosition(), a, b);
    }

    private static DatabaseException unsupported(SqlCall call) {
        return new DatabaseException(
                ErrorCode.UNSUPPORTED,
                "the relation " + call.getOperator().getName() + " with these operands is not supported yet");
    }
}
