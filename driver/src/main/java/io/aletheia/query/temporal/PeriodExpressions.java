package io.aletheia.query.temporal;

import io.aletheia.engine.model.PseudoColumn;
import io.aletheia.engine.model.Time;
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
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/**
 * Periods as they are written: {@code PERIOD(a, b)}, {@code _valid_time}, {@code _system_time}, the intersection {@code p * q} and the
 * union {@code p + q}. A period is no value of its own; what is left of it here are calls over bounds.
 */
final class PeriodExpressions {
    private PeriodExpressions() {}

    /** Whether the node is a period, without counting a bare pair of values as one. */
    static boolean isPeriod(SqlNode node) {
        if (node instanceof SqlIdentifier identifier) {
            return column(identifier) != 0;
        }
        if (!(node instanceof SqlCall call) || call.operandCount() != 2) {
            return false;
        }
        return call.getOperator().equals(PeriodOperators.PERIOD)
                || (operation(call) != null && isPeriod(call.operand(0)) && isPeriod(call.operand(1)));
    }

    /** The number of the column that a period column begins with; 0 if the name is none. */
    private static int column(SqlIdentifier identifier) {
        if (identifier.isStar()) {
            return 0;
        }
        return switch (Util.last(identifier.names).toLowerCase(Locale.ROOT)) {
            case "_valid_time" -> PseudoColumn.VALID_FROM;
            case "_system_time" -> PseudoColumn.SYSTEM_FROM;
            default -> 0;
        };
    }

    private static @Nullable String operation(SqlCall call) {
        return switch (call.getKind()) {
            case TIMES -> "INTERSECTION";
            case PLUS -> "UNION";
            default -> null;
        };
    }

    /** The two bounds of a period. */
    static List<SqlNode> bounds(SqlNode period) {
        if (period instanceof SqlIdentifier identifier) {
            int from = column(identifier);
            return List.of(renamed(identifier, from), renamed(identifier, from - 1));
        }
        SqlCall call = (SqlCall) period;
        if (call.getOperator().equals(PeriodOperators.PERIOD) || call.getKind() == SqlKind.ROW) {
            return call.getOperandList();
        }
        return parts(call);
    }

    /** The two bounds of a period as calls that check it. They share no node, since a parameter gets its type anew where it stands. */
    static List<SqlNode> parts(SqlNode period) {
        return List.of(part(period, "FROM"), part(SqlCopies.of(period), "TO"));
    }

    /** A part of a period: FROM, TO, or BOTH as an array. */
    static SqlNode part(SqlNode period, String part) {
        SqlParserPos position = period.getParserPosition();
        String operation = period instanceof SqlCall call ? operation(call) : null;
        List<SqlNode> operands = new ArrayList<>();
        if (operation == null) {
            operation = "PERIOD";
            operands.addAll(bounds(period));
        } else {
            operands.addAll(bounds(((SqlCall) period).operand(0)));
            operands.addAll(bounds(((SqlCall) period).operand(1)));
        }
        return Functions.periodPart(operation + " " + part).createCall(position, operands);
    }

    /** What stands for a call of which an operand is a period; null if the call is another. */
    static @Nullable SqlNode replacement(SqlCall call) {
        if (isPeriod(call)) {
            return part(call, "BOTH");
        }
        if (call.operandCount() != 1 || !isPeriod(call.operand(0))) {
            return null;
        }
        SqlNode period = call.operand(0);
        SqlParserPos position = call.getParserPosition();
        if (call.getKind() == SqlKind.IS_NULL || call.getKind() == SqlKind.IS_NOT_NULL) {
            return call.getOperator().createCall(position, part(period, "FROM"));
        }
        return switch (call.getOperator().getName().toUpperCase(Locale.ROOT)) {
            case "LOWER" -> part(period, "FROM");
            case "UPPER" -> part(period, "TO");
            case "IS_OPEN" ->
                SqlStdOperatorTable.EQUALS.createCall(
                        position,
                        part(period, "TO"),
                        TimeLiterals.timestamp(SqlTypeName.TIMESTAMP, Time.FOREVER, position));
            default -> null;
        };
    }

    private static SqlIdentifier renamed(SqlIdentifier identifier, int column) {
        List<String> names = new ArrayList<>(identifier.names);
        names.set(names.size() - 1, PseudoColumns.name(column));
        return new SqlIdentifier(names, identifier.getParserPosition());
    }
}
