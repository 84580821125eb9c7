package io.aletheia.query.expression;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.model.ValueType;
import io.aletheia.engine.model.ValueType.Kind;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCallBinding;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Functions of dates, times and timestamps. A TIMESTAMP WITH TIME ZONE is taken apart in the session's zone. */
final class DateTimeFunctions {
    private static final long MICROS_PER_DAY = Calendar.MICROS_PER_DAY;

    private static final SqlReturnTypeInference INSTANT =
            ReturnTypes.explicit(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, 6);

    static final SqlFunction TIMESTAMP_ADD = Define.function(
                    "TIMESTAMPADD",
                    DateTimeFunctions::shifted,
                    OperandTypes.family(SqlTypeFamily.ANY, SqlTypeFamily.INTEGER, SqlTypeFamily.DATETIME),
                    DateTimeFunctions::shiftParameters)
            .withFunctionType(SqlFunctionCategory.TIMEDATE);

    static final SqlFunction TIMESTAMP_DIFF = Define.function(
                    "TIMESTAMPDIFF",
                    ReturnTypes.BIGINT_NULLABLE,
                    OperandTypes.family(SqlTypeFamily.ANY, SqlTypeFamily.DATETIME, SqlTypeFamily.DATETIME),
                    DateTimeFunctions::differenceParameters)
            .withFunctionType(SqlFunctionCategory.TIMEDATE);

    private DateTimeFunctions() {}

    private static void shiftParameters(SqlCallBinding binding, RelDataType returns, RelDataType[] types) {
        types[1] = binding.getTypeFactory().createSqlType(SqlTypeName.BIGINT);
        types[2] = binding.getTypeFactory().createSqlType(SqlTypeName.TIMESTAMP, 6);
    }

    private static void differenceParameters(SqlCallBinding binding, RelDataType returns, RelDataType[] types) {
        types[1] = binding.getTypeFactory().createSqlType(SqlTypeName.TIMESTAMP, 6);
        types[2] = types[1];
    }

    /** The type of a time that units are added to: a DATE becomes a TIMESTAMP when they are shorter than a day. */
    static RelDataType shifted(SqlOperatorBinding binding) {
        RelDataType type = binding.getOperandType(2);
        TimeUnit unit;
        if (binding instanceof SqlCallBinding call) {
            SqlNode name = call.operand(0);
            unit = name instanceof SqlIntervalQualifier qualifier
                    ? qualifier.getUnit()
                    : name instanceof SqlLiteral literal && SqlUtil.isLiteral(literal)
                            ? unit(String.valueOf(literal.toValue()))
                            : TimeUnit.DAY;
        } else {
            unit = unit(((RexCallBinding) binding).operands().get(0));
        }
        boolean ofDay = Calendar.micros(unit) % Calendar.MICROS_PER_DAY != 0;
        RelDataTypeFactory factory = binding.getTypeFactory();
        RelDataType result = ofDay && type.getSqlTypeName() == SqlTypeName.DATE
                ? factory.createSqlType(SqlTypeName.TIMESTAMP, 6)
                : type;
        return factory.createTypeWithNullability(
                result, type.isNullable() || binding.getOperandType(1).isNullable());
    }

    /** A function of one time's microseconds, local. */
    @FunctionalInterface
    private interface LocalFunction {
        long apply(long micros);
    }

