package io.aletheia.query.expression;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.DecimalVector;
import io.aletheia.engine.model.DoubleVector;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.ObjectVector;
import io.aletheia.engine.model.ValueType;
import java.util.Comparator;
import java.util.Objects;

/** A comparison of two values of one type: TRUE, FALSE, or UNKNOWN if an operand is null. */
final class Comparison extends Expression {
    /** Which comparison, as the signs of {@code compare(a, b)} for which it is true. */
    enum Operator {
        EQUAL(false, true, false),
        NOT_EQUAL(true, false, true),
        LESS(true, false, false),
        LESS_OR_EQUAL(true, true, false),
        GREATER(false, false, true),
        GREATER_OR_EQUAL(false, true, true);

        private final boolean less;
        private final boolean equal;
        private final boolean greater;

        Operator(boolean less, boolean equal, boolean greater) {
            this.less = less;
            this.equal = equal;
            this.greater = greater;
        }

        boolean holds(int order) {
            return order < 0 ? less : order == 0 ? equal : greater;
        }
    }

    private final Operator operator;
    private final Expression left;
    private final Expression right;

    private Comparison(Operator operator, Expression left, Expression right) {
        super(ValueType.BOOLEAN);
        this.operator = operator;
        this.left = left;
        this.right = right;
    }

    /** A comparison of operands whose types have the same physical kind and order. */
    static Expression of(Operator operator, Expression left, Expression right) {
        return Once.ifConstant(new Comparison(operator, left, right));
    }

    @Override
    public boolean isConstant() {
        return left.isConstant() && right.isConstant();
    }

    @Override
    public Evaluator bind(EvaluationContext context) {
        return new ComparisonEvaluator(
                operator, ValueOrder.of(left.type()), left.bind(context), right.bind(context), right.isConstant());
    }

    private static final class ComparisonEvaluator extends Evaluator {
        private final Operator operator;
        private final Comparator<Object> order;
        private final Evaluator left;
        private final Evaluator right;
        /** Whether the right value is the same in all rows. */
        private final boolean rightIsConstant;

        private final LongVector result = new LongVector(ValueType.BOOLEAN);
        private int[] selected = new int[0];

        ComparisonEvaluator(
                Operator operator, Comparator<Object> order, Evaluator left, Evaluator right, boolean rightIsConstant) {
            this.operator = operator;
            this.order = order;
            this.left = left;
            this.right = right;
            this.rightIsConstant = rightIsConstant;
        }

        @Override
        public ColumnVector evaluate(Batch batch, Rows rows) {
            ColumnVector a = left.evaluate(batch, rows);
            ColumnVector b = right.evaluate(batch, rows);
            if (selected.length < rows.count()) {
                selected = new int[rows.count()];
            }
            result.clear();
            result.ensureCapacity(rows.limit());
            long[] truth = result.values();
            int[] index = rows.index();
            boolean nulls = a.mayHaveNulls() || b.mayHaveNulls();
            for (int i = 0; i < rows.count(); i++) {
                truth[index[i]] = 0;
                if (nulls && (a.isNull(index[i]) || b.isNull(index[i]))) {
                    result.setNull(index[i]);
                }
            }
            int count = select(a, b, rows, selected);
            for (int i = 0; i < count; i++) {
                truth[selected[i]] = 1;
            }
            return result;
        }

        @Override
        public int select(Batch batch, Rows rows, int[] into) {
            return select(left.evaluate(batch, rows), right.evaluate(batch, rows), rows, into);
        }

