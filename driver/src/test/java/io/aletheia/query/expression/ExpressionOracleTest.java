package io.aletheia.query.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.ValueType;
import java.math.BigInteger;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random expressions over random columns against a walk of the tree, one row at a time, on objects. */
final class ExpressionOracleTest {
    private static final int ROUNDS = 400;
    private static final int ROWS = 60;
    private static final List<SqlOperator> ARITHMETIC = List.of(
            SqlStdOperatorTable.PLUS,
            SqlStdOperatorTable.MINUS,
            SqlStdOperatorTable.MULTIPLY,
            SqlStdOperatorTable.DIVIDE,
            SqlStdOperatorTable.MOD);
    private static final List<SqlOperator> COMPARISONS = List.of(
            SqlStdOperatorTable.EQUALS,
            SqlStdOperatorTable.NOT_EQUALS,
            SqlStdOperatorTable.LESS_THAN,
            SqlStdOperatorTable.LESS_THAN_OR_EQUAL,
            SqlStdOperatorTable.GREATER_THAN,
            SqlStdOperatorTable.GREATER_THAN_OR_EQUAL,
            SqlStdOperatorTable.IS_DISTINCT_FROM,
            SqlStdOperatorTable.IS_NOT_DISTINCT_FROM);

    /** An error that the oracle meets. */
    private static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient ErrorCode code;

