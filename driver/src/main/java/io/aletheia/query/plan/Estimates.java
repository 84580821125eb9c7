package io.aletheia.query.plan;

import io.aletheia.engine.model.Direction;
import io.aletheia.engine.model.PseudoColumn;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TableStatistics;
import io.aletheia.query.catalog.Statistics;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * How many rows an expression gives and how many different values a column of it has, guessed from the statistics of its tables.
 * Good enough to compare plans, for nothing else. Not thread-safe; for one statement.
 */
final class Estimates {
    /** What a table is taken to hold of which nothing is known. */
    private static final double ROWS_UNKNOWN = 1000;

    private static final double EDGES_UNKNOWN = 5;
    private static final double RECURSION_ROWS = 10;
    private static final double DISTINCT_SHARE_UNKNOWN = 0.1;

    private final Statistics statistics;
    private final long epoch;
    private final IdentityHashMap<RelNode, Double> rows = new IdentityHashMap<>();
    private final Map<Integer, TableStatistics> tables = new HashMap<>();

    Estimates(Statistics statistics) {
        this.statistics = statistics;
        this.epoch = statistics.epoch();
    }

    /** What a plan is to be judged by later that was made by these estimates. */
    PlanBasis basis() {
        return new PlanBasis(statistics, List.copyOf(tables.keySet()), Math.max(epoch, statistics.epoch()));
    }

    /** How many rows the expression gives, at least 1. */
    double rows(RelNode rel) {
        Double known = rows.get(rel);
        if (known == null) {
            known = Math.max(1, estimate(rel));
            rows.put(rel, known);
        }
        return known;
    }

    private double estimate(RelNode rel) {
        if (rel instanceof TableRead read) {
            return read.key() != null ? 1 : tableRows(read.definition());
        } else if (rel instanceof Filter filter) {
            return rows(filter.getInput()) * selectivity(filter.getCondition(), filter.getInput());
        } else if (rel instanceof Join join) {
            return joined(join);
        } else if (rel instanceof Aggregate aggregate) {
            return groups(aggregate);
        } else if (rel instanceof Sort sort && sort.fetch instanceof RexLiteral fetch) {
            Double most = fetch.getValueAs(Double.class);
            return Math.min(rows(sort.getInput()), most == null ? Double.MAX_VALUE : most);
        } else if (rel instanceof Values values) {
            return values.getTuples().size();
        } else if (rel instanceof KeyFilter filter) {
            return rows(filter.getInput()) * filter.share();
        } else if (rel instanceof Expand expand) {
            return rows(expand.getInput()) * degree(expand.definition(), expand.direction());
        } else if (rel instanceof Correlate correlate) {
            return rows(correlate.getLeft()) * rows(correlate.getRight());
        } else if (rel instanceof Union union) {
            return union.getInputs().stream().mapToDouble(this::rows).sum();
        } else if (rel.getInputs().isEmpty()) {
            return ROWS_UNKNOWN;
        }
        double most = rel.getInputs().stream().mapToDouble(this::rows).max().orElse(ROWS_UNKNOWN);
        return rel.getInputs().size() == 1 ? most : RECURSION_ROWS * most;
    }

    /** How many rows of a table are true now. */
    double tableRows(TableDefinition table) {
        TableStatistics known = statistics(table);
        return known == null ? ROWS_UNKNOWN : Math.max(1, known.rows());
    }

    /** How many edges of the table a node has that has any, on average. */
    double degree(TableDefinition edges, Direction direction) {
        int end = direction == Direction.OUTGOING ? PseudoColumn.SOURCE_ID : PseudoColumn.TARGET_ID;
        TableStatistics.Column ends = column(edges, end);
        return ends == null ? EDGES_UNKNOWN : Math.max(1, tableRows(edges) / ends.distinct());
    }

    private @Nullable TableStatistics statistics(TableDefinition table) {
        TableStatistics known = tables.get(table.id());
        if (known == null) {
            known = statistics.of(table.id());
            if (known != null) {
                tables.put(table.id(), known);
            }
        }
        return known;
    }

