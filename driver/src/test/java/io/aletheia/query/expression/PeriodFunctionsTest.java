package io.aletheia.query.expression;

import static io.aletheia.query.expression.Rex.assertFails;
import static io.aletheia.query.expression.Rex.call;
import static io.aletheia.query.expression.Rex.date;
import static io.aletheia.query.expression.Rex.interval;
import static io.aletheia.query.expression.Rex.nothing;
import static io.aletheia.query.expression.Rex.row;
import static io.aletheia.query.expression.Rex.timestamp;
import static io.aletheia.query.expression.Rex.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PeriodFunctionsTest {
    private static final RexNode SPRING = row(date("2023-01-01"), date("2023-05-01"));
    private static final RexNode MAY = row(date("2023-05-01"), date("2023-06-01"));
    private static final RexNode APRIL = row(date("2023-04-01"), date("2023-05-01"));
    private static final RexNode LATE = row(date("2023-04-01"), date("2023-07-01"));

    @Test
    void adjacentPeriodsDoNotOverlap() {
        assertThat(test(SqlStdOperatorTable.OVERLAPS, SPRING, MAY)).isEqualTo(false);
        assertThat(test(SqlStdOperatorTable.OVERLAPS, SPRING, LATE)).isEqualTo(true);
        assertThat(test(SqlStdOperatorTable.OVERLAPS, MAY, SPRING)).isEqualTo(false);
    }

    @Test
    void aPeriodContainsItsStartAndNotItsEnd() {
        assertThat(test(SqlStdOperatorTable.CONTAINS, SPRING, APRIL)).isEqualTo(true);
        assertThat(test(SqlStdOperatorTable.CONTAINS, SPRING, LATE)).isEqualTo(false);
        assertThat(test(SqlStdOperatorTable.CONTAINS, SPRING, date("2023-01-01")))
                .isEqualTo(true);
        assertThat(test(SqlStdOperatorTable.CONTAINS, SPRING, date("2023-05-01")))
                .isEqualTo(false);
        assertThat(test(SqlStdOperatorTable.CONTAINS, SPRING, timestamp("2023-04-30 23:59:59.999999")))
                .isEqualTo(true);
    }

    @Test
    void orderIsByTheBounds() {
        assertThat(test(SqlStdOperatorTable.PRECEDES, SPRING, MAY)).isEqualTo(true);
        assertThat(test(SqlStdOperatorTable.PRECEDES, SPRING, APRIL)).isEqualTo(false);
        assertThat(test(SqlStdOperatorTable.SUCCEEDS, MAY, SPRING)).isEqualTo(true);
        assertThat(test(SqlStdOperatorTable.IMMEDIATELY_PRECEDES, SPRING, MAY)).isEqualTo(true);
        assertThat(test(SqlStdOperatorTable.IMMEDIATELY_SUCCEEDS, MAY, SPRING)).isEqualTo(true);
        assertThat(test(SqlStdOperatorTable.IMMEDIATELY_PRECEDES, SPRING, row(date("2023-05-02"), date("2023-06-01"))))
                .isEqualTo(false);
        assertThat(test(SqlStdOperatorTable.PERIOD_EQUALS, SPRING, SPRING)).isEqualTo(true);
    }

    @Test
    void reversedEndsAreAnErrorAndNotSwapped() {
        RexNode reversed = row(date("2023-05-01"), date("2023-01-01"));
        assertFails(ErrorCode.PERIOD_EMPTY, predicate(SqlStdOperatorTable.OVERLAPS, SPRING, reversed));
        assertFails(
                ErrorCode.PERIOD_EMPTY,
                predicate(SqlStdOperatorTable.CONTAINS, row(date("2023-05-01"), date("2023-05-01")), SPRING));
    }

    @Test
    void aNullBoundMakesTheAnswerUnknown() {
        RexNode open = row(date("2023-01-01"), nothing(ValueType.DATE));
        assertThat(test(SqlStdOperatorTable.OVERLAPS, open, MAY)).isNull();
        assertThat(test(SqlStdOperatorTable.CONTAINS, SPRING, nothing(ValueType.DATE)))
                .isNull();
    }

    @Test
    void aPeriodMayBeAStartAndALength() {
        RexNode fourMonths = row(date("2023-01-01"), interval(4, TimeUnit.MONTH));
        assertThat(test(SqlStdOperatorTable.OVERLAPS, fourMonths, MAY)).isEqualTo(false);
        assertThat(test(SqlStdOperatorTable.OVERLAPS, fourMonths, APRIL)).isEqualTo(true);
    }

    private static @Nullable Object test(SqlOperator operator, RexNode p, RexNode q) {
        return value(predicate(operator, p, q));
    }

    private static RexNode predicate(SqlOperator operator, RexNode p, RexNode q) {
        return call(ValueType.BOOLEAN, operator, p, q);
    }
}
