package io.aletheia.query.expression;

import com.google.common.collect.BoundType;
import com.google.common.collect.Range;
import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.DecimalVector;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.catalog.AletheiaTypeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
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

        /** Writes the rows whose values, none of which is null, are there. */
        default int select(ColumnVector vector, Rows rows, int[] into) {
            int[] index = rows.index();
            int kept = 0;
            for (int i = 0; i < rows.count(); i++) {
                int row = index[i];
                into[kept] = row;
                kept += contains(vector, row) ? 1 : 0;
            }
            return kept;
        }
    }

    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

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
        Target target = target(ranges, type);
        return Once.ifConstant(new Search(compiler.compile(searched), target, sarg.nullAs));
    }

    /** A range whose ends are engine values; null for no end. */
    private record Bounds(
            @Nullable Object low, boolean lowIn, @Nullable Object high, boolean highIn) {
        static Bounds of(Range<?> range, ValueType type) {
            return new Bounds(
                    range.hasLowerBound() ? end(range.lowerEndpoint(), type) : null,
                    range.hasLowerBound() && range.lowerBoundType() == BoundType.CLOSED,
                    range.hasUpperBound() ? end(range.upperEndpoint(), type) : null,
                    range.hasUpperBound() && range.upperBoundType() == BoundType.CLOSED);
        }

        /** An end of a range: of decimals as it was written, since the type of the whole set may have fewer digits. */
        private static Object end(Object value, ValueType type) {
            return type.kind() == ValueType.Kind.DECIMAL && value instanceof BigDecimal
                    ? value
                    : Literals.value(value, type);
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

    private static Target target(List<Bounds> ranges, ValueType type) {
        if (type.physical() == ValueType.Physical.LONG && type.kind() != ValueType.Kind.BOOLEAN) {
            return new Longs(longs(ranges));
        }
        Target objects = objects(ranges, type);
        return type.kind() == ValueType.Kind.DECIMAL ? new Decimal(unscaled(ranges, type.scale()), objects) : objects;
    }

    private static LongRanges longs(List<Bounds> ranges) {
        var longs = new LongRanges.Builder(ranges.size());
        for (Bounds range : ranges) {
            long low = range.low == null ? Long.MIN_VALUE : (long) range.low;
            long high = range.high == null ? Long.MAX_VALUE : (long) range.high;
            boolean none = (range.low != null && !range.lowIn && low == Long.MAX_VALUE)
                    || (range.high != null && !range.highIn && high == Long.MIN_VALUE);
            if (!none) {
                longs.add(
                        range.low != null && !range.lowIn ? low + 1 : low,
                        range.high != null && !range.highIn ? high - 1 : high);
            }
        }
        return longs.build();
    }

    /** The decimals of a scale that lie in the ranges, without their point. */
    private static LongRanges unscaled(List<Bounds> ranges, int scale) {
        var longs = new LongRanges.Builder(ranges.size());
        for (Bounds range : ranges) {
            BigInteger low = range.low == null ? LEAST : whole(range.low, scale, RoundingMode.CEILING, !range.lowIn, 1);
            BigInteger high =
                    range.high == null ? GREATEST : whole(range.high, scale, RoundingMode.FLOOR, !range.highIn, -1);
            if (low.compareTo(GREATEST) <= 0 && high.compareTo(LEAST) >= 0) {
                longs.add(low.max(LEAST).longValue(), high.min(GREATEST).longValue());
            }
        }
        return longs.build();
    }

    /** The nearest number of the scale to a bound that can lie in the range, without its point. */
    private static BigInteger whole(Object bound, int scale, RoundingMode towards, boolean isOut, int next) {
        BigDecimal value = (BigDecimal) bound;
        BigDecimal nearest = value.setScale(scale, towards);
        BigInteger whole = nearest.unscaledValue();
        return isOut && nearest.compareTo(value) == 0 ? whole.add(BigInteger.valueOf(next)) : whole;
    }

    /** Ranges of integers, dates or times. */
    private record Longs(LongRanges ranges) implements Target {
        @Override
        public boolean contains(ColumnVector vector, int row) {
            return ranges.contains(((LongVector) vector).values()[row]);
        }

        @Override
        public int select(ColumnVector vector, Rows rows, int[] into) {
            return ranges.select(((LongVector) vector).values(), rows, into);
        }
    }

    /** Ranges of decimals: those that stand aside are compared as what they are. */
    private record Decimal(LongRanges ranges, Target others) implements Target {
        @Override
        public boolean contains(ColumnVector vector, int row) {
            DecimalVector decimals = (DecimalVector) vector;
            return decimals.isAside(row) ? others.contains(vector, row) : ranges.contains(decimals.unscaled()[row]);
        }

        @Override
        public int select(ColumnVector vector, Rows rows, int[] into) {
            DecimalVector decimals = (DecimalVector) vector;
            return decimals.mayHaveAside()
                    ? Target.super.select(vector, rows, into)
                    : ranges.select(decimals.unscaled(), rows, into);
        }
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
        public int select(Batch batch, Rows rows, int[] into) {
            ColumnVector vector = operand.evaluate(batch, rows);
            if (!vector.mayHaveNulls()) {
                return target.select(vector, rows, into);
            }
            int kept = 0;
            for (int i = 0; i < rows.count(); i++) {
                int row = rows.index()[i];
                boolean found = vector.isNull(row) ? onNull == RexUnknownAs.TRUE : target.contains(vector, row);
                into[kept] = row;
                kept += found ? 1 : 0;
            }
            return kept;
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
