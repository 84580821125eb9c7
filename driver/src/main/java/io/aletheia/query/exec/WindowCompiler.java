package io.aletheia.query.exec;

import io.aletheia.engine.model.ValueType;
import io.aletheia.query.catalog.TypeMapping;
import io.aletheia.query.expression.Expression;
import io.aletheia.query.expression.ExpressionCompiler;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Makes window steps: operands and frame bounds become columns beside the input's. */
final class WindowCompiler {
    private final ExpressionCompiler expressions;
    private final List<Expression> extended = new ArrayList<>();

    WindowCompiler(ExpressionCompiler expressions) {
        this.expressions = expressions;
    }

    ExecutablePlan compile(Window window, ExecutablePlan input) {
        List<ValueType> inputTypes = input.types();
        for (int i = 0; i < inputTypes.size(); i++) {
            extended.add(expressions.column(i, inputTypes.get(i)));
        }
        var constants = new ConstantShuttle(window, inputTypes.size());
        List<WindowSpec> specs = new ArrayList<>();
        for (Window.Group group : window.groups) {
            specs.add(spec(group, window, constants));
        }
        return new WindowOperator(PlanCompiler.types(window.getRowType()), input, extended, specs);
    }

    /** Puts the window's constants where references beyond the input's columns mean them. */
    private static final class ConstantShuttle extends RexShuttle {
        private final Window window;
        private final int inputWidth;

        ConstantShuttle(Window window, int inputWidth) {
            this.window = window;
            this.inputWidth = inputWidth;
        }

        @Override
        public RexNode visitInputRef(RexInputRef reference) {
            int constant = reference.getIndex() - inputWidth;
            return constant < 0 ? reference : window.constants.get(constant);
        }
    }

    private WindowSpec spec(Window.Group group, Window window, ConstantShuttle constants) {
        List<RelFieldCollation> order = group.orderKeys.getFieldCollations();
        List<WindowSpec.Call> calls = new ArrayList<>();
        for (Window.RexWinAggCall call : group.aggCalls) {
            calls.add(call(call, constants));
        }
        return new WindowSpec(
                group.keys.asList(),
                order,
                group.isRows,
                bound(group.lowerBound, group, window, constants),
                bound(group.upperBound, group, window, constants),
                group.exclude,
                calls);
    }

    private WindowSpec.Call call(Window.RexWinAggCall call, ConstantShuttle constants) {
        ValueType type = TypeMapping.valueType(call.getType());
        String name = call.getOperator().getName();
        List<Integer> operands = new ArrayList<>();
        for (int i = 0; i < call.getOperands().size(); i++) {
            RexNode operand = call.getOperands().get(i).accept(constants);
            Expression expression = switch (name) {
                case "LAG", "LEAD" -> expressions.compile(operand, i == 1 ? ValueType.BIGINT : type);
                case "NTH_VALUE" ->
                    i == 1 ? expressions.compile(operand, ValueType.BIGINT) : expressions.compile(operand);
                case "NTILE" -> expressions.compile(operand, ValueType.BIGINT);
                default -> expressions.compile(operand);
            };
            operands.add(add(expression));
        }
        var function = AggregateFunction.of(
                (SqlAggFunction) call.getOperator(), operands, -1, call.distinct, List.of(), call.getType());
        return new WindowSpec.Call(function, call.ignoreNulls);
    }

    /** The column of an expression beside the input. */
    private int add(Expression expression) {
        extended.add(expression);
        return extended.size() - 1;
    }

    private WindowSpec.Bound bound(RexWindowBound bound, Window.Group group, Window window, ConstantShuttle constants) {
        if (bound.isUnbounded()) {
            return new WindowSpec.Bound(
                    bound.isPreceding()
                            ? WindowSpec.BoundKind.UNBOUNDED_PRECEDING
                            : WindowSpec.BoundKind.UNBOUNDED_FOLLOWING,
                    -1);
        }
        if (bound.isCurrentRow()) {
            return new WindowSpec.Bound(WindowSpec.BoundKind.CURRENT_ROW, -1);
        }
        RexNode offset = Objects.requireNonNull(bound.getOffset()).accept(constants);
        var kind = bound.isPreceding() ? WindowSpec.BoundKind.PRECEDING : WindowSpec.BoundKind.FOLLOWING;
        return new WindowSpec.Bound(
                kind,
                group.isRows
                        ? add(expressions.compile(offset, ValueType.BIGINT))
                        : add(reached(bound.isPreceding(), offset, group, window)));
    }

    /** The order key that a RANGE frame reaches to: the row's own, less or more the offset. */
    private Expression reached(boolean preceding, RexNode offset, Window.Group group, Window window) {
        List<RelFieldCollation> order = group.orderKeys.getFieldCollations();
        if (order.size() != 1) {
            throw PlanCompiler.unsupported("RANGE with an offset and other than one order key");
        }
        RelFieldCollation collation = order.get(0);
        RexBuilder builder = window.getCluster().getRexBuilder();
        RelDataType keyType = window.getInput()
                .getRowType()
                .getFieldList()
                .get(collation.getFieldIndex())
                .getType();
        RexNode key = builder.makeInputRef(keyType, collation.getFieldIndex());
        boolean subtract = preceding != collation.direction.isDescending();
        boolean time = SqlTypeUtil.isDatetime(keyType);
        RexNode reached = time
                ? builder.makeCall(
                        keyType,
                        subtract ? SqlStdOperatorTable.MINUS_DATE : SqlStdOperatorTable.DATETIME_PLUS,
                        List.of(key, offset))
                : builder.makeCall(
                        subtract ? SqlStdOperatorTable.MINUS : SqlStdOperatorTable.PLUS, List.of(key, offset));
        Expression expression = expressions.compile(reached);
        ValueType type = TypeMapping.valueType(key.getType());
        boolean sameForm = expression.type().kind() == type.kind()
                || (expression.type().physical() == type.physical() && type.physical() != ValueType.Physical.OBJECT);
        if (!sameForm) {
            throw PlanCompiler.unsupported("RANGE with an offset of another type than the order key's");
        }
        return expression;
    }
}