    private double joined(Join join) {
        double left = rows(join.getLeft());
        double right = rows(join.getRight());
        double pairs = left * right * selectivity(join.getCondition(), join);
        return switch (join.getJoinType()) {
            case INNER, ASOF -> pairs;
            case LEFT, LEFT_ASOF, LEFT_MARK -> Math.max(left, pairs);
            case RIGHT -> Math.max(right, pairs);
            case FULL -> Math.max(left + right, pairs);
            case SEMI -> Math.min(left, pairs);
            case ANTI -> Math.max(left - pairs, left / 10);
        };
    }

    private double groups(Aggregate aggregate) {
        double input = rows(aggregate.getInput());
        if (aggregate.getGroupSet().isEmpty()) {
            return aggregate.getGroupSets().size();
        }
        double groups = 1;
        for (int column : aggregate.getGroupSet()) {
            groups = Math.min(input, groups * distinct(aggregate.getInput(), column));
        }
        return Math.min(
                input * aggregate.getGroupSets().size(),
                groups * aggregate.getGroupSets().size());
    }

    /** Which part of the input's rows fulfils a condition over them, 0 to 1. */
    double selectivity(RexNode condition, RelNode input) {
        return new Selectivity(this, input).of(condition);
    }

    /** How many different values a column has, at least 1 and at most as many as there are rows. */
    double distinct(RelNode rel, int column) {
        if (rel instanceof Join join) {
            // Asked for while the join's own rows are estimated.
            int leftWidth = join.getLeft().getRowType().getFieldCount();
            return column < leftWidth
                    ? distinct(join.getLeft(), column)
                    : distinct(join.getRight(), column - leftWidth);
        }
        TableStatistics.Column known = column(rel, column);
        double all = rows(rel);
        return Math.max(1, Math.min(all, known == null ? all * DISTINCT_SHARE_UNKNOWN : known.distinct()));
    }

    /** What is known of the table's column from which a column comes unchanged; null if it does not, or nothing is known. */
    TableStatistics.@Nullable Column column(RelNode rel, int column) {
        if (rel instanceof TableRead read) {
            return column(read.definition(), read.projection()[column]);
        } else if (rel instanceof Filter || rel instanceof KeyFilter || rel instanceof Sort) {
            return column(rel.getInput(0), column);
        } else if (rel instanceof Project project) {
            return project.getProjects().get(column) instanceof RexInputRef reference
                    ? column(project.getInput(), reference.getIndex())
                    : null;
        } else if (rel instanceof Join join) {
            int leftWidth = join.getLeft().getRowType().getFieldCount();
            return column < leftWidth ? column(join.getLeft(), column) : column(join.getRight(), column - leftWidth);
        } else if (rel instanceof NodeAccess access) {
            int inputWidth = access.getInput().getRowType().getFieldCount();
            return column < inputWidth
                    ? column(access.getInput(), column)
                    : column(access.definition(), access.projection()[column - inputWidth]);
        } else if (rel instanceof Aggregate aggregate && column < aggregate.getGroupCount()) {
            return column(aggregate.getInput(), aggregate.getGroupSet().nth(column));
        }
        return null;
    }

    /** Whether a column is what an aggregate function gives. */
    boolean isAggregated(RelNode rel, int column) {
        if (rel instanceof Filter || rel instanceof Sort) {
            return isAggregated(rel.getInput(0), column);
        } else if (rel instanceof Project project) {
            return project.getProjects().get(column) instanceof RexInputRef reference
                    && isAggregated(project.getInput(), reference.getIndex());
        }
        return rel instanceof Aggregate aggregate && column >= aggregate.getGroupCount();
    }

    private TableStatistics.@Nullable Column column(TableDefinition table, int position) {
        TableStatistics known = statistics(table);
        if (known == null) {
            return null;
        }
        if (position >= 0) {
            return position < known.columns().size() ? known.columns().get(position) : null;
        }
        TableDefinition.Endpoints ends = table.endpoints();
        if (ends != null && position == PseudoColumn.SOURCE_ID) {
            return known.columns().get(ends.sourceColumns().get(0));
        } else if (ends != null && position == PseudoColumn.TARGET_ID) {
            return known.columns().get(ends.targetColumns().get(0));
        }
        return position == PseudoColumn.ENTITY_ID
                ? new TableStatistics.Column(Math.max(1, known.rows()), 0, null, null)
                : null;
    }
}
