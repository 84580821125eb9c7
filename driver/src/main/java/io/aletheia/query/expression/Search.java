package io.aletheia.query.expression;

import com.google.common.collect.BoundType;
import com.google.common.collect.Range;
import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.catalog.AletheiaTypeFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.Sarg;
import org.jspecify.annotations.Nullable;

/** Whether a value lies in a set of points and ranges that the planner made of IN, BETWEEN and comparisons. */
final class Search extends Expression {
    /** The points and ranges, ready for one physical kind. */
    private interface Target {
        boolean contains(ColumnVector vector, int row);
    }

    private final Expression operand;
    private final Target target;
    private final RexUnknownAs onNull;

    private Search(Expression operand, Target target, RexUnknownAs onNull) {
        super(ValueType.BOOLEAN);
        this.operand = operand;
        this.target = target;
        this.onNull = onNull;
    }

    static List<Functions.Function> list() {
        return List.of(new Functions.Function(SqlStdOperatorTable.SEARCH, Search::compile, ""));
    }

    private static Expression compile(RexCall call, ExpressionCompiler compiler) {
        RexNode searched = call.getOperands().get(0);
        RexLiteral set = (RexLiteral) call.getOperands().get(1);
        ValueType type = ExpressionCompiler.type(searched);
        boolean sameForm = type.kind() == ExpressionCompiler.type(set).kind()
                || (Casts.isInteger(type) && Casts.isInteger(ExpressionCompiler.type(set)));
        if (!sameForm || SqlTypeUtil.isInterval(searched.getType())) {
            // Calcite's own types would cut times to milliseconds.
            var builder = new RexBuilder(new AletheiaTypeFactory());
            return compiler.compile(RexUtil.expandSearch(builder, null, call));
        }
        Sarg<?> sarg = Objects.requireNonNull(set.getValueAs(Sarg.class));
        List<Bounds> ranges = new ArrayList<>();
        ValueType setType = ExpressionCompiler.type(set);
        for (Range<?> range : sarg.rangeSet.asRanges()) {
            ranges.add(Bounds.of(range, setType));
        }
        Target target = type.physical() == ValueType.Physical.LONG && type.kind() != ValueType.Kind.BOOLEAN
                ? longs(ranges)
                : objects(ranges, type);
        return Once.ifConstant(new Search(compiler.compile(searched), target, sarg.nullAs));
    }

    /** A range whose ends are engine values; null for no end. */
    private record Bounds(
            @Nullable Object low, boolean lowIn, @Nullable Object high, boolean highIn) {
        static Bounds of(Range<?> range, ValueType type) {
            return new Bounds(
                    range.hasLowerBound() ? Literals.value(range.lowerEndpoint(), type) : null,
                    range.hasLowerBound() && range.lowerBoundType() == BoundType.CLOSED,
                    range.hasUpperBound() ? Literals.value(range.upperEndpoint(), type) : null,
                    range.hasUpperBound() && range.upperBoundType() == BoundType.CLOSED);
        }

        boolean isPoint() {
            return low != null && high != null && lowIn && highIn && low.equals(high);
        }

        boolean contains(Object value, Comparator<Object> order) {
            if (low != null) {
                int atLow = order.compare(value, low);
                if (atLow < 0 || (atLow == 0 && !lowIn)) {
                    return false;
                }
            }
            if (high != null) {
                int atHigh = order.compare(value, high);
                return atHigh < 0 || (atHigh == 0 && highIn);
            }
            return true;
        }
    }

    /** Closed ranges of integers in ascending order, found by bisection. */
    private static Target longs(List<Bounds> ranges) {
        long[] lows = new long[ranges.size()];
        long[] highs = new long[ranges.size()];
        int count = 0;
        for (Bounds range : ranges) {
            long low = range.low == null ? Long.MIN_VALUE : (long) range.low;
            long high = range.high == null ? Long.MAX_VALUE : (long) range.high;
            if ((range.low != null && !range.lowIn && low == Long.MAX_VALUE)
                    || (range.high != null && !range.highIn && high == Long.MIN_VALUE)) {
                continue;
            }
            lows[count] = range.low != null && !range.lowIn ? low + 1 : low;
            highs[count] = range.high != null && !range.highIn ? high - 1 : high;
            count += lows[count] <= highs[count] ? 1 : 0;
        }
        long[] from = Arrays.copyOf(lows, count);
        long[] to = Arrays.copyOf(highs, count);
        return (vector, row) -> {
            long value = ((LongVector) vector).values()[row];
            int found = Arrays.binarySearch(from, value);
            int candidate = found >= 0 ? found : -found - 2;
            return candidate >= 0 && value <= to[candidate];
        };
    }

    private static Target objects(List<Bounds> ranges, ValueType type) {
        Comparator<Object> order = ValueOrder.of(type);
        Set<Object> points = new HashSet<>();
        List<Bounds> others = new ArrayList<>();
        for (Bounds range : ranges) {
            if (range.isPoint()) {
                points.add(Objects.requireNonNull(ValueOrder.key(type, range.low)));
            } else {
                others.add(range);
            }
        }
        return (vector, row) -> {
            Object value = Objects.requireNonNull(vector.object(row));
            if (!points.isEmpty() && points.contains(Objects.requireNonNull(ValueOrder.key(type, value)))) {
                return true;
            }
            for (Bounds range : others) {
                if (range.contains(value, order)) {
                    return true;
                }
            }
            return false;
        };
    }

    @Override
    public boolean isConstant() {
        return operand.isConstant();
    }

    @Override
    public Evaluator bind(EvaluationContext context) {
        return new SearchEvaluator(operand.bind(context), target, onNull);
    }

    private static final class SearchEvaluator extends Evaluator {
        private final Evaluator operand;
        private final Target target;
        private final RexUnknownAs onNull;
        private final LongVector result = new LongVector(ValueType.BOOLEAN);

        SearchEvaluator(Evaluator operand, Target target, RexUnknownAs onNull) {
            this.operand = operand;
            this.target = target;
            this.onNull = onNull;
        }

        @Override
        public ColumnVector evaluate(Batch batch, Rows rows) {
            ColumnVector vector = operand.evaluate(batch, rows);
            result.clear();
            result.ensureCapacity(rows.limit());
            for (int i = 0; i < rows.count(); i++) {
                int row = rows.index()[i];
                if (!vector.isNull(row)) {
                    result.set(row, target.contains(vector, row) ? 1 : 0);
                } else if (onNull == RexUnknownAs.UNKNOWN) {
                    result.setNull(row);
                } else {
                    result.set(row, onNull == RexUnknownAs.TRUE ? 1 : 0);
                }
            }
            return result;
        }
    }
}