        Failure(ErrorCode code) {
            super(code.name());
            this.code = code;
        }
    }

    @Test
    void everyRowHasTheValueOrTheErrorOfTheOracle() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        int errors = 0;
        for (int round = 0; round < ROUNDS; round++) {
            RexNode node = random.nextBoolean() ? number(random, 4) : truth(random, 4);
            errors += check(node, random, "seed " + seed + ", round " + round);
        }
        assertThat(errors).as("expressions that fail").isBetween(1, ROUNDS - 1);
    }

    /** Compares all rows at once, and if a row fails each row by itself. 1 if a row failed. */
    private static int check(RexNode node, Random random, String where) {
        var batch = new Batch(column(random), column(random), column(random));
        int[] selection = random.ints(0, ROWS).distinct().limit(20).toArray();
        batch.setSelection(selection, selection.length);
        Evaluator evaluator = new ExpressionCompiler().compile(node).bind(Rex.context(ZoneOffset.UTC));
        boolean failed = false;
        for (int row : selection) {
            Rows one = Rows.of(batch).narrowed(new int[] {row}, 1);
            @Nullable Object expected = null;
            @Nullable ErrorCode code = null;
            try {
                expected = oracle(node, batch, row);
            } catch (Failure failure) {
                code = failure.code;
                failed = true;
            }
            if (code == null) {
                assertThat(evaluator.evaluate(batch, one).object(row))
                        .as("%s: %s in row %d", where, node, row)
                        .isEqualTo(expected);
            } else {
                assertThat(errorOf(evaluator, batch, one))
                        .as("%s: %s in row %d", where, node, row)
                        .isEqualTo(code);
            }
        }
        if (failed) {
            assertThat(errorOf(evaluator, batch, Rows.of(batch))).as(where).isNotNull();
            return 1;
        }
        ColumnVector all = evaluator.evaluate(batch, Rows.of(batch));
        for (int row : selection) {
            assertThat(all.object(row)).as("%s: %s in row %d", where, node, row).isEqualTo(oracle(node, batch, row));
        }
        if (all.type().equals(ValueType.BOOLEAN)) {
            int[] selected = new int[selection.length];
            int count = evaluator.select(batch, Rows.of(batch), selected);
            int expected = 0;
            for (int row : selection) {
                if (Boolean.TRUE.equals(oracle(node, batch, row))) {
                    assertThat(selected[expected++]).as(where).isEqualTo(row);
                }
            }
            assertThat(count).as("%s: %s", where, node).isEqualTo(expected);
        }
        return 0;
    }

    private static @Nullable ErrorCode errorOf(Evaluator evaluator, Batch batch, Rows rows) {
        try {
            evaluator.evaluate(batch, rows);
            return null;
        } catch (DatabaseException e) {
            return e.code();
        }
    }

    private static ColumnVector column(Random random) {
        var vector = new LongVector(ValueType.BIGINT);
        boolean nulls = random.nextInt(3) > 0;
        for (int i = 0; i < ROWS; i++) {
            boolean isNull = nulls && random.nextInt(4) == 0;
            long value = random.nextInt(20) == 0 ? Long.MAX_VALUE - random.nextInt(3) : random.nextInt(7) - 3;
            vector.setObject(i, isNull ? null : value);
        }
        return vector;
    }

    private static RexNode number(Random random, int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return switch (random.nextInt(5)) {
                case 0 -> Rex.lit((long) random.nextInt(5) - 2);
                case 1 -> Rex.nothing(ValueType.BIGINT);
                default -> Rex.column(ValueType.BIGINT, random.nextInt(3));
            };
        }
        if (random.nextInt(3) == 0) {
            return switch (random.nextInt(3)) {
                case 0 ->
                    Rex.call(
                            SqlStdOperatorTable.CASE,
                            truth(random, depth - 1),
                            number(random, depth - 1),
                            number(random, depth - 1));
                case 1 -> Rex.call(SqlStdOperatorTable.COALESCE, number(random, depth - 1), number(random, depth - 1));
                default -> Rex.call(SqlStdOperatorTable.NULLIF, number(random, depth - 1), number(random, depth - 1));
            };
        }
        return Rex.call(
                ARITHMETIC.get(random.nextInt(ARITHMETIC.size())),
                number(random, depth - 1),
                number(random, depth - 1));
    }

    private static RexNode truth(Random random, int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return Rex.call(
                    COMPARISONS.get(random.nextInt(COMPARISONS.size())),
                    number(random, Math.max(0, depth - 2)),
                    number(random, Math.max(0, depth - 2)));
        }
        RexNode a = truth(random, depth - 1);
        RexNode b = truth(random, depth - 1);
        return switch (random.nextInt(5)) {
            case 0 -> Rex.call(SqlStdOperatorTable.AND, a, b);
            case 1 -> Rex.call(SqlStdOperatorTable.OR, a, b);
            case 2 -> Rex.call(SqlStdOperatorTable.NOT, a);
            case 3 -> Rex.call(SqlStdOperatorTable.IS_NOT_TRUE, a);
            default -> Rex.call(SqlStdOperatorTable.IS_NULL, a);
        };
    }

    private static @Nullable Object oracle(RexNode node, Batch batch, int row) {
        if (node instanceof RexInputRef reference) {
            return batch.column(reference.getIndex()).object(row);
        }
        if (node instanceof RexLiteral literal) {
            return Literals.value(literal);
        }
        RexCall call = (RexCall) node;
        List<RexNode> operands = call.getOperands();
        switch (call.getKind()) {
            case CASE -> {
                return Boolean.TRUE.equals(oracle(operands.get(0), batch, row))
                        ? oracle(operands.get(1), batch, row)
                        : oracle(operands.get(2), batch, row);
            }
            case COALESCE -> {
                Object first = oracle(operands.get(0), batch, row);
                return first != null ? first : oracle(operands.get(1), batch, row);
            }
            case AND, OR -> {
                Boolean deciding = call.getKind() == SqlKind.OR;
                boolean unknown = false;
                for (RexNode operand : operands) {
                    Object value = oracle(operand, batch, row);
                    if (deciding.equals(value)) {
                        return deciding;
                    }
                    unknown |= value == null;
                }
                return unknown ? null : (Object) !deciding;
            }
            default -> {}
        }
        Object a = oracle(operands.get(0), batch, row);
        Object b = operands.size() > 1 ? oracle(operands.get(1), batch, row) : null;
        return switch (call.getKind()) {
            case NOT -> a == null ? null : (Object) !(boolean) a;
            case IS_NOT_TRUE -> !Boolean.TRUE.equals(a);
            case IS_NULL -> a == null;
            case NULLIF -> a != null && a.equals(b) ? null : a;
            case IS_DISTINCT_FROM -> !Objects.equals(a, b);
            case IS_NOT_DISTINCT_FROM -> Objects.equals(a, b);
            default -> a == null || b == null ? null : strict(call, (long) a, (long) b);
        };
    }

    private static Object strict(RexCall call, long a, long b) {
        return switch (call.getKind()) {
            case PLUS -> exact(BigInteger.valueOf(a).add(BigInteger.valueOf(b)));
            case MINUS -> exact(BigInteger.valueOf(a).subtract(BigInteger.valueOf(b)));
            case TIMES -> exact(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)));
            case DIVIDE -> exact(BigInteger.valueOf(a).divide(divisor(b)));
            case MOD -> exact(BigInteger.valueOf(a).remainder(divisor(b)));
            case EQUALS -> a == b;
            case NOT_EQUALS -> a != b;
            case LESS_THAN -> a < b;
            case LESS_THAN_OR_EQUAL -> a <= b;
            case GREATER_THAN -> a > b;
            case GREATER_THAN_OR_EQUAL -> a >= b;
            default -> throw new IllegalArgumentException(call.toString());
        };
    }

    private static BigInteger divisor(long b) {
        if (b == 0) {
            throw new Failure(ErrorCode.DIVISION_BY_ZERO);
        }
        return BigInteger.valueOf(b);
    }

    private static Object exact(BigInteger value) {
        if (value.bitLength() > 63) {
            throw new Failure(ErrorCode.NUMERIC_OUT_OF_RANGE);
        }
        return value.longValue();
    }
}
