package io.aletheia.query.expression;

import static io.aletheia.query.expression.Rex.assertFails;
import static io.aletheia.query.expression.Rex.call;
import static io.aletheia.query.expression.Rex.cast;
import static io.aletheia.query.expression.Rex.date;
import static io.aletheia.query.expression.Rex.decimal;
import static io.aletheia.query.expression.Rex.instant;
import static io.aletheia.query.expression.Rex.interval;
import static io.aletheia.query.expression.Rex.lit;
import static io.aletheia.query.expression.Rex.nothing;
import static io.aletheia.query.expression.Rex.timestamp;
import static io.aletheia.query.expression.Rex.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Objects;
import java.util.UUID;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.junit.jupiter.api.Test;

final class CastTest {
    @Test
    void numbersAreRoundedAndCheckedAgainstTheRange() {
        assertThat(value(cast(decimal("2.5"), ValueType.INTEGER))).isEqualTo(3L);
        assertThat(value(cast(-2.5, ValueType.BIGINT))).isEqualTo(-3L);
        assertThat(value(cast(decimal("1.005"), ValueType.decimal(5, 2)))).isEqualTo(new BigDecimal("1.01"));
        assertThat(value(cast(7, ValueType.decimal(5, 2)))).isEqualTo(new BigDecimal("7.00"));
        assertThat(value(cast(0.1, ValueType.decimal(10, 3)))).isEqualTo(new BigDecimal("0.100"));
        assertFails(ErrorCode.NUMERIC_OUT_OF_RANGE, cast(40_000, ValueType.SMALLINT));
        assertFails(ErrorCode.NUMERIC_OUT_OF_RANGE, cast(1e19, ValueType.BIGINT));
        assertFails(ErrorCode.NUMERIC_OUT_OF_RANGE, cast(1000, ValueType.decimal(5, 2)));
        assertFails(ErrorCode.NUMERIC_OUT_OF_RANGE, cast(1e300, ValueType.REAL));
    }

    @Test
    void textsAreReadAsNumbers() {
        assertThat(value(cast(lit(" 42 "), ValueType.INTEGER))).isEqualTo(42L);
        assertThat(value(cast(lit("1e2"), ValueType.BIGINT))).isEqualTo(100L);
        assertThat(value(cast(lit("-.5"), ValueType.DOUBLE))).isEqualTo(-0.5);
        assertThat(value(cast(lit("12.345"), ValueType.decimal(6, 2)))).isEqualTo(new BigDecimal("12.35"));
        assertFails(ErrorCode.INVALID_CAST, cast(lit("x"), ValueType.INTEGER));
        assertFails(ErrorCode.INVALID_CAST, cast(lit(""), ValueType.DOUBLE));
        assertFails(ErrorCode.NUMERIC_OUT_OF_RANGE, cast(lit("99999999999999999999"), ValueType.BIGINT));
        assertFails(ErrorCode.NUMERIC_OUT_OF_RANGE, cast(lit("1e999999999"), ValueType.BIGINT));
        assertThat(value(cast(lit("1e-999999999"), ValueType.BIGINT))).isEqualTo(0L);
    }

    @Test
    void valuesAreWrittenAsText() {
        assertThat(value(cast(true, ValueType.VARCHAR))).isEqualTo("TRUE");
        assertThat(value(cast(decimal("1.50"), ValueType.VARCHAR))).isEqualTo("1.50");
        assertThat(value(cast(date("2024-02-29"), ValueType.VARCHAR))).isEqualTo("2024-02-29");
        assertThat(value(cast(timestamp("2024-02-29 01:02:03.000456"), ValueType.VARCHAR)))
                .isEqualTo("2024-02-29 01:02:03.000456");
        assertThat(value(cast(timestamp("2024-02-29 01:02:03"), ValueType.VARCHAR)))
                .isEqualTo("2024-02-29 01:02:03");
        assertThat(value(cast(interval(93_784_500_000L, TimeUnit.SECOND), ValueType.VARCHAR)))
                .isEqualTo("1 02:03:04.5");
        assertThat(value(cast(interval(-14, TimeUnit.MONTH), ValueType.VARCHAR)))
                .isEqualTo("-1-02");
    }

    @Test
    void aStringIsCutToTheLengthOfTheType() {
        assertThat(value(cast(lit("abcdef"), ValueType.varchar(3)))).isEqualTo("abc");
        assertThat(value(cast(lit("a\uD83D\uDE00b"), ValueType.varchar(2)))).isEqualTo("a\uD83D\uDE00");
    }

