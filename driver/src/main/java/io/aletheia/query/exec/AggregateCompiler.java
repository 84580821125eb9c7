package io.aletheia.query.exec;

import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.ExpressionCompiler;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/** Makes aggregations. */
final class AggregateCompiler {
    private final ExpressionCompiler expressions;

    AggregateCompiler(ExpressionCompiler expressions) {
        this.expressions = expressions;
    }

    /** The distinct rows of a plan. */
    static ExecutablePlan distinct(ExecutablePlan input) {
        List<Integer> all = IntStream.range(0, input.types().size()).boxed().toList();
        return new AggregateOperator(input.types(), input, all, List.of(all), List.of(), List.of(), List.of());
    }

    ExecutablePlan compile(Aggregate aggregate, ExecutablePlan input) {
        List<Integer> groupColumns = aggregate.getGroupSet().asList();
        List<List<Integer>> sets = new ArrayList<>();
        for (ImmutableBitSet set : aggregate.getGroupSets()) {
            sets.add(set.asList());
        }
        List<AggregateFunction> functions = new ArrayList<>();
        List<AggregateOperator.Grouping> groupings = new ArrayList<>();
        List<AggregateOperator.Literal> literals = new ArrayList<>();
        List<ValueType> types = PlanCompiler.types(aggregate.getRowType());
        int column = groupColumns.size();
        for (AggregateCall call : aggregate.getAggCallList()) {
            SqlKind kind = call.getAggregation().getKind();
            if (kind == SqlKind.GROUPING) {
                groupings.add(new AggregateOperator.Grouping(column, call.getArgList()));
            } else if (kind == SqlKind.LITERAL_AGG) {
                Object value = expressions
                        .compile(call.rexList.get(0), types.get(column))
                        .value(AggregateOperator.NO_RUN);
                literals.add(new AggregateOperator.Literal(column, value));
            } else {
                functions.add(function(call));
            }
            column++;
        }
        return new AggregateOperator(types, input, groupColumns, sets, functions, groupings, literals);
    }

    private static AggregateFunction function(AggregateCall call) {
        // An approximate number may be the exact one.
        if ((call.isApproximate() && call.getAggregation().getKind() != SqlKind.COUNT)
                || call.distinctKeys != null
                || !call.rexList.isEmpty()) {
            throw PlanCompiler.unsupported("the aggregate " + call);
        }
        return AggregateFunction.of(
                call.getAggregation(),
                call.getArgList(),
                call.filterArg,
                call.isDistinct(),
                call.getCollation().getFieldCollations(),
                call.getType());
    }
}
