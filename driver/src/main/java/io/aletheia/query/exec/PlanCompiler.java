package io.aletheia.query.exec;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.catalog.TypeMapping;
import io.aletheia.query.expression.Expression;
import io.aletheia.query.expression.ExpressionCompiler;
import io.aletheia.query.plan.Expand;
import io.aletheia.query.plan.HistoryRead;
import io.aletheia.query.plan.KeyFilter;
import io.aletheia.query.plan.KeyedId;
import io.aletheia.query.plan.NodeAccess;
import io.aletheia.query.plan.PeriodRows;
import io.aletheia.query.plan.QueryPlan;
import io.aletheia.query.plan.SystemRead;
import io.aletheia.query.plan.TableRead;
import io.aletheia.query.plan.TimeSpec;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Intersect;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Minus;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.RepeatUnion;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Spool;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.schema.TransientTable;
import org.jspecify.annotations.Nullable;

/** Makes runnable plans of Calcite's logical relational expressions and of ours. Thread-safe. */
public final class PlanCompiler {
    private final ExpressionCompiler expressions = new ExpressionCompiler();

    private final @Nullable PlanSteps steps;

    private PlanCompiler(@Nullable PlanSteps steps) {
        this.steps = steps;
    }

    /**
     * The plan that gives the rows of the relational expression.
     *
     * @throws DatabaseException UNSUPPORTED (HYC00) naming what no operator does
     */
    public static ExecutablePlan compile(RelNode rel) {
        return new PlanCompiler(null).visit(rel);
    }

    /**
     * The same with the names of the operators, for EXPLAIN.
     *
     * @param measured whether the plan's runs are measured operator by operator
     */
    public static Explained explain(QueryPlan query, boolean measured) {
        var steps = new PlanSteps(query.estimates(), measured);
        ExecutablePlan plan = new PlanCompiler(steps).visit(query.rel());
        return new Explained(plan, steps.root());
    }

    /**
     * A plan and its description.
     *
     * @param plan what runs
     * @param step its last operator, and by its inputs all others; if they are measured, what they measure
     */
    public record Explained(ExecutablePlan plan, PlanStep step) {}

    private ExecutablePlan visit(RelNode rel) {
        return steps == null ? operator(rel) : steps.note(rel, () -> operator(rel));
    }

    private ExecutablePlan operator(RelNode rel) {
        if (rel instanceof TableRead read) {
            return tableRead(read);
        }
        if (rel instanceof NodeAccess access) {
            return nodeAccess(access);
        }
        if (rel instanceof KeyedId keyed) {
            return new KeyedIdOperator(
                    types(rel.getRowType()),
                    visit(keyed.getInput()),
                    keyed.definition().id(),
                    expressions.compileAll(keyed.key()));
        }
        if (rel instanceof SystemRead system) {
            return new SystemReadOperator(types(rel.getRowType()), system.name());
        }
        if (rel instanceof HistoryRead history) {
            return history(history);
        }
        if (rel instanceof Filter filter) {
            return new FilterOperator(
                    visit(filter.getInput()),
                    expressions.compileAll(RelOptUtil.conjunctions(filter.getCondition())),
                    RexUtil.isDeterministic(filter.getCondition()));
        }
        if (rel instanceof KeyFilter filter) {
            List<RexNode> keys = filter.columns().stream()
                    .<RexNode>map(column -> RexInputRef.of(column, rel.getRowType()))
                    .toList();
            return new KeyFilterOperator(visit(filter.getInput()), filter.number(), expressions.compileAll(keys));
        }
        if (rel instanceof Project project) {
            return new ProjectOperator(
                    visit(project.getInput()),
                    expressions.compileAll(project.getProjects()),
                    project.getProjects().stream().allMatch(RexUtil::isDeterministic));
        }
        if (rel instanceof Join join) {
            return new JoinCompiler(expressions)
                    .compile(join, visit(join.getLeft()), visit(join.getRight()), types(rel.getRowType()));
        }
        if (rel instanceof Correlate correlate) {
            return correlate(correlate);
        }
        if (rel instanceof Aggregate aggregate) {
            return new AggregateCompiler(expressions).compile(aggregate, visit(aggregate.getInput()));
        }
        if (rel instanceof Sort sort) {
            return sort(sort);
        }
        if (rel instanceof SetOp operation) {
            return setOperation(operation);
        }
        if (rel instanceof Values values) {
            return values(values);
        }
        if (rel instanceof Window window) {
            return new WindowCompiler(expressions).compile(window, visit(window.getInput()));
        }
        if (rel instanceof Uncollect uncollect) {
            return new UnnestOperator(types(rel.getRowType()), visit(uncollect.getInput()), uncollect.withOrdinality);
        }
        if (rel instanceof PeriodRows periods) {
            return new PeriodRowsOperator(
                    types(rel.getRowType()), visit(periods.getInput()), periods.function(), periods.months());
        }
        if (rel instanceof RepeatUnion recursion) {
            return recursion(recursion);
        }
        if (rel instanceof TableScan scan && scan.getTable().unwrap(TransientTable.class) != null) {
            return new RecursionOperator.Round(
                    types(rel.getRowType()), scan.getTable().getQualifiedName());
        }
        if (rel instanceof TableScan scan) {
            return new GivenRowsOperator(
                    types(rel.getRowType()), scan.getTable().getQualifiedName());
        }
        throw unsupported(rel.getRelTypeName());
    }

    static DatabaseException unsupported(String what) {
        return new DatabaseException(ErrorCode.UNSUPPORTED, what + " is not supported yet");
    }