    static List<Functions.Function> list() {
        return List.of(
                new Functions.Function(
                        SqlStdOperatorTable.EXTRACT,
                        DateTimeFunctions::extract,
                        "EXTRACT(field FROM time): MILLISECOND and MICROSECOND include the seconds; DOW is 1 on Sunday"),
                Signature.of("DATE_TRUNC")
                        .takes(Operand.TEXT, Operand.TIME)
                        .gives(ReturnTypes.ARG1)
                        .compiled(
                                "DATE_TRUNC('unit', time): the start of the unit; weeks begin on Monday",
                                (call, compiler) -> call.getOperands().get(0) instanceof RexLiteral unit
                                        ? truncate(call, 1, unit(unit), false, compiler)
                                        : truncateByName(call, compiler)),
                new Functions.Function(
                        TIMESTAMP_ADD, DateTimeFunctions::timestampAdd, "TIMESTAMPADD(unit, count, time)"),
                new Functions.Function(
                        TIMESTAMP_DIFF, DateTimeFunctions::timestampDiff, "TIMESTAMPDIFF(unit, from, to): whole units"),
                now(SqlStdOperatorTable.CURRENT_TIMESTAMP, "CURRENT_TIMESTAMP: when the transaction began"),
                now(SqlStdOperatorTable.CURRENT_DATE, "CURRENT_DATE, in the session's zone"),
                now(SqlStdOperatorTable.CURRENT_TIME, "CURRENT_TIME, in the session's zone"),
                now(SqlStdOperatorTable.LOCALTIME, "LOCALTIME, in the session's zone"),
                now(SqlStdOperatorTable.LOCALTIMESTAMP, "LOCALTIMESTAMP, in the session's zone"),
                new Functions.Function(
                        Define.function("NOW", INSTANT, OperandTypes.NILADIC, Define.SAME)
                                .withDynamic(true),
                        (call, compiler) -> now(call),
                        "NOW(): as CURRENT_TIMESTAMP"),
                constant("BEGINNING_OF_TIME", Time.BEGINNING, "BEGINNING_OF_TIME: the open start of periods"),
                constant("END_OF_TIME", Time.FOREVER, "END_OF_TIME: the open end of periods"),
                new Functions.Function(
                        SqlStdOperatorTable.LAST_DAY,
                        (call, compiler) -> local(
                                compiler.compile(call.getOperands().get(0)),
                                ValueType.DATE,
                                micros -> Calendar.date(micros)
                                        .with(TemporalAdjusters.lastDayOfMonth())
                                        .toEpochDay()),
                        "LAST_DAY(date): the last day of its month"));
    }

    private static Functions.Function constant(String name, long micros, String description) {
        return new Functions.Function(
                Define.function(name, INSTANT, OperandTypes.NILADIC, Define.SAME)
                        .withSyntax(SqlSyntax.FUNCTION_ID),
                (call, compiler) -> BoundValue.literal(ExpressionCompiler.type(call), micros),
                description);
    }

    private static Functions.Function now(SqlOperator operator, String description) {
        return new Functions.Function(operator, (call, compiler) -> now(call), description);
    }

    /** The statement's time as the type says. */
    static Expression now(RexCall call) {
        ValueType type = ExpressionCompiler.type(call);
        return BoundValue.of(type, context -> {
            long instant = context.nowMicros();
            return switch (type.kind()) {
                case DATE -> Math.floorDiv(TemporalText.toLocal(instant, context.zone()), MICROS_PER_DAY);
                case TIME -> Math.floorMod(TemporalText.toLocal(instant, context.zone()), MICROS_PER_DAY);
                case TIMESTAMP -> TemporalText.toLocal(instant, context.zone());
                default -> instant;
            };
        });
    }

    /** The unit that an operand names: a symbol, an interval qualifier or a text. */
    static TimeUnit unit(RexNode operand) {
        if (operand instanceof RexLiteral literal) {
            if (literal.getTypeName() == SqlTypeName.SYMBOL) {
                Enum<?> symbol = literal.getValueAs(Enum.class);
                if (symbol instanceof TimeUnitRange range) {
                    return range.startUnit;
                }
                if (symbol instanceof TimeUnit unit) {
                    return unit;
                }
            }
            if (SqlTypeUtil.isInterval(literal.getType())) {
                var qualifier = literal.getType().getIntervalQualifier();
                if (qualifier != null) {
                    return qualifier.getStartUnit();
                }
            }
            String name = SqlTypeUtil.isCharacter(literal.getType()) ? literal.getValueAs(String.class) : null;
            if (name != null) {
                return unit(name);
            }
        }
        throw ExpressionCompiler.unsupported("a unit of time that is no literal");
    }

    /** The unit of a name, also in the plural. */
    static TimeUnit unit(String name) {
        String upper = name.trim().toUpperCase(Locale.ROOT);
        for (TimeUnit unit : TimeUnit.values()) {
            if (unit.name().equals(upper) || (unit.name() + 'S').equals(upper)) {
                return unit;
            }
        }
        throw new DatabaseException(ErrorCode.INVALID_ARGUMENT, "'" + name + "' is no unit of time");
    }

