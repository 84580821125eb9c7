package io.aletheia.query.plan;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.sql.SqlExplainLevel;

/**
 * A planned query.
 *
 * @param rel the rewritten expression; see {@link io.aletheia.query.plan} for the nodes of ours
 * @param columns what the columns of the result are
 * @param parameters the types of the parameters
 * @param tables ids of the tables and views that the query names
 * @param basis the statistics by which it was chosen
 */
public record QueryPlan(
        RelNode rel, List<PlannedColumn> columns, ParameterTypes parameters, List<Integer> tables, PlanBasis basis) {
    /** Copies the lists. */
    public QueryPlan {
        columns = List.copyOf(columns);
        tables = List.copyOf(tables);
    }

    /**
     * Whether a run opens all that it reads before it gives its first row, so that what the transaction writes meanwhile cannot show in
     * the rest; false also where that is not known.
     */
    public boolean isSettled() {
        RelNode node = rel;
        while (node instanceof Project || node instanceof Filter) {
            node = node.getInput(0);
        }
        return node instanceof Values
                || (node instanceof TableRead read && read.indexes().isEmpty());
    }

    /** How many rows each expression of the plan is thought to give, by the statistics as they are now. */
    public ToDoubleFunction<RelNode> estimates() {
        return new Estimates(basis.statistics())::rows;
    }

    /** The plan as text, one operator a line, inputs indented. */
    public String text() {
        return RelOptUtil.toString(rel, SqlExplainLevel.EXPPLAN_ATTRIBUTES).stripTrailing();
    }
}