        private int select(ColumnVector a, ColumnVector b, Rows rows, int[] into) {
            Rows known = rows;
            if (a.mayHaveNulls() || b.mayHaveNulls()) {
                int kept = 0;
                for (int i = 0; i < rows.count(); i++) {
                    int row = rows.index()[i];
                    if (!a.isNull(row) && !b.isNull(row)) {
                        into[kept++] = row;
                    }
                }
                known = rows.narrowed(into, kept);
            }
            int[] index = known.index();
            int count = known.count();
            if (a instanceof LongVector longs) {
                return selectLongs(longs.values(), ((LongVector) b).values(), known, into);
            }
            if (a instanceof DecimalVector decimals) {
                DecimalVector others = (DecimalVector) b;
                return decimals.mayHaveAside()
                                || others.mayHaveAside()
                                || decimals.type().scale() != others.type().scale()
                        ? selectDecimals(decimals, others, index, count, into)
                        : selectLongs(decimals.unscaled(), others.unscaled(), known, into);
            }
            return a instanceof DoubleVector doubles
                    ? selectDoubles(doubles.values(), ((DoubleVector) b).values(), index, count, into)
                    : selectObjects((ObjectVector) a, (ObjectVector) b, index, count, into);
        }

        private int selectLongs(long[] a, long[] b, Rows rows, int[] into) {
            int[] index = rows.index();
            int count = rows.count();
            if (rightIsConstant && operator != Operator.NOT_EQUAL && count > 0) {
                return selectLongs(a, b[index[0]], rows, into);
            }
            int kept = 0;
            switch (operator) {
                case EQUAL -> {
                    for (int i = 0; i < count; i++) {
                        int row = index[i];
                        into[kept] = row;
                        kept += a[row] == b[row] ? 1 : 0;
                    }
                }
                case NOT_EQUAL -> {
                    for (int i = 0; i < count; i++) {
                        int row = index[i];
                        into[kept] = row;
                        kept += a[row] != b[row] ? 1 : 0;
                    }
                }
                case LESS -> {
                    for (int i = 0; i < count; i++) {
                        int row = index[i];
                        into[kept] = row;
                        kept += a[row] < b[row] ? 1 : 0;
                    }
                }
                case LESS_OR_EQUAL -> {
                    for (int i = 0; i < count; i++) {
                        int row = index[i];
                        into[kept] = row;
                        kept += a[row] <= b[row] ? 1 : 0;
                    }
                }
                case GREATER -> {
                    for (int i = 0; i < count; i++) {
                        int row = index[i];
                        into[kept] = row;
                        kept += a[row] > b[row] ? 1 : 0;
                    }
                }
                case GREATER_OR_EQUAL -> {
                    for (int i = 0; i < count; i++) {
                        int row = index[i];
                        into[kept] = row;
                        kept += a[row] >= b[row] ? 1 : 0;
                    }
                }
            }
            return kept;
        }

        private int selectLongs(long[] values, long bound, Rows rows, int[] into) {
            boolean below = operator.less;
            boolean above = operator.greater;
            if (!operator.equal && bound == (below ? Long.MIN_VALUE : Long.MAX_VALUE)) {
                return 0;
            }
            long low = below ? Long.MIN_VALUE : operator.equal ? bound : bound + 1;
            long high = above ? Long.MAX_VALUE : operator.equal ? bound : bound - 1;
            return LongRanges.select(values, low, high, rows, into);
        }

        private int selectDoubles(double[] a, double[] b, int[] index, int count, int[] into) {
            int kept = 0;
            for (int i = 0; i < count; i++) {
                int row = index[i];
                into[kept] = row;
                kept += operator.holds(ValueOrder.compare(a[row], b[row])) ? 1 : 0;
            }
            return kept;
        }

        private int selectDecimals(DecimalVector a, DecimalVector b, int[] index, int count, int[] into) {
            int kept = 0;
            for (int i = 0; i < count; i++) {
                int row = index[i];
                into[kept] = row;
                kept += operator.holds(Decimals.compare(a, row, b, row)) ? 1 : 0;
            }
            return kept;
        }

        private int selectObjects(ObjectVector a, ObjectVector b, int[] index, int count, int[] into) {
            int kept = 0;
            for (int i = 0; i < count; i++) {
                int row = index[i];
                Object x = Objects.requireNonNull(a.values()[row]);
                Object y = Objects.requireNonNull(b.values()[row]);
                into[kept] = row;
                kept += operator.holds(order.compare(x, y)) ? 1 : 0;
            }
            return kept;
        }
    }
}
