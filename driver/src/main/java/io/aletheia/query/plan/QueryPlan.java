package io.aletheia.query.plan;

import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.sql.SqlExplainLevel;

/**
 * A planned query.
 *
 * @param rel the rewritten expression; see {@link io.aletheia.query.plan} for the nodes of ours
 * @param columns what the columns of the result are
 * @param parameters the types of the parameters
 */
public record QueryPlan(RelNode rel, List<PlannedColumn> columns, ParameterTypes parameters) {
    /** Copies the list. */
    public QueryPlan {
        columns = List.copyOf(columns);
    }

    /** The plan as text, one operator a line, inputs indented. */
    public String text() {
        return RelOptUtil.toString(rel, SqlExplainLevel.EXPPLAN_ATTRIBUTES).stripTrailing();
    }
}
