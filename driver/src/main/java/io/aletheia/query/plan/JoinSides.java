package io.aletheia.query.plan;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Decides which side of a semi-join is kept, the smaller one, and where the keys of what a join keeps are worth to be told to a scan of
 * the other side, so that what is between them has less to do (sideways information passing: Beeri and Ramakrishnan, On the Power of
 * Magic, 1987).
 *
 * <pre>
 * before: Join(a.x = b.x) - [Aggregate(x, SUM(y)) - TableRead(a), TableRead(b)]
 * after:  HashJoin(a.x = b.x) - [Aggregate(x, SUM(y)) - KeyFilter(x) - TableRead(a), TableRead(b)]
 * </pre>
 *
 * The last step of planning; for one statement.
 */
final class JoinSides extends RelHomogeneousShuttle {
    /** Keeping a row costs about so many times what searching for one does. */
    private static final double KEPT = 2;

    /** Fewer rows are not worth a filter. */
    private static final double FILTERED_ROWS_MIN = 10_000;

    /** A filter is to leave no more than this part of the rows. */
    private static final double SHARE_MAX = 0.25;

    private final Estimates estimates;
    private int filters;

    private JoinSides(Estimates estimates) {
        this.estimates = estimates;
    }

    /** The plan with its joins decided. */
    static RelNode apply(RelNode rel, Estimates estimates) {
        return rel.accept(new JoinSides(estimates));
    }

    @Override
    public RelNode visit(RelNode other) {
        RelNode rel = super.visit(other);
        return rel instanceof Join join ? decided(join) : rel;
    }

    private RelNode decided(Join join) {
        JoinRelType type = join.getJoinType();
        Keys keys = Keys.of(join);
        if (keys == null) {
            return join;
        }
        boolean isSemi = type == JoinRelType.SEMI || type == JoinRelType.ANTI;
        boolean keepsLeft = isSemi
                && RexUtil.isDeterministic(join.getCondition())
                && KEPT * estimates.rows(join.getLeft()) < estimates.rows(join.getRight());
        if (keepsLeft) {
            RelNode right = told(join.getRight(), keys.right, estimates.rows(join.getLeft()));
            boolean isTold = right != join.getRight();
            return new HashJoin(join, join.getLeft(), right, true, isTold ? filters++ : -1);
        }
        if (type == JoinRelType.INNER || type == JoinRelType.RIGHT || type == JoinRelType.SEMI) {
            RelNode left = told(join.getLeft(), keys.left, estimates.rows(join.getRight()));
            if (left != join.getLeft()) {
                return new HashJoin(join, left, join.getRight(), false, filters++);
            }
        }
        return join;
    }

    /** The columns that an equality join compares, pair by pair. */
    private record Keys(List<Integer> left, List<Integer> right) {
        /** Those of a join whose equalities are all between columns of one type; else null. */
        static @Nullable Keys of(Join join) {
            int leftWidth = join.getLeft().getRowType().getFieldCount();
            var keys = new Keys(new ArrayList<>(), new ArrayList<>());
            for (RexNode conjunct : RelOptUtil.conjunctions(join.getCondition())) {
                if (conjunct.isA(SqlKind.EQUALS) && !keys.add((RexCall) conjunct, leftWidth)) {
                    return null;
                }
            }
            return keys.left.isEmpty() ? null : keys;
        }

        private boolean add(RexCall equality, int leftWidth) {
            if (!(equality.getOperands().get(0) instanceof RexInputRef a)
                    || !(equality.getOperands().get(1) instanceof RexInputRef b)
                    || !a.getType().getSqlTypeName().equals(b.getType().getSqlTypeName())
                    || a.getType().getScale() != b.getType().getScale()
                    || SqlTypeUtil.isCollection(a.getType())) {
                return false;
            }
            int lower = Math.min(a.getIndex(), b.getIndex());
            int higher = Math.max(a.getIndex(), b.getIndex());
            if (lower >= leftWidth || higher < leftWidth) {
                return false;
            }
            left.add(lower);
            right.add(higher - leftWidth);
            return true;
        }
    }

