package io.aletheia.query.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlOperandTypeInference;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.jspecify.annotations.Nullable;

/**
 * Declares a function whose operands are of known kinds: what the validator checks, what a parameter is taken for and what the
 * evaluator gets follow from the one list. Immutable; each step gives a new declaration.
 *
 * @param operands what it takes, one after the other
 * @param required how many of them must be given
 * @param many whether the last may be given again and again
 * @param returns the type before it is known whether it may be null
 * @param orNull whether it may be null although no operand is
 */
record Signature(
        String name,
        List<Operand> operands,
        int required,
        boolean many,
        SqlReturnTypeInference returns,
        boolean orNull) {
    /** A function that takes nothing and gives a string, until more is said. */
    static Signature of(String name) {
        return new Signature(name, List.of(), 0, false, ReturnTypes.VARCHAR, false);
    }

    /** Takes these. */
    Signature takes(Operand... some) {
        return new Signature(name, List.of(some), some.length, many, returns, orNull);
    }

    /** Takes these too, each only if those before it are given. */
    Signature optionally(Operand... more) {
        List<Operand> all = new ArrayList<>(operands);
        all.addAll(List.of(more));
        return new Signature(name, List.copyOf(all), required, many, returns, orNull);
    }

    /** The last operand may be repeated. */
    Signature repeated() {
        return new Signature(name, operands, required, true, returns, orNull);
    }

    Signature gives(SqlTypeName type) {
        return gives(binding -> binding.getTypeFactory().createSqlType(type));
    }

    Signature gives(SqlReturnTypeInference type) {
        return new Signature(name, operands, required, many, type, orNull);
    }

    /** Gives an array of strings. */
    Signature givesTexts() {
        return gives(binding -> binding.getTypeFactory()
                .createArrayType(
                        binding.getTypeFactory()
                                .createTypeWithNullability(
                                        binding.getTypeFactory().createSqlType(SqlTypeName.VARCHAR), true),
                        -1));
    }

    /** Its value may be null although no operand is. */
    Signature canBeNull() {
        return new Signature(name, operands, required, many, returns, true);
    }

    /** The function, null wherever an operand is. */
    Functions.Function strict(String description, RowCall.RowFunction function) {
        return compiled(
                description,
                (call, compiler) -> RowCall.strict(ExpressionCompiler.type(call), compiled(call, compiler), function));
    }

    /** The function, which is given nulls too. */
    Functions.Function withNulls(String description, RowCall.RowFunction function) {
        return canBeNull()
                .compiled(
                        description,
                        (call, compiler) ->
                                RowCall.nullable(ExpressionCompiler.type(call), compiled(call, compiler), function));
    }

    /** The function, compiled in a way of its own. */
    Functions.Function compiled(String description, Functions.Factory factory) {
        return new Functions.Function(operator(), factory, description);
    }

    /** What the validator knows it by. */
    SqlBasicFunction operator() {
        return SqlBasicFunction.create(
                        name,
                        returns.andThen(orNull ? SqlTypeTransforms.FORCE_NULLABLE : SqlTypeTransforms.TO_NULLABLE),
                        checker(),
                        SqlFunctionCategory.SYSTEM)
                .withOperandTypeInference(parameters());
    }

    /** The call's operands, each in the form that its place asks for. */
    List<Expression> compiled(RexCall call, ExpressionCompiler compiler) {
        var expressions = new ArrayList<Expression>();
        for (int i = 0; i < call.getOperands().size(); i++) {
            RexNode node = call.getOperands().get(i);
            Operand operand = at(i);
            expressions.add(operand.form() == null ? compiler.compile(node) : compiler.compile(node, operand.form()));
        }
        return expressions;
    }

    private Operand at(int position) {
        return operands.get(Math.min(position, operands.size() - 1));
    }

    private SqlOperandTypeChecker checker() {
        if (operands.isEmpty()) {
            return OperandTypes.NILADIC;
        }
        if (many) {
            return new RepeatedOperands(operands, required);
        }
        List<SqlTypeFamily> families = operands.stream().map(Operand::family).toList();
        return OperandTypes.family(families, position -> position >= required);
    }

    private SqlOperandTypeInference parameters() {
        return (binding, returnType, types) -> {
            for (int i = 0; i < types.length && !operands.isEmpty(); i++) {
                SqlTypeName known = at(i).parameter();
                if (known != null) {
                    RelDataType type = binding.getTypeFactory().createSqlType(known);
                    types[i] = binding.getTypeFactory().createTypeWithNullability(type, true);
                }
            }
        };
    }

    /** A string among a row's arguments. */
    static String text(@Nullable Object[] arguments, int index) {
        return (String) Objects.requireNonNull(arguments[index]);
    }

    /** An integer, date or time among a row's arguments. */
    static long integer(@Nullable Object[] arguments, int index) {
        return (long) Objects.requireNonNull(arguments[index]);
    }

    /** An integer among a row's arguments, if it is given. */
    static long integer(@Nullable Object[] arguments, int index, long otherwise) {
        return index < arguments.length ? integer(arguments, index) : otherwise;
    }

    /** A string among a row's arguments, if it is given. */
    static String text(@Nullable Object[] arguments, int index, String otherwise) {
        return index < arguments.length ? text(arguments, index) : otherwise;
    }

    /** A floating-point number among a row's arguments. */
    static double real(@Nullable Object[] arguments, int index) {
        return (double) Objects.requireNonNull(arguments[index]);
    }
}
