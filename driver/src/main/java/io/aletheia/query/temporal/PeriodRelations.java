package io.aletheia.query.temporal;

import io.aletheia.engine.model.PseudoColumn;
import io.aletheia.grammar.tree.PeriodOperators;
import io.aletheia.query.catalog.PseudoColumns;
import io.aletheia.query.expression.Functions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.util.Util;

/**
 * The relations of half-open periods as calls over their bounds, which check that a period begins before it ends. An operand that is
 * no period is an instant.
 */
final class PeriodRelations {
    private PeriodRelations() {}

    /** The call with the bounds as its operands. */
    static SqlCall overBounds(SqlCall call) {
        List<SqlNode> p = bounds(call.operand(0));
        List<SqlNode> q = bounds(call.operand(1));
        List<SqlNode> operands = new ArrayList<>(p);
        operands.addAll(q);
        return Functions.periodRelation(call.getOperator().getName(), p.size() == 1)
                .createCall(call.getParserPosition(), operands);
    }

    private static List<SqlNode> bounds(SqlNode operand) {
        boolean isPair = operand instanceof SqlCall call
                && call.operandCount() == 2
                && (call.getKind() == SqlKind.ROW || call.getOperator().equals(PeriodOperators.PERIOD));
        if (isPair) {
            return ((SqlCall) operand).getOperandList();
        }
        if (!(operand instanceof SqlIdentifier identifier)) {
            return List.of(operand);
        }
        return switch (Util.last(identifier.names).toLowerCase(Locale.ROOT)) {
            case "_valid_time" ->
                List.of(renamed(identifier, PseudoColumn.VALID_FROM), renamed(identifier, PseudoColumn.VALID_TO));
            case "_system_time" ->
                List.of(renamed(identifier, PseudoColumn.SYSTEM_FROM), renamed(identifier, PseudoColumn.SYSTEM_TO));
            default -> List.of(operand);
        };
    }

    private static SqlIdentifier renamed(SqlIdentifier identifier, int column) {
        List<String> names = new ArrayList<>(identifier.names);
        names.set(names.size() - 1, PseudoColumns.name(column));
        return new SqlIdentifier(names, identifier.getParserPosition());
    }
}