    /** The side of a join that is not kept with a filter by the keys of the one that is; as it is if that is not worth it. */
    private RelNode told(RelNode side, List<Integer> columns, double keptRows) {
        RelNode filtered = filtered(side, columns, keptRows, false);
        return filtered == null ? side : filtered;
    }

    /** The expression with a filter as deep as it can be; null if there is no place that is worth it. */
    private @Nullable RelNode filtered(RelNode rel, List<Integer> columns, double keptRows, boolean deep) {
        if (rel instanceof Project project) {
            List<Integer> inputs = new ArrayList<>();
            for (int column : columns) {
                if (!(project.getProjects().get(column) instanceof RexInputRef reference)) {
                    return here(rel, columns, keptRows, deep);
                }
                inputs.add(reference.getIndex());
            }
            return replaced(rel, 0, filtered(project.getInput(), inputs, keptRows, deep));
        } else if (rel instanceof Filter filter && !(filter.getInput() instanceof TableRead)) {
            return replaced(rel, 0, filtered(filter.getInput(), columns, keptRows, deep));
        } else if (rel instanceof Aggregate aggregate) {
            boolean byAll = aggregate.getGroupType() == Aggregate.Group.SIMPLE
                    && columns.stream().allMatch(column -> column < aggregate.getGroupCount());
            if (byAll) {
                List<Integer> inputs =
                        columns.stream().map(aggregate.getGroupSet()::nth).toList();
                return replaced(rel, 0, filtered(aggregate.getInput(), inputs, keptRows, true));
            }
        } else if (rel instanceof NodeAccess || rel instanceof KeyedId) {
            int width = rel.getInput(0).getRowType().getFieldCount();
            if (columns.stream().allMatch(column -> column < width)) {
                return replaced(rel, 0, filtered(rel.getInput(0), columns, keptRows, true));
            }
        } else if (rel instanceof Join join) {
            return belowJoin(join, columns, keptRows, deep);
        }
        return here(rel, columns, keptRows, deep);
    }

    private @Nullable RelNode belowJoin(Join join, List<Integer> columns, double keptRows, boolean deep) {
        int leftWidth = join.getLeft().getRowType().getFieldCount();
        JoinRelType type = join.getJoinType();
        boolean keepsAllRight = type == JoinRelType.RIGHT || type == JoinRelType.FULL;
        boolean keepsAllLeft = type == JoinRelType.LEFT || type == JoinRelType.FULL;
        if (!keepsAllRight && columns.stream().allMatch(column -> column < leftWidth)) {
            return replaced(join, 0, filtered(join.getLeft(), columns, keptRows, true));
        } else if (!keepsAllLeft && columns.stream().allMatch(column -> column >= leftWidth)) {
            List<Integer> inputs =
                    columns.stream().map(column -> column - leftWidth).toList();
            return replaced(join, 1, filtered(join.getRight(), inputs, keptRows, true));
        }
        return here(join, columns, keptRows, deep);
    }

    private static @Nullable RelNode replaced(RelNode rel, int position, @Nullable RelNode input) {
        if (input == null) {
            return null;
        }
        List<RelNode> inputs = new ArrayList<>(rel.getInputs());
        inputs.set(position, input);
        return rel.copy(rel.getTraitSet(), inputs);
    }

    private @Nullable RelNode here(RelNode rel, List<Integer> columns, double keptRows, boolean deep) {
        double rows = estimates.rows(rel);
        double different = 1;
        for (int column : columns) {
            different = Math.min(rows, different * estimates.distinct(rel, column));
        }
        double share = keptRows / different;
        boolean isWorthIt = deep && rows >= FILTERED_ROWS_MIN && share <= SHARE_MAX;
        return isWorthIt ? new KeyFilter(rel, filters, columns, share) : null;
    }
}
