package io.aletheia.query.plan;

import io.aletheia.engine.model.TableStatistics;
import io.aletheia.query.expression.Literals;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * Which part of an expression's rows fulfils a condition, guessed: values are taken to be equally frequent and spread evenly between the
 * least and the greatest, and each further condition to say half as much, for conditions on one row often say the same.
 */
final class Selectivity {
    private static final double EQUAL_UNKNOWN = 0.1;
    private static final double RANGE_UNKNOWN = 1.0 / 3;
    private static final double PATTERN = 0.1;

    /** HAVING asks for groups that stand out. */
    private static final double RANGE_OF_GROUPS = 0.1;

    private static final double OTHER = 0.25;

    private final Estimates estimates;
    private final RelNode input;

    Selectivity(Estimates estimates, RelNode input) {
        this.estimates = estimates;
        this.input = input;
    }

    /** The part, 0 to 1. */
    double of(RexNode condition) {
        return Math.max(0, Math.min(1, estimate(condition)));
    }

    private double estimate(RexNode condition) {
        if (condition.isAlwaysTrue()) {
            return 1;
        } else if (condition.isAlwaysFalse()) {
            return 0;
        }
        if (!(condition instanceof RexCall call)) {
            return OTHER;
        }
        List<RexNode> operands = call.getOperands();
        return switch (call.getKind()) {
            case AND -> all(RelOptUtil.conjunctions(call));
            case OR -> 1 - operands.stream().mapToDouble(each -> 1 - of(each)).reduce(1, (a, b) -> a * b);
            case NOT -> 1 - of(operands.get(0));
            case EQUALS, IS_NOT_DISTINCT_FROM -> equal(operands.get(0), operands.get(1));
            case NOT_EQUALS -> 1 - equal(operands.get(0), operands.get(1));
            case LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL -> range(call);
            case LIKE, SIMILAR -> PATTERN;
            case IS_NULL -> nulls(operands.get(0));
            case IS_NOT_NULL -> 1 - nulls(operands.get(0));
            case SEARCH -> search(call);
            default -> OTHER;
        };
    }

    private double search(RexCall call) {
        RexNode expanded = RexUtil.expandSearch(input.getCluster().getRexBuilder(), null, call);
        return expanded.isA(SqlKind.SEARCH) ? OTHER : estimate(expanded);
    }

    /** The ranges of one column together say what lies between them; everything else counts less and less. */
    private double all(List<RexNode> conditions) {
        double[] parts = conditions.stream().mapToDouble(this::of).toArray();
        for (int i = 0; i < parts.length; i++) {
            for (int k = 0; k < i; k++) {
                if (parts[k] < 1 && isOpposite(conditions.get(k), conditions.get(i))) {
                    parts[k] = Math.max(1e-6, parts[k] + parts[i] - 1);
                    parts[i] = 1;
                }
            }
        }
        Arrays.sort(parts);
        double product = 1;
        double exponent = 1;
        for (double part : parts) {
            product *= Math.pow(part, exponent);
            exponent = Math.max(0.25, exponent / 1.5);
        }
        return product;
    }

    /** Whether two conditions bound the same column from below and from above. */
    private boolean isOpposite(RexNode one, RexNode other) {
        Bound a = bound(one);
        Bound b = bound(other);
        return a != null && b != null && a.column == b.column && a.isUpper != b.isUpper;
    }

    /** A comparison of a column with a number that is known. */
    private record Bound(int column, boolean isUpper, double value) {}

    private @Nullable Bound bound(RexNode condition) {
        if (!(condition instanceof RexCall call) || call.getOperands().size() != 2) {
            return null;
        }
        RexNode left = RexUtil.removeCast(call.getOperands().get(0));
        RexNode right = RexUtil.removeCast(call.getOperands().get(1));
        SqlKind kind = call.getKind();
        if (left instanceof RexLiteral) {
            RexNode swap = left;
            left = right;
            right = swap;
            kind = kind.reverse();
        }
        if (!(left instanceof RexInputRef column) || !(right instanceof RexLiteral literal)) {
            return null;
        }
        boolean isUpper = kind == SqlKind.LESS_THAN || kind == SqlKind.LESS_THAN_OR_EQUAL;
        boolean isLower = kind == SqlKind.GREATER_THAN || kind == SqlKind.GREATER_THAN_OR_EQUAL;
        return (isUpper || isLower) && !literal.isNull() && Literals.value(literal) instanceof Number number
                ? new Bound(column.getIndex(), isUpper, number.doubleValue())
                : null;
    }

    private double range(RexCall call) {
        Bound bound = bound(call);
        if (bound == null) {
            return RANGE_UNKNOWN;
        }
        if (estimates.isAggregated(input, bound.column)) {
            return RANGE_OF_GROUPS;
        }
        TableStatistics.Column column = estimates.column(input, bound.column);
        if (column == null || column.least() == null || column.greatest() == null) {
            return RANGE_UNKNOWN;
        }
        double width = column.greatest() - column.least();
        if (width <= 0) {
            return RANGE_UNKNOWN;
        }
        double below = Math.max(0, Math.min(1, (bound.value - column.least()) / width));
        double part = bound.isUpper ? below : 1 - below;
        return (1 - column.nullShare()) * Math.max(1 / column.distinct() / 2, part);
    }

    private double equal(RexNode left, RexNode right) {
        double a = distinct(left);
        double b = distinct(right);
        double most = Math.max(a, b);
        return most > 0 ? 1 / most : EQUAL_UNKNOWN;
    }

    /** How many different values a column has; 0 for anything else. */
    private double distinct(RexNode node) {
        RexNode plain = RexUtil.removeCast(node);
        return plain instanceof RexInputRef reference ? estimates.distinct(input, reference.getIndex()) : 0;
    }

    private double nulls(RexNode node) {
        TableStatistics.Column column =
                node instanceof RexInputRef reference ? estimates.column(input, reference.getIndex()) : null;
        return column == null ? EQUAL_UNKNOWN : column.nullShare();
    }
}
