package io.aletheia.query.expression;

import static io.aletheia.query.expression.Rex.assertFails;
import static io.aletheia.query.expression.Rex.call;
import static io.aletheia.query.expression.Rex.date;
import static io.aletheia.query.expression.Rex.instant;
import static io.aletheia.query.expression.Rex.interval;
import static io.aletheia.query.expression.Rex.time;
import static io.aletheia.query.expression.Rex.timeValue;
import static io.aletheia.query.expression.Rex.timestamp;
import static io.aletheia.query.expression.Rex.unit;
import static io.aletheia.query.expression.Rex.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.junit.jupiter.api.Test;

final class DateTimeFunctionsTest {
    private static final RexNode MOMENT = timestamp("2024-05-17 10:20:30.123456");

    @Test
    void everyFieldIsExtracted() {
        assertThat(extract(TimeUnit.YEAR, MOMENT)).isEqualTo(2024);
        assertThat(extract(TimeUnit.QUARTER, MOMENT)).isEqualTo(2);
        assertThat(extract(TimeUnit.MONTH, MOMENT)).isEqualTo(5);
        assertThat(extract(TimeUnit.WEEK, MOMENT)).isEqualTo(20);
        assertThat(extract(TimeUnit.DAY, MOMENT)).isEqualTo(17);
        assertThat(extract(TimeUnit.DOW, MOMENT)).isEqualTo(6);
        assertThat(extract(TimeUnit.ISODOW, MOMENT)).isEqualTo(5);
        assertThat(extract(TimeUnit.DOY, MOMENT)).isEqualTo(138);
        assertThat(extract(TimeUnit.HOUR, MOMENT)).isEqualTo(10);
        assertThat(extract(TimeUnit.MINUTE, MOMENT)).isEqualTo(20);
        assertThat(extract(TimeUnit.SECOND, MOMENT)).isEqualTo(30);
        assertThat(extract(TimeUnit.MILLISECOND, MOMENT)).isEqualTo(30_123);
        assertThat(extract(TimeUnit.MICROSECOND, MOMENT)).isEqualTo(30_123_456);
        assertThat(extract(TimeUnit.EPOCH, MOMENT)).isEqualTo(1715941230L);
        assertThat(extract(TimeUnit.DECADE, MOMENT)).isEqualTo(202);
        assertThat(extract(TimeUnit.CENTURY, MOMENT)).isEqualTo(21);
        assertThat(extract(TimeUnit.MILLENNIUM, MOMENT)).isEqualTo(3);
        assertThat(extract(TimeUnit.ISOYEAR, date("2024-12-30"))).isEqualTo(2025);
        assertThat(extract(TimeUnit.HOUR, time("23:00:00"))).isEqualTo(23);
        assertThat(extract(TimeUnit.DAY, timestamp("1969-12-31 23:59:59.999999")))
                .isEqualTo(31);
        assertThat(extract(TimeUnit.HOUR, interval(93_784_500_000L, TimeUnit.SECOND)))
                .isEqualTo(2);
        assertFails(ErrorCode.TYPE_MISMATCH, extraction(TimeUnit.YEAR, time("23:00:00")));
    }

    @Test
    void anInstantsFieldsAreThoseOfTheSessionsZone() {
        RexNode hour = extraction(TimeUnit.HOUR, instant("2024-07-01 10:00:00"));
        assertThat(Rex.valueIn(ZoneId.of("Europe/Berlin"), hour)).isEqualTo(12L);
        assertThat(value(hour)).isEqualTo(10L);
    }

    @Test
    void intervalsAreAddedToTheMicrosecond() {
        assertThat(timeValue(plus(MOMENT, interval(1, TimeUnit.SECOND)))).isEqualTo("2024-05-17 10:20:30.123457");
        assertThat(timeValue(plus(MOMENT, interval(-30_123_456, TimeUnit.SECOND))))
                .isEqualTo("2024-05-17 10:20:00");
        assertThat(timeValue(minus(ValueType.TIMESTAMP, timestamp("2024-03-31 12:00:00"), interval(1, TimeUnit.MONTH))))
                .isEqualTo("2024-02-29 12:00:00");
        assertThat(timeValue(call(
                        ValueType.DATE,
                        SqlStdOperatorTable.DATETIME_PLUS,
                        date("2024-01-31"),
                        interval(13, TimeUnit.MONTH))))
                .isEqualTo("2025-02-28");
        assertThat(value(call(
                        ValueType.TIME,
                        SqlStdOperatorTable.DATETIME_PLUS,
                        time("23:30:00"),
                        interval(3_600_000_000L, TimeUnit.HOUR))))
                .isEqualTo(1_800_000_000L);
        assertFails(
                ErrorCode.DATETIME_OUT_OF_RANGE, plus(timestamp("9999-12-31 00:00:00"), interval(1, TimeUnit.MONTH)));
    }

