package io.aletheia.query.expression;

import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** AND, OR, NOT, and the choices CASE, COALESCE and NULLIF. */
final class LogicFunctions {
    private LogicFunctions() {}

    static List<Functions.Function> list() {
        return List.of(
                new Functions.Function(
                        SqlStdOperatorTable.AND,
                        (call, compiler) -> Connective.and(compiler.compileAll(flat(call))),
                        "a AND b"),
                new Functions.Function(
                        SqlStdOperatorTable.OR,
                        (call, compiler) -> Connective.or(compiler.compileAll(flat(call))),
                        "a OR b"),
                new Functions.Function(SqlStdOperatorTable.NOT, LogicFunctions::not, "NOT a"),
                new Functions.Function(
                        SqlStdOperatorTable.CASE,
                        LogicFunctions::choice,
                        "CASE WHEN condition THEN value ... ELSE value END: evaluates only what is needed"),
                new Functions.Function(
                        SqlStdOperatorTable.COALESCE,
                        (call, compiler) -> {
                            ValueType type = ExpressionCompiler.type(call);
                            return Choice.firstNotNull(type, compiler.compileAs(call.getOperands(), List.of(type)));
                        },
                        "COALESCE(a, b, ...): the first that is not null"),
                new Functions.Function(
                        SqlStdOperatorTable.NULLIF,
                        LogicFunctions::nullIf,
                        "NULLIF(a, b): null if the two are equal, else a"));
    }

    /** The operands of a chain of one connective, without nesting. */
    private static List<RexNode> flat(RexCall call) {
        var operands = new ArrayList<RexNode>();
        for (RexNode operand : call.getOperands()) {
            if (operand.getKind() == call.getKind()) {
                operands.addAll(flat((RexCall) operand));
            } else {
                operands.add(operand);
            }
        }
        return operands;
    }

    private static Expression not(RexCall call, ExpressionCompiler compiler) {
        return not(compiler.compile(call.getOperands().get(0), ValueType.BOOLEAN));
    }

    static Expression not(Expression operand) {
        return StrictCall.of(ValueType.BOOLEAN, List.of(operand), (arguments, result, rows, context) -> {
            long[] in = ((LongVector) arguments[0]).values();
            long[] out = ((LongVector) result).values();
            for (int i = 0; i < rows.count(); i++) {
                out[rows.index()[i]] = 1 - in[rows.index()[i]];
            }
        });
    }

    private static Expression choice(RexCall call, ExpressionCompiler compiler) {
        ValueType type = ExpressionCompiler.type(call);
        List<RexNode> operands = call.getOperands();
        var branches = new ArrayList<Choice.Branch>();
        for (int i = 0; i + 1 < operands.size(); i += 2) {
            branches.add(
                    new Choice.Branch(compiler.compile(operands.get(i)), compiler.compile(operands.get(i + 1), type)));
        }
        return Choice.of(type, branches, compiler.compile(operands.get(operands.size() - 1), type));
    }

    private static Expression nullIf(RexCall call, ExpressionCompiler compiler) {
        ValueType type = ExpressionCompiler.type(call);
        RexNode value = call.getOperands().get(0);
        Expression equal = ComparisonFunctions.compare(
                Comparison.Operator.EQUAL, value, call.getOperands().get(1), compiler);
        return Choice.of(
                type, List.of(new Choice.Branch(equal, BoundValue.literal(type, null))), compiler.compile(value, type));
    }
}
