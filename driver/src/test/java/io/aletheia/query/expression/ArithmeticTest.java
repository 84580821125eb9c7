package io.aletheia.query.expression;

import static io.aletheia.query.expression.Rex.assertFails;
import static io.aletheia.query.expression.Rex.call;
import static io.aletheia.query.expression.Rex.decimal;
import static io.aletheia.query.expression.Rex.lit;
import static io.aletheia.query.expression.Rex.nothing;
import static io.aletheia.query.expression.Rex.parameter;
import static io.aletheia.query.expression.Rex.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import java.math.BigDecimal;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.junit.jupiter.api.Test;

final class ArithmeticTest {
    @Test
    void integersAreAddedAndMultipliedExactly() {
        assertThat(value(call(SqlStdOperatorTable.PLUS, 2, 3L))).isEqualTo(5L);
        assertThat(value(call(SqlStdOperatorTable.MULTIPLY, 1_000_000, 1_000L))).isEqualTo(1_000_000_000L);
        assertThat(value(call(SqlStdOperatorTable.MINUS, 2, 3))).isEqualTo(-1L);
    }

    @Test
    void integerOverflowIsAnErrorOfTheResultsType() {
        assertFails(ErrorCode.NUMERIC_OUT_OF_RANGE, call(SqlStdOperatorTable.PLUS, Integer.MAX_VALUE, 1));
        assertThat(value(call(SqlStdOperatorTable.PLUS, (long) Integer.MAX_VALUE, 1)))
                .isEqualTo(2147483648L);
        assertFails(ErrorCode.NUMERIC_OUT_OF_RANGE, call(SqlStdOperatorTable.PLUS, Long.MAX_VALUE, 1));
        assertFails(ErrorCode.NUMERIC_OUT_OF_RANGE, call(SqlStdOperatorTable.MULTIPLY, Long.MAX_VALUE, 2L));
        assertFails(ErrorCode.NUMERIC_OUT_OF_RANGE, call(SqlStdOperatorTable.DIVIDE, Long.MIN_VALUE, -1L));
        assertFails(ErrorCode.NUMERIC_OUT_OF_RANGE, call(SqlStdOperatorTable.UNARY_MINUS, Long.MIN_VALUE));
    }

    @Test
    void integerDivisionTruncatesAndTheRemainderHasTheDividendsSign() {
        assertThat(value(call(SqlStdOperatorTable.DIVIDE, -7, 2))).isEqualTo(-3L);
        assertThat(value(call(SqlStdOperatorTable.MOD, -7, 2))).isEqualTo(-1L);
        assertThat(value(call(SqlStdOperatorTable.MOD, 7, -2))).isEqualTo(1L);
    }

    @Test
    void divisionByZeroIsAnErrorOfItsOwn() {
        assertFails(ErrorCode.DIVISION_BY_ZERO, call(SqlStdOperatorTable.DIVIDE, 1, 0));
        assertFails(ErrorCode.DIVISION_BY_ZERO, call(SqlStdOperatorTable.MOD, 1, 0));
        assertFails(ErrorCode.DIVISION_BY_ZERO, call(SqlStdOperatorTable.DIVIDE, 1.0, 0.0));
        assertFails(ErrorCode.DIVISION_BY_ZERO, call(SqlStdOperatorTable.DIVIDE, decimal("1.0"), decimal("0.0")));
    }

    @Test
    void nullMakesNullAndNoError() {
        assertThat(value(call(SqlStdOperatorTable.DIVIDE, nothing(ValueType.INTEGER), 0)))
                .isNull();
        assertThat(value(call(SqlStdOperatorTable.PLUS, 1, nothing(ValueType.BIGINT))))
                .isNull();
    }

    @Test
    void decimalsAreExact() {
        assertThat(value(call(SqlStdOperatorTable.PLUS, decimal("0.1"), decimal("0.2"))))
                .isEqualTo(new BigDecimal("0.3"));
        assertThat(value(call(SqlStdOperatorTable.MULTIPLY, decimal("1.10"), decimal("1.1"))))
                .isEqualTo(new BigDecimal("1.210"));
        assertThat(value(call(SqlStdOperatorTable.MINUS, 1, decimal("0.01")))).isEqualTo(new BigDecimal("0.99"));
        assertThat((BigDecimal) value(call(SqlStdOperatorTable.DIVIDE, decimal("1.00"), decimal("3.00"))))
                .isBetween(new BigDecimal("0.333333"), new BigDecimal("0.333334"));
    }

    @Test
    void floatingPointOverflowIsAnError() {
        assertFails(ErrorCode.NUMERIC_OUT_OF_RANGE, call(SqlStdOperatorTable.MULTIPLY, 1e300, 1e300));
        assertThat(value(call(SqlStdOperatorTable.PLUS, 1, 0.5))).isEqualTo(1.5);
    }

    @Test
    void parametersTakePart() {
        assertThat(value(call(SqlStdOperatorTable.PLUS, parameter(ValueType.BIGINT, 0), 1), 41L))
                .isEqualTo(42L);
    }

    @Test
    void numericFunctionsKeepTheirTypes() {
        assertThat(value(call("ABS", -5))).isEqualTo(5L);
        assertThat(value(call("ABS", decimal("-5.50")))).isEqualTo(new BigDecimal("5.50"));
        assertFails(ErrorCode.NUMERIC_OUT_OF_RANGE, call("ABS", Integer.MIN_VALUE));
        assertThat(value(call("SIGN", -5))).isEqualTo(-1L);
        assertThat(value(call("FLOOR", decimal("-1.5")))).isEqualTo(new BigDecimal("-2"));
        assertThat(value(call("CEIL", -1.5))).isEqualTo(-1.0);
        assertThat(value(call("ROUND", decimal("2.345"), 2))).isEqualTo(new BigDecimal("2.35"));
        assertThat(value(call("ROUND", 2.5))).isEqualTo(3.0);
        assertThat(value(call("ROUND", -2.5))).isEqualTo(-3.0);
        assertThat(value(call("ROUND", 1250, -2))).isEqualTo(1300L);
        assertThat(value(call("TRUNCATE", decimal("-2.349"), 1))).isEqualTo(new BigDecimal("-2.3"));
        assertThat(value(call("POWER", 2, 10))).isEqualTo(1024.0);
        assertThat(value(call("SQRT", 9))).isEqualTo(3.0);
        assertThat(value(call("GREATEST", 1, 3L, 2))).isEqualTo(3L);
        assertThat(value(call("LEAST", lit("b"), lit("a")))).isEqualTo("a");
        assertThat(value(call("GREATEST", 1, nothing(ValueType.INTEGER)))).isNull();
    }

    @Test
    void functionsOutsideOfTheirDomainAreErrors() {
        assertFails(ErrorCode.INVALID_ARGUMENT, call("SQRT", -1));
        assertFails(ErrorCode.INVALID_ARGUMENT, call("LN", 0));
        assertFails(ErrorCode.INVALID_ARGUMENT, call("ACOS", 2.0));
        assertFails(ErrorCode.NUMERIC_OUT_OF_RANGE, call("EXP", 1000.0));
        assertFails(ErrorCode.DIVISION_BY_ZERO, call("POWER", 0, -1));
    }
}
