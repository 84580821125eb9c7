package io.aletheia.query.expression;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeTransforms;

/**
 * Says of a value how many rows it was taken of: CARDINALITY (21000) if more than one, else the value. Only the planner makes calls
 * of it; null rows are none.
 */
final class SingleRow extends SqlFunction {
    /** The only instance. */
    static final SingleRow OPERATOR = new SingleRow();

    private SingleRow() {
        super(
                "$SINGLE_ROW",
                SqlKind.OTHER_FUNCTION,
                ReturnTypes.ARG1.andThen(SqlTypeTransforms.FORCE_NULLABLE),
                null,
                OperandTypes.ANY_ANY,
                SqlFunctionCategory.SYSTEM);
    }

    static Expression compile(RexCall call, ExpressionCompiler compiler) {
        List<Expression> operands = List.of(
                compiler.compile(call.getOperands().get(0)),
                compiler.compile(call.getOperands().get(1), ExpressionCompiler.type(call)));
        return RowCall.nullable(ExpressionCompiler.type(call), operands, (arguments, context) -> {
            if (arguments[0] != null && (long) arguments[0] > 1) {
                throw tooManyRows();
            }
            return arguments[1];
        });
    }

    static DatabaseException tooManyRows() {
        return new DatabaseException(
                ErrorCode.CARDINALITY, "a subquery that stands for a value gave more than one row");
    }
}
