package io.aletheia.query.expression;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.catalog.PeriodBoundType;
import io.aletheia.query.catalog.TypeMapping;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** CAST and TRY_CAST, intervals included. */
final class CastFunctions {
    private CastFunctions() {}

    static List<Functions.Function> list() {
        return List.of(
                new Functions.Function(
                        SqlStdOperatorTable.CAST,
                        CastFunctions::cast,
                        "CAST(a AS type): rounds numbers, cuts strings; 22018, 22003, 22007, 22008 if it cannot"),
                new Functions.Function(
                        SqlLibraryOperators.TRY_CAST,
                        CastFunctions::tryCast,
                        "TRY_CAST(a AS type): null if the value cannot be cast"),
                new Functions.Function(SqlLibraryOperators.SAFE_CAST, CastFunctions::tryCast, ""),
                new Functions.Function(SqlStdOperatorTable.REINTERPRET, CastFunctions::reinterpret, ""));
    }

    private static Expression cast(RexCall call, ExpressionCompiler compiler) {
        RexNode operand = call.getOperands().get(0);
        if (SqlTypeUtil.isInterval(operand.getType()) || SqlTypeUtil.isInterval(call.getType())) {
            return castInterval(operand, call.getType(), compiler);
        }
        if (operand.isA(SqlKind.ROW) || call.getType().isStruct()) {
            throw ExpressionCompiler.unsupported("CAST of a row");
        }
        return Casts.cast(operand(operand, call.getType(), compiler), ExpressionCompiler.type(call));
    }

    /** The bound of a period becomes the TIMESTAMP that results show. */
    private static Expression reinterpret(RexCall call, ExpressionCompiler compiler) {
        RexNode operand = call.getOperands().get(0);
        ValueType type = ExpressionCompiler.type(call);
        return type.equals(ValueType.TIMESTAMP) && operand.getType() instanceof PeriodBoundType
                ? shown(compiler.compile(operand), type)
                : compiler.compile(operand, type);
    }

    private static Expression shown(Expression value, ValueType type) {
        return RowCall.strict(type, List.of(value), (arguments, context) -> arguments[0]);
    }

    /** What is cast: as a text, the bounds of periods are what results show. */
    private static Expression operand(RexNode operand, RelDataType to, ExpressionCompiler compiler) {
        Expression value = compiler.compile(operand);
        ValueType shown = TypeMapping.shownType(operand.getType());
        return SqlTypeUtil.isCharacter(to) && !shown.equals(value.type()) ? shown(value, shown) : value;
    }

    private static Expression tryCast(RexCall call, ExpressionCompiler compiler) {
        RexNode operand = call.getOperands().get(0);
        if (SqlTypeUtil.isInterval(operand.getType()) || SqlTypeUtil.isInterval(call.getType())) {
            throw ExpressionCompiler.unsupported("TRY_CAST of an interval");
        }
        return Casts.tryCast(operand(operand, call.getType(), compiler), ExpressionCompiler.type(call));
    }

    private static Expression castInterval(RexNode operand, RelDataType to, ExpressionCompiler compiler) {
        RelDataType from = operand.getType();
        Expression value = compiler.compile(operand);
        boolean fromInterval = SqlTypeUtil.isInterval(from);
        if (fromInterval && SqlTypeUtil.isInterval(to)) {
            if (SqlTypeFamily.INTERVAL_YEAR_MONTH.contains(from) != SqlTypeFamily.INTERVAL_YEAR_MONTH.contains(to)) {
                throw new DatabaseException(
                        ErrorCode.TYPE_MISMATCH, "a year-month interval and a day-time interval have no cast");
            }
            return value;
        }
        if (fromInterval && SqlTypeUtil.isCharacter(to)) {
            Expression text = RowCall.strict(
                    ValueType.VARCHAR,
                    List.of(value),
                    (arguments, context) -> IntervalFunctions.text((long) Objects.requireNonNull(arguments[0]), from));
            return Casts.cast(text, ExpressionCompiler.type(to));
        }
        if (fromInterval && SqlTypeUtil.isNumeric(to)) {
            long unit = IntervalFunctions.unit(from);
            Expression units = RowCall.strict(
                    ValueType.BIGINT,
                    List.of(value),
                    (arguments, context) -> (long) Objects.requireNonNull(arguments[0]) / unit);
            return Casts.cast(units, ExpressionCompiler.type(to));
        }
        if (SqlTypeUtil.isExactNumeric(from) && !fromInterval) {
            return IntervalFunctions.times(Casts.cast(value, ValueType.BIGINT), IntervalFunctions.unit(to));
        }
        if (value instanceof BoundValue && from.getSqlTypeName() == SqlTypeName.NULL) {
            return BoundValue.literal(ValueType.BIGINT, null);
        }
        throw ExpressionCompiler.unsupported("CAST from " + from + " to " + to);
    }
}
