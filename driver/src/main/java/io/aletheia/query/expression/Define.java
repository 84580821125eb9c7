package io.aletheia.query.expression;

import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlOperandTypeInference;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;

/** Definitions of functions for the validator, with a type for parameters whose context says nothing. */
final class Define {
    /** Parameters are strings. */
    static final SqlOperandTypeInference STRINGS = (binding, returnType, types) -> {
        for (int i = 0; i < types.length; i++) {
            types[i] = binding.getTypeFactory()
                    .createTypeWithNullability(binding.getTypeFactory().createSqlType(SqlTypeName.VARCHAR), true);
        }
    };

    /** Parameters are floating-point numbers. */
    static final SqlOperandTypeInference DOUBLES = (binding, returnType, types) -> {
        for (int i = 0; i < types.length; i++) {
            types[i] = binding.getTypeFactory()
                    .createTypeWithNullability(binding.getTypeFactory().createSqlType(SqlTypeName.DOUBLE), true);
        }
    };

    /** The first parameter is a string, the others are integers. */
    static final SqlOperandTypeInference STRING_THEN_INTEGERS = (binding, returnType, types) -> {
        for (int i = 0; i < types.length; i++) {
            types[i] = binding.getTypeFactory()
                    .createTypeWithNullability(
                            binding.getTypeFactory().createSqlType(i == 0 ? SqlTypeName.VARCHAR : SqlTypeName.INTEGER),
                            true);
        }
    };

    /** Parameters are of the first type that is known. */
    static final SqlOperandTypeInference SAME = InferTypes.FIRST_KNOWN;

    private Define() {}

    /** A function by name. */
    static SqlBasicFunction function(
            String name,
            SqlReturnTypeInference returns,
            SqlOperandTypeChecker operands,
            SqlOperandTypeInference parameters) {
        return SqlBasicFunction.create(name, returns, operands, SqlFunctionCategory.SYSTEM)
                .withOperandTypeInference(parameters);
    }
}