    private static Expression extract(RexCall call, ExpressionCompiler compiler) {
        TimeUnit unit = unit(call.getOperands().get(0));
        RexNode operand = call.getOperands().get(1);
        Expression time = compiler.compile(operand);
        Expression field;
        if (SqlTypeUtil.isInterval(operand.getType())) {
            boolean months = SqlTypeFamily.INTERVAL_YEAR_MONTH.contains(operand.getType());
            field = local(time, ValueType.BIGINT, value -> intervalField(unit, value, months));
        } else {
            field = field(unit, time);
        }
        return Casts.cast(field, ExpressionCompiler.type(call));
    }

    /** A field of a date, time or timestamp, a BIGINT. */
    static Expression field(TimeUnit unit, Expression time) {
        if (unit == TimeUnit.EPOCH && time.type().kind() == Kind.TIMESTAMP_TZ) {
            return raw(time, value -> Math.floorDiv(value, Time.MICROS_PER_SECOND));
        }
        checkHas(time.type(), unit);
        return local(time, ValueType.BIGINT, value -> Calendar.field(unit, value));
    }

    /** The field whose name a text is. */
    static Expression field(Expression name, Expression time) {
        ValueType type = time.type();
        return RowCall.strict(ValueType.BIGINT, List.of(name, time), (a, context) -> {
            TimeUnit unit = unit(Signature.text(a, 0));
            checkHas(type, unit);
            boolean instant = unit == TimeUnit.EPOCH && type.kind() == Kind.TIMESTAMP_TZ;
            long micros = Signature.integer(a, 1);
            return Calendar.field(unit, instant ? micros : IntervalFunctions.local(micros, type, context));
        });
    }

    private static void checkHas(ValueType type, TimeUnit unit) {
        boolean ofDay = (Calendar.micros(unit) != 0 && unit != TimeUnit.DAY && unit != TimeUnit.WEEK)
                || unit == TimeUnit.NANOSECOND
                || unit == TimeUnit.EPOCH;
        if (type.kind() == Kind.TIME && !ofDay) {
            throw new DatabaseException(ErrorCode.TYPE_MISMATCH, "a TIME has no " + unit);
        }
        if (type.physical() != ValueType.Physical.LONG || Casts.isInteger(type) || type.kind() == Kind.BOOLEAN) {
            throw new DatabaseException(ErrorCode.TYPE_MISMATCH, type + " has no " + unit);
        }
    }

    private static long intervalField(TimeUnit unit, long value, boolean months) {
        if (months) {
            return switch (unit) {
                case YEAR -> value / 12;
                case MONTH -> value % 12;
                case QUARTER -> value % 12 / 3 + 1;
                case DECADE -> value / 120;
                case CENTURY -> value / 1200;
                case MILLENNIUM -> value / 12_000;
                default -> throw ExpressionCompiler.unsupported("the field " + unit + " of a year-month interval");
            };
        }
        return switch (unit) {
            case DAY -> value / MICROS_PER_DAY;
            case HOUR -> value % MICROS_PER_DAY / Calendar.micros(TimeUnit.HOUR);
            case MINUTE -> value / Calendar.micros(TimeUnit.MINUTE) % 60;
            case SECOND -> value / Time.MICROS_PER_SECOND % 60;
            case MILLISECOND -> value / 1000 % 60_000;
            case MICROSECOND -> value % Calendar.micros(TimeUnit.MINUTE);
            case EPOCH -> value / Time.MICROS_PER_SECOND;
            default -> throw ExpressionCompiler.unsupported("the field " + unit + " of a day-time interval");
        };
    }

    /** A function of the local microseconds of a time; of an interval's value as it is. */
    private static Expression local(Expression time, ValueType type, LocalFunction function) {
        ValueType from = time.type();
        return StrictCall.of(type, List.of(time), (arguments, result, rows, context) -> {
            long[] in = ((LongVector) arguments[0]).values();
            long[] out = ((LongVector) result).values();
            for (int i = 0; i < rows.count(); i++) {
                int row = rows.index()[i];
                out[row] = function.apply(IntervalFunctions.local(in[row], from, context));
            }
        });
    }

