package io.aletheia.query.expression;

import static io.aletheia.query.expression.Operand.ANY;
import static io.aletheia.query.expression.Operand.NUMBER;
import static io.aletheia.query.expression.Operand.TRUTH;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** The choices that other dialects have as functions. As CASE, they evaluate only what is needed. */
final class ChoiceFunctions {
    private ChoiceFunctions() {}

    static List<Functions.Function> list() {
        return List.of(
                coalesce("IFNULL", "IFNULL(a, b): as COALESCE"),
                coalesce("NVL", "NVL(a, b): as COALESCE"),
                Signature.of("NVL2")
                        .takes(ANY, ANY, ANY)
                        .gives(common(1, 2))
                        .canBeNull()
                        .compiled("NVL2(a, b, c): b if a is not null, else c", (call, compiler) -> {
                            Expression test = TruthTest.isNotNull(
                                    compiler.compile(call.getOperands().get(0)));
                            return choice(call, compiler, test);
                        }),
                condition("IIF", "IIF(condition, a, b): a if the condition is TRUE, else b"),
                condition("IF", "IF(condition, a, b): as IIF"),
                Signature.of("DECODE")
                        .takes(ANY, ANY)
                        .optionally(ANY)
                        .repeated()
                        .gives(ChoiceFunctions::decoded)
                        .canBeNull()
                        .compiled(
                                "DECODE(a, x, result, ... [, otherwise]): the result of the first x that a is, null included;"
                                        + " DECODE(s, 'hex' | 'base64'): the bytes that a text says",
                                ChoiceFunctions::decode),
                Signature.of("NULLIFZERO")
                        .takes(NUMBER)
                        .gives(ChoiceFunctions::number)
                        .canBeNull()
                        .compiled("NULLIFZERO(a): as NULLIF(a, 0)", (call, compiler) -> {
                            ValueType type = ExpressionCompiler.type(call);
                            Expression value =
                                    compiler.compile(call.getOperands().get(0));
                            return Choice.of(
                                    type,
                                    List.of(new Choice.Branch(isZero(value), BoundValue.literal(type, null))),
                                    Casts.cast(value, type));
                        }),
                Signature.of("ZEROIFNULL")
                        .takes(NUMBER)
                        .gives(ChoiceFunctions::number)
                        .compiled("ZEROIFNULL(a): as COALESCE(a, 0)", (call, compiler) -> {
                            ValueType type = ExpressionCompiler.type(call);
                            Expression zero = Casts.cast(BoundValue.literal(ValueType.INTEGER, 0L), type);
                            return Choice.firstNotNull(
                                    type,
                                    List.of(compiler.compile(call.getOperands().get(0), type), zero));
                        }));
    }

    private static Expression isZero(Expression value) {
        return ComparisonFunctions.compare(Comparison.Operator.EQUAL, value, BoundValue.literal(ValueType.INTEGER, 0L));
    }

    /** The type that holds the operands at these places. */
    private static SqlReturnTypeInference common(int... places) {
        return binding -> {
            List<RelDataType> types = new ArrayList<>();
            for (int place : places) {
                types.add(binding.getOperandType(place));
            }
            return common(binding, types);
        };
    }

    /** The number's own type; an INTEGER for the mere NULL. */
    private static RelDataType number(SqlOperatorBinding binding) {
        RelDataType type = binding.getOperandType(0);
        return SqlTypeUtil.isNull(type) ? binding.getTypeFactory().createSqlType(SqlTypeName.INTEGER) : type;
    }

    private static RelDataType common(SqlOperatorBinding binding, List<RelDataType> types) {
        RelDataType common = binding.getTypeFactory().leastRestrictive(types);
        if (common == null) {
            throw new DatabaseException(
                    ErrorCode.TYPE_MISMATCH,
                    "the results of " + binding.getOperator().getName() + " have no common type");
        }
        return common;
    }

    private static RelDataType decoded(SqlOperatorBinding binding) {
        if (binding.getOperandCount() == 2) {
            return binding.getTypeFactory().createSqlType(SqlTypeName.VARBINARY);
        }
        List<RelDataType> types = new ArrayList<>();
        int count = binding.getOperandCount();
        for (int i = 2; i < count; i += 2) {
            types.add(binding.getOperandType(i));
        }
        if (count % 2 == 0) {
            types.add(binding.getOperandType(count - 1));
        }
        return common(binding, types);
    }

    private static Functions.Function coalesce(String name, String description) {
        return Signature.of(name)
                .takes(ANY, ANY)
                .gives(common(0, 1))
                .canBeNull()
                .compiled(description, (call, compiler) -> {
                    ValueType type = type(call);
                    return Choice.firstNotNull(type, compiler.compileAs(call.getOperands(), List.of(type)));
                });
    }

    private static Functions.Function condition(String name, String description) {
        return Signature.of(name)
                .takes(TRUTH, ANY, ANY)
                .gives(common(1, 2))
                .canBeNull()
                .compiled(
                        description,
                        (call, compiler) -> choice(
                                call,
                                compiler,
                                compiler.compile(call.getOperands().get(0), ValueType.BOOLEAN)));
    }

    private static Expression choice(RexCall call, ExpressionCompiler compiler, Expression condition) {
        ValueType type = type(call);
        return Choice.of(
                type,
                List.of(new Choice.Branch(
                        condition, compiler.compile(call.getOperands().get(1), type))),
                compiler.compile(call.getOperands().get(2), type));
    }

    private static Expression decode(RexCall call, ExpressionCompiler compiler) {
        ValueType type = type(call);
        List<RexNode> operands = call.getOperands();
        if (operands.size() == 2) {
            return compiler.strict(
                    call,
                    List.of(ValueType.VARCHAR),
                    (a, context) -> Encodings.decode(Signature.text(a, 0), Signature.text(a, 1)));
        }
        Expression value = compiler.compile(operands.get(0));
        List<Choice.Branch> branches = new ArrayList<>();
        for (int i = 1; i + 1 < operands.size(); i += 2) {
            Expression same = ComparisonFunctions.distinct(value, compiler.compile(operands.get(i)), false);
            branches.add(new Choice.Branch(same, compiler.compile(operands.get(i + 1), type)));
        }
        Expression otherwise = operands.size() % 2 == 0
                ? compiler.compile(operands.get(operands.size() - 1), type)
                : BoundValue.literal(type, null);
        return Choice.of(type, branches, otherwise);
    }

    private static ValueType type(RexCall call) {
        return ExpressionCompiler.type(call);
    }
}
