package io.aletheia.query.expression;

import static io.aletheia.query.expression.Operand.INTEGER;
import static io.aletheia.query.expression.Operand.NUMBER;
import static io.aletheia.query.expression.Operand.TEXT;
import static io.aletheia.query.expression.Operand.TIME;
import static io.aletheia.query.expression.Operand.TIMESTAMP;
import static io.aletheia.query.expression.Signature.integer;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.model.ValueType;
import io.aletheia.engine.model.ValueType.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** The functions of dates that JDBC and other dialects have beside those of the standard. */
final class CalendarFunctions {
    private static final long MICROS_PER_DAY = Calendar.MICROS_PER_DAY;
    private static final SqlReturnTypeInference TIMESTAMPS = ReturnTypes.explicit(SqlTypeName.TIMESTAMP, 6);

    /** MONTHS_BETWEEN counts the days that are left as parts of a month of so many. */
    private static final double DAYS_PER_MONTH = 31;

    private CalendarFunctions() {}

    static List<Functions.Function> list() {
        return List.of(
                field("YEAR", TimeUnit.YEAR, "YEAR(date)"),
                field("QUARTER", TimeUnit.QUARTER, "QUARTER(date): from 1"),
                field("MONTH", TimeUnit.MONTH, "MONTH(date): from 1"),
                field("WEEK", TimeUnit.WEEK, "WEEK(date): of the ISO year, from 1"),
                field("DAY", TimeUnit.DAY, "DAY(date): of the month, from 1"),
                field("DAYOFMONTH", TimeUnit.DAY, "DAYOFMONTH(date): as DAY"),
                field("DAYOFWEEK", TimeUnit.DOW, "DAYOFWEEK(date): 1 is Sunday"),
                field("DAYOFYEAR", TimeUnit.DOY, "DAYOFYEAR(date): from 1"),
                field("HOUR", TimeUnit.HOUR, "HOUR(time)"),
                field("MINUTE", TimeUnit.MINUTE, "MINUTE(time)"),
                field("SECOND", TimeUnit.SECOND, "SECOND(time): without its fraction"),
                Signature.of("DATE_PART")
                        .takes(TEXT, TIME)
                        .gives(SqlTypeName.BIGINT)
                        .compiled("DATE_PART('field', time): as EXTRACT", CalendarFunctions::part),
                name(
                        "DAYNAME",
                        "DAYNAME(date): in English",
                        date -> date.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH)),
                name(
                        "MONTHNAME",
                        "MONTHNAME(date): in English",
                        date -> date.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH)),
                Signature.of("DATEADD")
                        .takes(TEXT, INTEGER, TIME)
                        .gives(DateTimeFunctions::shifted)
                        .compiled("DATEADD('unit', count, time): as TIMESTAMPADD", DateTimeFunctions::timestampAdd),
                Signature.of("DATEDIFF")
                        .takes(TEXT, TIMESTAMP, TIMESTAMP)
                        .gives(SqlTypeName.BIGINT)
                        .compiled(
                                "DATEDIFF('unit', from, to): how many starts of the unit lie between",
                                CalendarFunctions::starts),
                Signature.of("ADD_MONTHS")
                        .takes(TIME, INTEGER)
                        .gives(ReturnTypes.ARG0)
                        .compiled(
                                "ADD_MONTHS(date, n): the last day of a month stays the last",
                                CalendarFunctions::addMonths),
                Signature.of("MONTHS_BETWEEN")
                        .takes(TIMESTAMP, TIMESTAMP)
                        .gives(SqlTypeName.DOUBLE)
                        .strict(
                                "MONTHS_BETWEEN(to, from): days that are left are parts of a month of 31",
                                (a, context) -> monthsBetween(integer(a, 0), integer(a, 1))),
                Signature.of("MAKE_DATE")
                        .takes(INTEGER, INTEGER, INTEGER)
                        .gives(SqlTypeName.DATE)
                        .strict("MAKE_DATE(year, month, day)", (a, context) -> days(a)),
                Signature.of("MAKE_TIME")
                        .takes(INTEGER, INTEGER, NUMBER)
                        .gives(ReturnTypes.explicit(SqlTypeName.TIME, 6))
                        .strict("MAKE_TIME(hour, minute, second)", (a, context) -> micros(a, 0)),
                Signature.of("MAKE_TIMESTAMP")
                        .takes(INTEGER, INTEGER, INTEGER, INTEGER, INTEGER, NUMBER)
                        .gives(TIMESTAMPS)
                        .strict(
                                "MAKE_TIMESTAMP(year, month, day, hour, minute, second)",
                                (a, context) -> days(a) * MICROS_PER_DAY + micros(a, 3)),
                now("CURDATE", ReturnTypes.explicit(SqlTypeName.DATE), "CURDATE(): as CURRENT_DATE"),
                now("CURTIME", ReturnTypes.explicit(SqlTypeName.TIME, 6), "CURTIME(): as CURRENT_TIME"),
                Signature.of("TIMEZONE")
                        .takes(TEXT, TIME)
                        .gives(binding -> ZoneShift.type(binding.getTypeFactory(), binding.getOperandType(1)))
                        .compiled(
                                "TIMEZONE(zone, time), time AT TIME ZONE zone: a TIMESTAMP there as an instant, an instant as a TIMESTAMP there",
                                ZoneShift::compile));
    }

    private static Functions.Function field(String name, TimeUnit unit, String description) {
        return Signature.of(name)
                .takes(TIME)
                .gives(SqlTypeName.BIGINT)
                .compiled(
                        description,
                        (call, compiler) -> DateTimeFunctions.field(
                                unit, compiler.compile(call.getOperands().get(0))));
    }

    private static Expression part(RexCall call, ExpressionCompiler compiler) {
        Expression time = compiler.compile(call.getOperands().get(1));
        return call.getOperands().get(0) instanceof RexLiteral unit
                ? DateTimeFunctions.field(DateTimeFunctions.unit(unit), time)
                : DateTimeFunctions.field(compiler.compile(call.getOperands().get(0), ValueType.VARCHAR), time);
    }

    /** What a date is called. */
    @FunctionalInterface
    private interface DateName {
        String of(LocalDate date);
    }

    private static Functions.Function name(String name, String description, DateName function) {
        return Signature.of(name)
                .takes(TIMESTAMP)
                .strict(description, (a, context) -> function.of(Calendar.date(integer(a, 0))));
    }

    private static Functions.Function now(String name, SqlReturnTypeInference type, String description) {
        return new Functions.Function(
                Signature.of(name).gives(type).operator().withDynamic(true),
                (call, compiler) -> DateTimeFunctions.now(call),
                description);
    }

    private static Expression starts(RexCall call, ExpressionCompiler compiler) {
        TimeUnit unit = DateTimeFunctions.unit(call.getOperands().get(0));
        long months = Calendar.months(unit);
        long micros = Calendar.micros(unit);
        if (months == 0 && micros == 0) {
            throw ExpressionCompiler.unsupported("DATEDIFF in the unit " + unit);
        }
        List<Expression> times = compiler.compileAs(call.getOperands().subList(1, 3), List.of(ValueType.TIMESTAMP));
        return RowCall.strict(ValueType.BIGINT, times, (a, context) -> {
            long from = Calendar.floor(unit, integer(a, 0));
            long to = Calendar.floor(unit, integer(a, 1));
            return months == 0 ? (to - from) / micros : (Calendar.month(to) - Calendar.month(from)) / months;
        });
    }

    private static Expression addMonths(RexCall call, ExpressionCompiler compiler) {
        ValueType type = ExpressionCompiler.type(call);
        if (type.kind() == Kind.TIME) {
            throw new DatabaseException(ErrorCode.TYPE_MISMATCH, "a TIME has no months");
        }
        List<Expression> operands = List.of(
                compiler.compile(call.getOperands().get(0)),
                compiler.compile(call.getOperands().get(1), ValueType.BIGINT));
        return RowCall.strict(type, operands, (a, context) -> {
            long local = IntervalFunctions.local(integer(a, 0), type, context);
            if (type.kind() != Kind.DATE && TemporalText.isEnd(integer(a, 0))) {
                return integer(a, 0);
            }
            long moved = Calendar.plusMonths(local, integer(a, 1));
            LocalDate before = Calendar.date(local);
            if (before.getDayOfMonth() == before.lengthOfMonth()) {
                LocalDate after = Calendar.date(moved);
                moved += (after.lengthOfMonth() - after.getDayOfMonth()) * MICROS_PER_DAY;
            }
            return switch (type.kind()) {
                case DATE -> moved / MICROS_PER_DAY;
                case TIMESTAMP_TZ -> TemporalText.resolve(moved, context.zone());
                default -> moved;
            };
        });
    }

    private static Object monthsBetween(long to, long from) {
        LocalDate end = Calendar.date(to);
        LocalDate start = Calendar.date(from);
        long months = Calendar.month(to) - Calendar.month(from);
        boolean whole = end.getDayOfMonth() == start.getDayOfMonth()
                || (end.getDayOfMonth() == end.lengthOfMonth() && start.getDayOfMonth() == start.lengthOfMonth());
        if (whole) {
            return (double) months;
        }
        double days = end.getDayOfMonth()
                - start.getDayOfMonth()
                + (double) (Math.floorMod(to, MICROS_PER_DAY) - Math.floorMod(from, MICROS_PER_DAY)) / MICROS_PER_DAY;
        return months + days / DAYS_PER_MONTH;
    }

    private static long days(@Nullable Object[] a) {
        long year = integer(a, 0);
        long month = integer(a, 1);
        long day = integer(a, 2);
        try {
            if (year >= 1 && year <= 9999) {
                return YearMonth.of((int) year, Math.toIntExact(month))
                        .atDay(Math.toIntExact(day))
                        .toEpochDay();
            }
        } catch (DateTimeException | ArithmeticException e) {
            throw new DatabaseException(
                    ErrorCode.DATETIME_OUT_OF_RANGE, year + "-" + month + "-" + day + " is no date", e);
        }
        throw new DatabaseException(ErrorCode.DATETIME_OUT_OF_RANGE, "a date must lie in the years 0001 to 9999");
    }

    /** Hour, minute and second as microseconds of a day; what is finer is cut off. */
    private static long micros(@Nullable Object[] a, int from) {
        long hour = integer(a, from);
        long minute = integer(a, from + 1);
        BigDecimal second = new BigDecimal(Objects.requireNonNull(a[from + 2]).toString());
        if (hour < 0
                || hour > 23
                || minute < 0
                || minute > 59
                || second.signum() < 0
                || second.compareTo(BigDecimal.valueOf(60)) >= 0) {
            throw new DatabaseException(
                    ErrorCode.DATETIME_OUT_OF_RANGE, hour + ":" + minute + ":" + second + " is no time of a day");
        }
        return hour * Calendar.micros(TimeUnit.HOUR)
                + minute * Calendar.micros(TimeUnit.MINUTE)
                + second.multiply(BigDecimal.valueOf(Time.MICROS_PER_SECOND))
                        .setScale(0, RoundingMode.DOWN)
                        .longValueExact();
    }
}
