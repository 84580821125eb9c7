package io.aletheia.query.expression;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.ObjectVector;
import io.aletheia.engine.model.ValueType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether a text is like a pattern, or is not: TRUE, FALSE, or UNKNOWN if the text, the pattern or the escape is null. */
final class PatternTest extends Expression {
    /** A power of two; so many tests of short texts take no time to speak of. */
    private static final int ROWS_BETWEEN_CHECKS = 64;

    /** Makes a test of a pattern and of the code point that escapes, -1 for none. Reading a pattern takes longer than a test. */
    @FunctionalInterface
    interface Reader {
        TextTest read(String pattern, int escape);
    }

    private final List<Expression> operands;
    private final Reader reader;
    private final boolean negated;

    private PatternTest(List<Expression> operands, Reader reader, boolean negated) {
        super(ValueType.BOOLEAN);
        this.operands = List.copyOf(operands);
        this.reader = reader;
        this.negated = negated;
    }

    /** A test of a text, by a pattern and perhaps an escape character, which come after it. */
    static Expression of(List<Expression> operands, Reader reader, boolean negated) {
        return Once.ifConstant(new PatternTest(operands, reader, negated));
    }

    @Override
    public boolean isConstant() {
        return operands.stream().allMatch(Expression::isConstant);
    }

    @Override
    public Evaluator bind(EvaluationContext context) {
        return new PatternEvaluator(StrictCall.bindAll(operands, context), reader, negated, context);
    }

    private static final class PatternEvaluator extends Evaluator {
        private final Evaluator[] operands;
        private final ObjectVector[] vectors;
        private final Reader reader;
        private final boolean negated;
        private final EvaluationContext context;
        private final LongVector result = new LongVector(ValueType.BOOLEAN);

        /** What the test was read from; the next row mostly has the same. */
        private @Nullable String pattern;

        private @Nullable String escape;
        private @Nullable TextTest test;

        PatternEvaluator(Evaluator[] operands, Reader reader, boolean negated, EvaluationContext context) {
            this.operands = operands;
            this.vectors = new ObjectVector[operands.length];
            this.reader = reader;
            this.negated = negated;
            this.context = context;
        }

        @Override
        public ColumnVector evaluate(Batch batch, Rows rows) {
            load(batch, rows);
            result.clear();
            result.ensureCapacity(rows.limit());
            long[] truth = result.values();
            int[] index = rows.index();
            for (int i = 0; i < rows.count(); i++) {
                int row = index[i];
                if (isAnyNull(row)) {
                    result.setNull(row);
                } else {
                    truth[row] = isLike(row, i) != negated ? 1 : 0;
                }
            }
            return result;
        }

        @Override
        public int select(Batch batch, Rows rows, int[] selected) {
            load(batch, rows);
            int[] index = rows.index();
            int kept = 0;
            for (int i = 0; i < rows.count(); i++) {
                int row = index[i];
                selected[kept] = row;
                kept += !isAnyNull(row) && isLike(row, i) != negated ? 1 : 0;
            }
            return kept;
        }

        private void load(Batch batch, Rows rows) {
            for (int i = 0; i < operands.length; i++) {
                vectors[i] = (ObjectVector) operands[i].evaluate(batch, rows);
            }
        }

        private boolean isAnyNull(int row) {
            for (ObjectVector vector : vectors) {
                if (vector.isNull(row)) {
                    return true;
                }
            }
            return false;
        }

        private boolean isLike(int row, int count) {
            if ((count & ROWS_BETWEEN_CHECKS - 1) == ROWS_BETWEEN_CHECKS - 1) {
                context.checkCancelled();
            }
            return test(row).test(text(0, row), context);
        }

        private TextTest test(int row) {
            String wanted = text(1, row);
            String escaping = vectors.length > 2 ? text(2, row) : null;
            TextTest known = test;
            if (known == null || !wanted.equals(pattern) || !Objects.equals(escaping, escape)) {
                known = reader.read(wanted, codePoint(escaping));
                test = known;
                pattern = wanted;
                escape = escaping;
            }
            return known;
        }

        private String text(int operand, int row) {
            return (String) Objects.requireNonNull(vectors[operand].values()[row]);
        }
    }

    /** The code point that escapes; -1 for none. */
    private static int codePoint(@Nullable String escape) {
        if (escape == null) {
            return -1;
        }
        if (escape.codePointCount(0, escape.length()) != 1) {
            throw new DatabaseException(ErrorCode.INVALID_ARGUMENT, "ESCAPE takes one character, not '" + escape + "'");
        }
        return escape.codePointAt(0);
    }
}