    /** The engine's types of a row's fields. */
    static List<ValueType> types(RelDataType rowType) {
        return rowType.getFieldList().stream()
                .map(field -> TypeMapping.valueType(field.getType()))
                .toList();
    }

    private ExecutablePlan tableRead(TableRead read) {
        var times = new TimeBounds(read.definition(), read.valid(), read.system(), expressions);
        List<RexNode> key = read.key();
        List<Expression> values = null;
        if (key != null) {
            values = new ArrayList<>();
            for (int i = 0; i < key.size(); i++) {
                int column = read.definition().primaryKey().get(i);
                ValueType type = read.definition().columns().get(column).type();
                values.add(expressions.compile(key.get(i), type));
            }
        }
        return new TableReadOperator(
                types(read.getRowType()),
                read.definition().id(),
                read.projection(),
                times,
                values,
                new IndexSearches(read.indexes(), read.definition(), expressions));
    }

    private ExecutablePlan history(HistoryRead read) {
        List<Expression> instants = new ArrayList<>();
        List<KeyArgument> key = new ArrayList<>();
        for (int i = 0; i < read.arguments().size(); i++) {
            RexNode argument = read.arguments().get(i);
            if (read.function().takesInstants()) {
                instants.add(expressions.compile(argument, ValueType.TIMESTAMP_TZ));
            } else {
                int column = read.definition().primaryKey().get(i);
                ValueType type = read.definition().columns().get(column).type();
                key.add(new KeyArgument(expressions.compile(argument), type));
            }
        }
        var times = new TimeBounds(read.definition(), TimeSpec.ALL, read.system(), expressions);
        return new HistoryOperator(types(read.getRowType()), read.function(), read.definition(), key, instants, times);
    }

    private ExecutablePlan nodeAccess(NodeAccess access) {
        return new AccessOperator(
                types(access.getRowType()),
                visit(access.getInput()),
                access.idColumn(),
                access.definition().id(),
                access instanceof Expand expand ? expand.direction() : null,
                access.projection(),
                new TimeBounds(access.definition(), access.valid(), access.system(), expressions));
    }

    private ExecutablePlan correlate(Correlate correlate) {
        JoinRelType type = correlate.getJoinType();
        boolean supported = type == JoinRelType.INNER
                || type == JoinRelType.LEFT
                || type == JoinRelType.SEMI
                || type == JoinRelType.ANTI;
        if (!supported || !correlate.getClass().getSimpleName().equals("LogicalCorrelate")) {
            throw unsupported(correlate.getRelTypeName() + " " + type);
        }
        return new CorrelateOperator(
                types(correlate.getRowType()),
                type,
                visit(correlate.getLeft()),
                visit(correlate.getRight()),
                correlate.getCorrelationId().getId());
    }

    private ExecutablePlan sort(Sort sort) {
        ExecutablePlan input = visit(sort.getInput());
        RowLimit limit =
                sort.offset == null && sort.fetch == null ? null : new RowLimit(sort.offset, sort.fetch, expressions);
        var order = RowOrder.of(sort.getCollation().getFieldCollations(), input.types());
        if (order.isEmpty()) {
            return limit == null ? input : new LimitOperator(input, limit);
        }
        return new SortOperator(input, order, limit);
    }

    private ExecutablePlan setOperation(SetOp operation) {
        List<ValueType> types = types(operation.getRowType());
        List<ExecutablePlan> inputs = new ArrayList<>();
        for (RelNode input : operation.getInputs()) {
            inputs.add(conformed(visit(input), types));
        }
        if (operation instanceof Union) {
            ExecutablePlan all = inputs.size() == 1 ? inputs.get(0) : new UnionOperator(types, inputs);
            return operation.all ? all : AggregateCompiler.distinct(all);
        }
        if (operation instanceof Intersect || operation instanceof Minus) {
            return new SetOperator(types, inputs, operation instanceof Intersect, operation.all);
        }
        throw unsupported(operation.getRelTypeName());
    }

    /** The plan with columns of exactly these types. */
    private ExecutablePlan conformed(ExecutablePlan plan, List<ValueType> types) {
        if (plan.types().equals(types)) {
            return plan;
        }
        List<Expression> casts = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            casts.add(expressions.cast(expressions.column(i, plan.types().get(i)), types.get(i)));
        }
        return new ProjectOperator(plan, casts);
    }

    private ExecutablePlan values(Values values) {
        List<ValueType> types = types(values.getRowType());
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (List<RexLiteral> tuple : values.getTuples()) {
            @Nullable Object[] row = new @Nullable Object[types.size()];
            for (int i = 0; i < row.length; i++) {
                row[i] = expressions.compile(tuple.get(i), types.get(i)).value(AggregateOperator.NO_RUN);
            }
            rows.add(row);
        }
        return new ValuesOperator(types, rows);
    }

    private ExecutablePlan recursion(RepeatUnion recursion) {
        List<ValueType> types = types(recursion.getRowType());
        var table = recursion.getTransientTable();
        if (table == null) {
            throw unsupported("a recursion without a name");
        }
        return new RecursionOperator(
                types,
                conformed(visit(unspooled(recursion.getSeedRel())), types),
                conformed(visit(unspooled(recursion.getIterativeRel())), types),
                table.getQualifiedName(),
                recursion.all,
                recursion.iterationLimit);
    }

    private static RelNode unspooled(RelNode rel) {
        return rel instanceof Spool spool ? spool.getInput() : rel;
    }
}