    private static Expression raw(Expression time, LocalFunction function) {
        return StrictCall.of(ValueType.BIGINT, List.of(time), (arguments, result, rows, context) -> {
            long[] in = ((LongVector) arguments[0]).values();
            long[] out = ((LongVector) result).values();
            for (int i = 0; i < rows.count(); i++) {
                out[rows.index()[i]] = function.apply(in[rows.index()[i]]);
            }
        });
    }

    /** FLOOR and CEIL of a time to a unit. */
    static Expression round(RexCall call, boolean up, ExpressionCompiler compiler) {
        return truncate(call, 0, unit(call.getOperands().get(1)), up, compiler);
    }

    private static Expression truncate(
            RexCall call, int operand, TimeUnit unit, boolean up, ExpressionCompiler compiler) {
        ValueType type = ExpressionCompiler.type(call);
        Expression time = compiler.compile(call.getOperands().get(operand), type);
        checkHas(type, unit == TimeUnit.ISOYEAR || Calendar.months(unit) != 0 ? TimeUnit.DAY : unit);
        return StrictCall.of(type, List.of(time), (arguments, result, rows, context) -> {
            long[] in = ((LongVector) arguments[0]).values();
            long[] out = ((LongVector) result).values();
            for (int i = 0; i < rows.count(); i++) {
                int row = rows.index()[i];
                out[row] = rounded(in[row], type, unit, up, context);
            }
        });
    }

    private static long rounded(long time, ValueType type, TimeUnit unit, boolean up, EvaluationContext context) {
        long local = IntervalFunctions.local(time, type, context);
        long rounded = up ? Calendar.ceiling(unit, local) : Calendar.floor(unit, local);
        return switch (type.kind()) {
            case DATE -> Math.floorDiv(rounded, MICROS_PER_DAY);
            case TIME -> rounded % MICROS_PER_DAY;
            case TIMESTAMP_TZ -> TemporalText.resolve(rounded, context.zone());
            default -> rounded;
        };
    }

    private static Expression truncateByName(RexCall call, ExpressionCompiler compiler) {
        ValueType type = ExpressionCompiler.type(call);
        List<Expression> operands = List.of(
                compiler.compile(call.getOperands().get(0), ValueType.VARCHAR),
                compiler.compile(call.getOperands().get(1), type));
        return RowCall.strict(type, operands, (a, context) -> {
            TimeUnit unit = unit(Signature.text(a, 0));
            checkHas(type, unit == TimeUnit.ISOYEAR || Calendar.months(unit) != 0 ? TimeUnit.DAY : unit);
            return rounded(Signature.integer(a, 1), type, unit, false, context);
        });
    }

    static Expression timestampAdd(RexCall call, ExpressionCompiler compiler) {
        TimeUnit unit = unit(call.getOperands().get(0));
        long months = Calendar.months(unit);
        long micros = Calendar.micros(unit);
        if (months == 0 && micros == 0) {
            throw ExpressionCompiler.unsupported(call.getOperator().getName() + " of the unit " + unit);
        }
        ValueType type = ExpressionCompiler.type(call);
        Expression count = compiler.compile(call.getOperands().get(1), ValueType.BIGINT);
        Expression time = compiler.compile(call.getOperands().get(2), type);
        return IntervalFunctions.shift(
                type, time, IntervalFunctions.times(count, months != 0 ? months : micros), months != 0, 1);
    }

    private static Expression timestampDiff(RexCall call, ExpressionCompiler compiler) {
        TimeUnit unit = unit(call.getOperands().get(0));
        Expression from = compiler.compile(call.getOperands().get(1));
        Expression to = compiler.compile(call.getOperands().get(2));
        ValueType common = ComparisonFunctions.commonType(from.type(), to.type());
        ValueType form = common.kind() == Kind.DATE ? ValueType.TIMESTAMP : common;
        Expression units = IntervalFunctions.unitsBetween(
                unit, ComparisonFunctions.toCommon(from, form), ComparisonFunctions.toCommon(to, form));
        return Casts.cast(units, ExpressionCompiler.type(call));
    }
}