    @Test
    void aDayAddedToAnInstantIsADayOfTheCalendar() {
        RexNode next = call(
                ValueType.TIMESTAMP_TZ,
                SqlStdOperatorTable.DATETIME_PLUS,
                instant("2024-03-30 11:00:00"),
                interval(86_400_000_000L, TimeUnit.DAY));
        assertThat(Rex.valueIn(ZoneId.of("Europe/Berlin"), Rex.cast(next, ValueType.VARCHAR)))
                .isEqualTo("2024-03-31 12:00:00+02:00");
    }

    @Test
    void timestampsAreSubtracted() {
        RexNode day = Rex.BUILDER.makeCall(
                interval(0, TimeUnit.DAY).getType(),
                SqlStdOperatorTable.MINUS_DATE,
                List.of(timestamp("2024-03-02 00:00:00.000001"), timestamp("2024-03-01 00:00:00")));
        assertThat(value(day)).isEqualTo(86_400_000_001L);
    }

    @Test
    void timestampAddAndDiffCountUnits() {
        assertThat(timeValue(call(
                        ValueType.TIMESTAMP, SqlStdOperatorTable.TIMESTAMP_ADD, unit(TimeUnit.MICROSECOND), 5, MOMENT)))
                .isEqualTo("2024-05-17 10:20:30.123461");
        assertThat(timeValue(
                        call(ValueType.TIMESTAMP, SqlStdOperatorTable.TIMESTAMP_ADD, unit(TimeUnit.MONTH), -3, MOMENT)))
                .isEqualTo("2024-02-17 10:20:30.123456");
        RexNode later = timestamp("2024-06-17 10:20:30.123455");
        assertThat(difference(TimeUnit.MONTH, MOMENT, later)).isEqualTo(0);
        assertThat(difference(TimeUnit.DAY, MOMENT, later)).isEqualTo(30);
        assertThat(difference(TimeUnit.MICROSECOND, later, MOMENT)).isEqualTo(-2_678_399_999_999L);
        assertThat(difference(TimeUnit.YEAR, date("2020-02-29"), date("2024-02-28")))
                .isEqualTo(3);
    }

    @Test
    void timesAreRoundedToUnits() {
        assertThat(timeValue(call(ValueType.TIMESTAMP, SqlStdOperatorTable.FLOOR, MOMENT, unit(TimeUnit.MONTH))))
                .isEqualTo("2024-05-01 00:00:00");
        assertThat(timeValue(call(ValueType.TIMESTAMP, SqlStdOperatorTable.CEIL, MOMENT, unit(TimeUnit.HOUR))))
                .isEqualTo("2024-05-17 11:00:00");
        assertThat(timeValue(call("DATE_TRUNC", "week", MOMENT))).isEqualTo("2024-05-13 00:00:00");
        assertThat(timeValue(call("DATE_TRUNC", "quarter", date("2024-05-17")))).isEqualTo("2024-04-01");
        assertThat(timeValue(call("DATE_TRUNC", "millisecond", MOMENT))).isEqualTo("2024-05-17 10:20:30.123");
        assertFails(ErrorCode.INVALID_ARGUMENT, call("DATE_TRUNC", "fortnight", MOMENT));
        assertThat(timeValue(call("LAST_DAY", date("2024-02-03")))).isEqualTo("2024-02-29");
    }

    @Test
    void theCurrentTimeIsTheStatements() {
        assertThat(value(call("NOW"))).isEqualTo(Rex.NOW);
        ZoneId tokyo = ZoneId.of("Asia/Tokyo");
        Object local = Rex.valueIn(
                tokyo, Rex.cast(call(ValueType.TIMESTAMP, SqlStdOperatorTable.LOCALTIMESTAMP), ValueType.VARCHAR));
        assertThat(local).isEqualTo("2024-05-17 19:20:30.123456");
    }

    private static RexNode plus(RexNode time, RexNode interval) {
        return call(ValueType.TIMESTAMP, SqlStdOperatorTable.DATETIME_PLUS, time, interval);
    }

    private static RexNode minus(ValueType type, RexNode time, RexNode interval) {
        return call(type, SqlStdOperatorTable.MINUS_DATE, time, interval);
    }

    private static RexNode extraction(TimeUnit unit, RexNode time) {
        return call(ValueType.BIGINT, SqlStdOperatorTable.EXTRACT, unit(unit), time);
    }

    private static long extract(TimeUnit unit, RexNode time) {
        return (long) Objects.requireNonNull(value(extraction(unit, time)));
    }

    private static long difference(TimeUnit unit, RexNode from, RexNode to) {
        return (long) Objects.requireNonNull(
                value(call(ValueType.BIGINT, SqlStdOperatorTable.TIMESTAMP_DIFF, unit(unit), from, to)));
    }
}
