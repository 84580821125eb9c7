package io.aletheia.query.plan;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;
import org.jspecify.annotations.Nullable;

/**
 * The casts that a statement may leave out: a literal text where another type is wanted, numbers and times to wider ones, anything to
 * text in a concatenation. A text column is never read as a number or a time, nor a number as a truth value.
 */
final class StrictCoercion extends TypeCoercionImpl {
    private boolean concatenating;

    StrictCoercion(RelDataTypeFactory typeFactory, SqlValidator validator) {
        super(typeFactory, validator);
    }

    @Override
    protected boolean needToCast(
            SqlValidatorScope scope, SqlNode node, RelDataType toType, SqlTypeMappingRule mappingRule) {
        RelDataType fromType = validator.deriveType(scope, node);
        return super.needToCast(scope, node, toType, mappingRule) && isSafe(node, fromType, toType);
    }

    private boolean isSafe(SqlNode node, RelDataType from, RelDataType to) {
        if (SqlUtil.isNullLiteral(node, true) || SqlTypeUtil.isNull(from)) {
            return true;
        }
        if (SqlTypeUtil.isCharacter(from) != SqlTypeUtil.isCharacter(to)) {
            return SqlTypeUtil.isCharacter(from) ? SqlUtil.isLiteral(node) : concatenating;
        }
        return SqlTypeUtil.isBoolean(from) == SqlTypeUtil.isBoolean(to);
    }

    /** None where a cast would round, see {@link ExactNumbers}. */
    @Override
    public @Nullable RelDataType commonTypeForBinaryComparison(@Nullable RelDataType a, @Nullable RelDataType b) {
        RelDataType common = super.commonTypeForBinaryComparison(a, b);
        return a != null && b != null && ExactNumbers.lose(List.of(a, b), common) ? null : common;
    }

    @Override
    protected boolean booleanEquality(SqlCallBinding binding, RelDataType left, RelDataType right) {
        return false;
    }

    @Override
    public boolean builtinFunctionCoercion(
            SqlCallBinding binding, List<RelDataType> operandTypes, List<SqlTypeFamily> expectedFamilies) {
        concatenating = binding.getOperator().getName().equals("||");
        try {
            return super.builtinFunctionCoercion(binding, operandTypes, expectedFamilies);
        } finally {
            concatenating = false;
        }
    }
}
