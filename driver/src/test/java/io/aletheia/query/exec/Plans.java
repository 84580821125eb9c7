package io.aletheia.query.exec;

import com.google.common.collect.ImmutableList;
import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.catalog.AletheiaTypeFactory;
import io.aletheia.query.catalog.TypeMapping;
import io.aletheia.query.expression.Rex;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.tools.RelBuilder;
import org.jspecify.annotations.Nullable;

/** Builds plans and runs them for tests. */
final class Plans {
    static final long MEMORY = 1L << 30;

    private Plans() {}

    static RelBuilder builder() {
        var cluster = RelOptCluster.create(new HepPlanner(HepProgram.builder().build()), new RexBuilder(Rex.TYPES));
        return RelBuilder.proto(Contexts.of(RelBuilder.Config.DEFAULT
                        .withSimplify(false)
                        .withPruneInputOfAggregate(false)
                        .withSimplifyValues(false)))
                .create(cluster, null);
    }

    /** Pushes rows of columns a, b, c, ... of the types. */
    static RelBuilder table(RelBuilder builder, List<ValueType> types, List<@Nullable Object[]> rows) {
        AletheiaTypeFactory factory = Rex.TYPES;
        List<RelDataType> fieldTypes = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            fieldTypes.add(TypeMapping.relType(factory, types.get(i), true));
            names.add(String.valueOf((char) ('a' + i)));
        }
        RelDataType rowType = factory.createStructType(fieldTypes, names);
        var tuples = new ImmutableList.Builder<ImmutableList<RexLiteral>>();
        for (@Nullable Object[] row : rows) {
            var tuple = new ImmutableList.Builder<RexLiteral>();
            for (int i = 0; i < row.length; i++) {
                tuple.add(literal(fieldTypes.get(i), types.get(i), row[i]));
            }
            tuples.add(tuple.build());
        }
        return builder.push(LogicalValues.create(builder.getCluster(), rowType, tuples.build()));
    }

    private static RexLiteral literal(RelDataType type, ValueType valueType, @Nullable Object value) {
        RexBuilder rex = Rex.BUILDER;
        if (value == null) {
            return rex.makeNullLiteral(type);
        }
        RelDataType notNull = Rex.TYPES.createTypeWithNullability(type, false);
        return (RexLiteral)
                switch (valueType.physical()) {
                    case LONG ->
                        value instanceof Boolean truth
                                ? rex.makeLiteral(truth)
                                : rex.makeExactLiteral(BigDecimal.valueOf(((Number) value).longValue()), notNull);
                    case DOUBLE -> rex.makeApproxLiteral(new BigDecimal(value.toString()), notNull);
                    case DECIMAL, OBJECT ->
                        value instanceof BigDecimal decimal
                                ? rex.makeExactLiteral(decimal, notNull)
                                : rex.makeLiteral(value, notNull, true);
                };
    }

    static @Nullable Object[] row(@Nullable Object... values) {
        return values;
    }

    static ExecutionContext context(@Nullable Object... parameters) {
        return ExecutionContext.of(new NoTables(), parameters, Rex.NOW, MEMORY, () -> {});
    }

    /** The rows of a plan, each as a list, checked to have the types that the plan promises. */
    static List<List<@Nullable Object>> run(RelNode rel, @Nullable Object... parameters) {
        return run(PlanCompiler.compile(rel), PlanCompiler.types(rel.getRowType()), context(parameters));
    }

    static List<List<@Nullable Object>> run(ExecutablePlan plan, List<ValueType> types, ExecutionContext context) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        if (!plan.types().equals(types)) {
            throw new AssertionError("types " + plan.types() + " instead of " + types);
        }
        try (BatchSource source = plan.open(context)) {
            for (Batch batch = source.next(); batch != null; batch = source.next()) {
                if (batch.size() == 0) {
                    throw new AssertionError("an empty batch");
                }
                for (int k = 0; k < types.size(); k++) {
                    if (!batch.column(k).type().equals(types.get(k))) {
                        throw new AssertionError(
                                "column " + k + " is " + batch.column(k).type() + " instead of " + types.get(k));
                    }
                }
                for (int i = 0; i < batch.size(); i++) {
                    @Nullable Object[] row = new @Nullable Object[batch.width()];
                    for (int k = 0; k < row.length; k++) {
                        row[k] = batch.column(k).object(batch.row(i));
                    }
                    rows.add(Arrays.asList(row));
                }
            }
            if (source.next() != null) {
                throw new AssertionError("a batch after the end");
            }
        }
        return rows;
    }
}