    @Test
    void anAssignmentCutsNothing() {
        var compiler = new ExpressionCompiler();
        var fitting = compiler.compileAssignment(lit("abc"), ValueType.varchar(3));
        assertThat(fitting.value(NoContext.INSTANCE)).isEqualTo("abc");
        var tooLong = compiler.compileAssignment(cast(lit("abcd"), ValueType.varchar(3)), ValueType.varchar(3));
        assertThatThrownBy(() -> tooLong.value(NoContext.INSTANCE)).hasMessageContaining("too long");
    }

    @Test
    void textsAreReadAsTimesWithAllTheirMicroseconds() {
        assertThat(value(cast(lit("2024-02-29"), ValueType.DATE))).isEqualTo(19782L);
        assertThat(Rex.timeValue(cast(lit("2024-02-29 23:59:59.999999"), ValueType.TIMESTAMP)))
                .isEqualTo("2024-02-29 23:59:59.999999");
        assertThat(Rex.timeValue(cast(lit("2024-02-29T01:02"), ValueType.TIMESTAMP)))
                .isEqualTo("2024-02-29 01:02:00");
        assertThat(Rex.timeValue(cast(lit("2024-02-29 01:00:00+01:00"), ValueType.TIMESTAMP_TZ)))
                .isEqualTo("2024-02-29 00:00:00+00:00");
        assertThat(value(cast(lit("12:34:56.5"), ValueType.TIME))).isEqualTo(45_296_500_000L);
        assertFails(ErrorCode.DATETIME_FORMAT, cast(lit("29.02.2024"), ValueType.DATE));
        assertFails(ErrorCode.DATETIME_OUT_OF_RANGE, cast(lit("2023-02-29"), ValueType.DATE));
        assertFails(ErrorCode.DATETIME_OUT_OF_RANGE, cast(lit("2024-02-29 24:00:00"), ValueType.TIMESTAMP));
        assertFails(ErrorCode.DATETIME_OUT_OF_RANGE, cast(lit("2024-01-01 00:00:00.0000001"), ValueType.TIMESTAMP));
    }

    @Test
    void instantsAndLocalTimesAreConvertedInTheSessionsZone() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        long local = (long)
                Objects.requireNonNull(Rex.valueIn(berlin, cast(instant("2024-07-01 10:00:00"), ValueType.TIMESTAMP)));
        assertThat(TemporalText.formatTimestamp(local)).isEqualTo("2024-07-01 12:00:00");
        long instant = (long) Objects.requireNonNull(
                Rex.valueIn(berlin, cast(timestamp("2024-01-01 00:30:00"), ValueType.TIMESTAMP_TZ)));
        assertThat(TemporalText.formatTimestamp(instant)).isEqualTo("2023-12-31 23:30:00");
        assertThat(Rex.valueIn(berlin, cast(instant("2024-07-01 10:00:00"), ValueType.VARCHAR)))
                .isEqualTo("2024-07-01 12:00:00+02:00");
    }

    @Test
    void identifiersAndBytesAreCast() {
        String text = "123e4567-e89b-12d3-a456-426614174000";
        assertThat(value(cast(lit(text), ValueType.UUID))).isEqualTo(UUID.fromString(text));
        assertThat(value(cast(cast(lit(text), ValueType.UUID), ValueType.VARCHAR)))
                .isEqualTo(text);
        assertFails(ErrorCode.INVALID_CAST, cast(lit("no"), ValueType.UUID));
        assertThat((byte[]) value(cast(lit("\u00e4"), ValueType.VARBINARY))).containsExactly(0xC3, 0xA4);
    }

    @Test
    void tryCastGivesNullForAValueThatCannotBeCast() {
        assertThat(value(call(ValueType.INTEGER, SqlLibraryOperators.TRY_CAST, lit("x"))))
                .isNull();
        assertThat(value(call(ValueType.INTEGER, SqlLibraryOperators.TRY_CAST, lit("7"))))
                .isEqualTo(7L);
    }

    @Test
    void nullIsCastToNullOfEveryType() {
        assertThat(value(cast(nothing(ValueType.VARCHAR), ValueType.DATE))).isNull();
        assertThat(value(cast(nothing(ValueType.DATE), ValueType.TIMESTAMP))).isNull();
    }

    @Test
    void typesWithoutACastAreRefused() {
        assertFails(ErrorCode.TYPE_MISMATCH, cast(date("2024-01-01"), ValueType.INTEGER));
        assertFails(ErrorCode.TYPE_MISMATCH, cast(1, ValueType.DATE));
    }
}
