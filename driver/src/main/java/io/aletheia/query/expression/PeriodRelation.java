package io.aletheia.query.expression;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** A relation of two periods, or a part of one, over their bounds. No statement can name it, so it is not looked up by name. */
final class PeriodRelation extends SqlFunction {
    PeriodRelation(String name) {
        this(name, ReturnTypes.BOOLEAN_NULLABLE);
    }

    PeriodRelation(String name, SqlReturnTypeInference type) {
        super(name, SqlKind.OTHER_FUNCTION, type, Define.SAME, OperandTypes.VARIADIC, SqlFunctionCategory.SYSTEM);
    }

    @Override
    public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
        for (SqlNode operand : call.getOperandList()) {
            validator.deriveType(scope, operand);
        }
        return validateOperands(validator, scope, call);
    }
}
