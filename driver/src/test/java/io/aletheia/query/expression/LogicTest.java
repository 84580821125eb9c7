package io.aletheia.query.expression;

import static io.aletheia.query.expression.Rex.assertFails;
import static io.aletheia.query.expression.Rex.call;
import static io.aletheia.query.expression.Rex.column;
import static io.aletheia.query.expression.Rex.lit;
import static io.aletheia.query.expression.Rex.nothing;
import static io.aletheia.query.expression.Rex.row;
import static io.aletheia.query.expression.Rex.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.ValueType;
import java.time.ZoneOffset;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LogicTest {
    private static final RexNode UNKNOWN = nothing(ValueType.BOOLEAN);

    @Test
    void andAndOrHaveThreeValues() {
        assertThat(value(call(SqlStdOperatorTable.AND, true, UNKNOWN))).isNull();
        assertThat(value(call(SqlStdOperatorTable.AND, UNKNOWN, false))).isEqualTo(false);
        assertThat(value(call(SqlStdOperatorTable.OR, UNKNOWN, true))).isEqualTo(true);
        assertThat(value(call(SqlStdOperatorTable.OR, false, UNKNOWN))).isNull();
        assertThat(value(call(SqlStdOperatorTable.NOT, UNKNOWN))).isNull();
        assertThat(value(call(SqlStdOperatorTable.NOT, true))).isEqualTo(false);
    }

    @Test
    void testsOfTruthAreNeverUnknown() {
        assertThat(value(call(SqlStdOperatorTable.IS_TRUE, UNKNOWN))).isEqualTo(false);
        assertThat(value(call(SqlStdOperatorTable.IS_NOT_TRUE, UNKNOWN))).isEqualTo(true);
        assertThat(value(call(SqlStdOperatorTable.IS_FALSE, false))).isEqualTo(true);
        assertThat(value(call(SqlStdOperatorTable.IS_NOT_FALSE, UNKNOWN))).isEqualTo(true);
        assertThat(value(call(SqlStdOperatorTable.IS_NULL, UNKNOWN))).isEqualTo(true);
        assertThat(value(call(SqlStdOperatorTable.IS_NOT_NULL, 1))).isEqualTo(true);
    }

    @Test
    void comparisonsWithNullAreUnknownButDistinctnessIsNot() {
        RexNode none = nothing(ValueType.INTEGER);
        assertThat(value(call(SqlStdOperatorTable.EQUALS, none, none))).isNull();
        assertThat(value(call(SqlStdOperatorTable.LESS_THAN, 1, none))).isNull();
        assertThat(value(call(SqlStdOperatorTable.IS_DISTINCT_FROM, none, none)))
                .isEqualTo(false);
        assertThat(value(call(SqlStdOperatorTable.IS_DISTINCT_FROM, none, 1))).isEqualTo(true);
        assertThat(value(call(SqlStdOperatorTable.IS_NOT_DISTINCT_FROM, 1, 1))).isEqualTo(true);
        assertThat(value(call(SqlStdOperatorTable.IS_NOT_DISTINCT_FROM, 1, none)))
                .isEqualTo(false);
    }

    @Test
    void numbersOfDifferentTypesCompareAsNumbers() {
        assertThat(value(call(SqlStdOperatorTable.EQUALS, 1, Rex.decimal("1.00"))))
                .isEqualTo(true);
        assertThat(value(call(SqlStdOperatorTable.EQUALS, Rex.decimal("1.0"), Rex.decimal("1.000"))))
                .isEqualTo(true);
        assertThat(value(call(SqlStdOperatorTable.LESS_THAN, 1L, 1.5))).isEqualTo(true);
        assertThat(value(call(SqlStdOperatorTable.GREATER_THAN, Long.MAX_VALUE, Rex.decimal("0.12345678901234567890"))))
                .isEqualTo(true);
    }

    @Test
    void stringsCompareByCodePointAndTrailingSpacesCount() {
        assertThat(value(call(SqlStdOperatorTable.EQUALS, lit("a"), lit("a ")))).isEqualTo(false);
        assertThat(value(call(SqlStdOperatorTable.LESS_THAN, lit("\uFFFD"), lit("\uD83D\uDE00"))))
                .isEqualTo(true);
        assertThat(value(call(SqlStdOperatorTable.LESS_THAN, lit("Z"), lit("a"))))
                .isEqualTo(true);
    }

    @Test
    void rowsCompareFieldByField() {
        assertThat(value(call(SqlStdOperatorTable.EQUALS, row(1, lit("a")), row(1, lit("a")))))
                .isEqualTo(true);
        assertThat(value(call(SqlStdOperatorTable.NOT_EQUALS, row(1, 2), row(1, 3))))
                .isEqualTo(true);
        assertThat(value(call(SqlStdOperatorTable.LESS_THAN, row(1, 2), row(1, 3))))
                .isEqualTo(true);
        assertThat(value(call(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, row(1, 3), row(1, 3))))
                .isEqualTo(true);
        assertThat(value(call(SqlStdOperatorTable.GREATER_THAN, row(1, 9), row(2, 0))))
                .isEqualTo(false);
    }

    @Test
    void aBranchThatIsNotTakenIsNotEvaluated() {
        RexNode a = column(ValueType.INTEGER, 0);
        RexNode b = column(ValueType.INTEGER, 1);
        RexNode quotient = call(SqlStdOperatorTable.DIVIDE, a, b);
        RexNode isNotZero = call(SqlStdOperatorTable.NOT_EQUALS, b, 0);
        RexNode guarded = call(SqlStdOperatorTable.CASE, isNotZero, quotient, nothing(ValueType.INTEGER));
        assertThat(evaluate(guarded, new Long[] {6L, 1L, 8L}, new Long[] {3L, 0L, 2L}))
                .containsExactly(2L, null, 4L);
        RexNode both = call(SqlStdOperatorTable.AND, isNotZero, call(SqlStdOperatorTable.GREATER_THAN, quotient, 2));
        assertThat(evaluate(both, new Long[] {6L, 1L, 8L}, new Long[] {3L, 0L, 2L}))
                .containsExactly(false, false, true);
        RexNode either = call(
                SqlStdOperatorTable.OR,
                call(SqlStdOperatorTable.EQUALS, b, 0),
                call(SqlStdOperatorTable.GREATER_THAN, quotient, 2));
        assertThat(evaluate(either, new Long[] {6L, 1L, 8L}, new Long[] {3L, 0L, 2L}))
                .containsExactly(false, true, true);
        RexNode coalesced = call(SqlStdOperatorTable.COALESCE, a, quotient);
        assertThat(evaluate(coalesced, new Long[] {6L, null}, new Long[] {0L, 2L}))
                .containsExactly(6L, null);
    }

    @Test
    void aConstantBranchFailsOnlyWhenARowTakesIt() {
        RexNode failing = call(SqlStdOperatorTable.DIVIDE, 1, 0);
        RexNode guarded = call(SqlStdOperatorTable.CASE, true, lit(1), failing);
        assertThat(value(guarded)).isEqualTo(1L);
        assertFails(ErrorCode.DIVISION_BY_ZERO, call(SqlStdOperatorTable.CASE, false, lit(1), failing));
    }

    @Test
    void nullIfGivesNullForEqualValues() {
        assertThat(value(call(SqlStdOperatorTable.NULLIF, 1, 1))).isNull();
        assertThat(value(call(SqlStdOperatorTable.NULLIF, 1, 2))).isEqualTo(1L);
    }

    private static @Nullable Object[] evaluate(RexNode node, @Nullable Long[] a, @Nullable Long[] b) {
        var batch = new Batch(vector(a), vector(b));
        batch.setSize(a.length);
        ColumnVector result = new ExpressionCompiler()
                .compile(node)
                .bind(Rex.context(ZoneOffset.UTC))
                .evaluate(batch, Rows.of(batch));
        @Nullable Object[] values = new @Nullable Object[a.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = result.object(i);
        }
        return values;
    }

    private static ColumnVector vector(@Nullable Long[] values) {
        var vector = new LongVector(ValueType.INTEGER);
        for (int i = 0; i < values.length; i++) {
            vector.setObject(i, values[i]);
        }
        return vector;
    }
}
