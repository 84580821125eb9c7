package io.aletheia.query.temporal;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.query.expression.Functions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlTableFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * The table functions over periods, as calls over bounds: a period is no value of its own, so a statement's call is replaced before
 * it is validated. Both give periods by the columns {@code _from} and {@code _to}. Immutable.
 */
public final class PeriodTable extends SqlFunction implements SqlTableFunction {
    /** {@code RANGE_BINS(interval, period [, origin])}; its operands here are the interval, the two bounds, the origin. */
    public static final PeriodTable RANGE_BINS =
            new PeriodTable("RANGE_BINS", "RANGE_BINS(interval, period) or RANGE_BINS(interval, period, origin)");

    /** {@code PERIOD_MINUS(p, q)}; its operands here are the bounds of both. */
    public static final PeriodTable PERIOD_MINUS = new PeriodTable("PERIOD_MINUS", "PERIOD_MINUS(period, period)");

    private final String usage;

    private PeriodTable(String name, String usage) {
        super(
                name,
                SqlKind.OTHER_FUNCTION,
                ReturnTypes.CURSOR,
                null,
                OperandTypes.VARIADIC,
                SqlFunctionCategory.USER_DEFINED_TABLE_FUNCTION);
        this.usage = usage;
    }

    /**
     * What stands for a table function over periods in FROM, or for LATERAL before it; null if the node is another.
     *
     * @throws DatabaseException UNKNOWN_FUNCTION (42883) if it has other operands, or stands elsewhere; TYPE_MISMATCH (42804) if
     *     what should be a period is none
     */
    static @Nullable SqlNode replacement(SqlCall call) {
        if (call.getKind() == SqlKind.LATERAL && call.operand(0) instanceof SqlCall table) {
            return table.getKind() == SqlKind.COLLECTION_TABLE ? replacement(table) : null;
        }
        if (call.getKind() == SqlKind.COLLECTION_TABLE && call.operand(0) instanceof SqlCall invocation) {
            PeriodTable function = find(invocation);
            // Like UNNEST they see the tables before them, whether LATERAL is said or not.
            return function == null ? null : lateral(call.getParserPosition(), function.overBounds(invocation));
        }
        PeriodTable misplaced = find(call);
        if (misplaced != null) {
            throw new DatabaseException(
                    ErrorCode.UNKNOWN_FUNCTION,
                    misplaced.getName() + " gives rows: write TABLE(" + misplaced.getName() + "(...)) in FROM");
        }
        return null;
    }

    /** The function that the text calls; a call that is replaced already is none. */
    private static @Nullable PeriodTable find(SqlCall call) {
        if (call.getOperator() instanceof PeriodTable) {
            return null;
        }
        return switch (call.getOperator().getName().toUpperCase(Locale.ROOT)) {
            case "RANGE_BINS" -> RANGE_BINS;
            case "PERIOD_MINUS" -> PERIOD_MINUS;
            default -> null;
        };
    }

    private static SqlNode lateral(SqlParserPos position, SqlNode call) {
        return SqlStdOperatorTable.LATERAL.createCall(
                position, SqlStdOperatorTable.COLLECTION_TABLE.createCall(position, call));
    }

    private SqlCall overBounds(SqlCall call) {
        List<SqlNode> given = call.getOperandList();
        boolean bins = this.equals(RANGE_BINS);
        if (given.size() != 2 && !(bins && given.size() == 3)) {
            throw new DatabaseException(ErrorCode.UNKNOWN_FUNCTION, "it is " + usage);
        }
        List<SqlNode> operands = new ArrayList<>();
        if (bins) {
            operands.add(given.get(0));
        } else {
            addBounds(operands, given.get(0));
        }
        addBounds(operands, given.get(1));
        operands.addAll(given.subList(2, given.size()));
        return createCall(call.getParserPosition(), operands);
    }

    private void addBounds(List<SqlNode> operands, SqlNode period) {
        boolean isPair = period instanceof SqlCall call && call.getKind() == SqlKind.ROW && call.operandCount() == 2;
        if (!isPair && !PeriodExpressions.isPeriod(period)) {
            throw new DatabaseException(
                    ErrorCode.TYPE_MISMATCH,
                    getName() + " needs a period, such as PERIOD(from, to) or t._valid_time; it is " + usage);
        }
        operands.addAll(PeriodExpressions.parts(period));
    }

    /** The type of the times that a call's rows have: as wide as that of all its periods; that of bins is no DATE. */
    @Override
    public SqlReturnTypeInference getRowTypeInference() {
        return this::rowType;
    }

    private RelDataType rowType(SqlOperatorBinding binding) {
        RelDataTypeFactory factory = binding.getTypeFactory();
        // An interval among the operands, which is no DATE, makes a TIMESTAMP of what all others say.
        RelDataType time = factory.createTypeWithNullability(Functions.periodBound(binding), false);
        RelDataTypeFactory.Builder row = factory.builder().add("_from", time).add("_to", time);
        return this.equals(RANGE_BINS) ? row.add("_weight", SqlTypeName.DOUBLE).build() : row.build();
    }

    @Override
    public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
        for (SqlNode operand : call.getOperandList()) {
            validator.deriveType(scope, operand);
        }
        return validateOperands(validator, scope, call);
    }
}
