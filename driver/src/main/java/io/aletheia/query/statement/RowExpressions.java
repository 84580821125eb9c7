package io.aletheia.query.statement;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ValueType;
import io.aletheia.grammar.tree.TimeSpecs;
import io.aletheia.query.catalog.TypeMapping;
import io.aletheia.query.exec.ExecutablePlan;
import io.aletheia.query.exec.ExecutionContext;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * Expressions that read no row of their own, such as those of VALUES, each evaluated once per run. They are planned as one SELECT
 * without FROM, so they may hold sub-queries.
 */
final class RowExpressions {
    /** More columns than this in one SELECT make planning slow. */
    private static final int COLUMNS_MAX = 500;

    private final List<SqlNode> nodes = new ArrayList<>();
    private final List<ExecutablePlan> plans = new ArrayList<>();
    private final List<RelDataType> types = new ArrayList<>();

    /** Adds an expression and gives its slot. */
    int add(SqlNode node) {
        nodes.add(node);
        return nodes.size() - 1;
    }

    /** Plans all expressions. */
    void compile(QueryCompiler compiler, ParameterPlan parameters) {
        for (int from = 0; from < nodes.size(); from += COLUMNS_MAX) {
            List<SqlNode> part = nodes.subList(from, Math.min(nodes.size(), from + COLUMNS_MAX));
            SqlNode select = QueryCompiler.select(part, null, null);
            QueryCompiler.Compiled compiled = compiler.compile(select, TimeSpecs.NONE);
            parameters.use(compiled.query().parameters());
            plans.add(compiled.plan());
            compiled.rowType().getFieldList().forEach(field -> types.add(field.getType()));
        }
    }

    /** The type of an expression as Calcite has it. */
    RelDataType relType(int slot) {
        return types.get(slot);
    }

    /** The values by slot; empty if there are no expressions. */
    @Nullable
    Object[] evaluate(ExecutionContext context) {
        @Nullable Object[] values = new @Nullable Object[nodes.size()];
        int slot = 0;
        for (ExecutablePlan plan : plans) {
            try (BatchSource source = plan.open(context)) {
                Batch batch = source.next();
                if (batch == null) {
                    throw new IllegalStateException("a SELECT without FROM gives a row");
                }
                for (int i = 0; i < batch.width(); i++) {
                    values[slot] = batch.column(i).object(batch.row(0));
                    slot++;
                }
            }
        }
        return values;
    }

    /** The type of an expression's values. */
    ValueType type(int slot) {
        return TypeMapping.valueType(types.get(slot));
    }
}
