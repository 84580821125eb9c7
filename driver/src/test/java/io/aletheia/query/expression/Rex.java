package io.aletheia.query.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.catalog.AletheiaTypeFactory;
import io.aletheia.query.catalog.TypeMapping;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/** Writes and evaluates row expressions for tests. The statement's time is 2024-05-17T10:20:30.123456Z. */
public final class Rex {
    public static final AletheiaTypeFactory TYPES = new AletheiaTypeFactory();
    public static final RexBuilder BUILDER = new RexBuilder(TYPES);
    public static final long NOW = TemporalText.parseTimestamp("2024-05-17 10:20:30.123456", ZoneOffset.UTC);

    private Rex() {}

    public static RelDataType type(ValueType type) {
        return TypeMapping.relType(TYPES, type, true);
    }

    /** A literal of the type that the Java class suggests. */
    public static RexNode lit(Object value) {
        if (value instanceof RexNode node) {
            return node;
        }
        if (value instanceof Integer integer) {
            return BUILDER.makeExactLiteral(BigDecimal.valueOf(integer), TYPES.createSqlType(SqlTypeName.INTEGER));
        }
        if (value instanceof Long integer) {
            return BUILDER.makeExactLiteral(BigDecimal.valueOf(integer), TYPES.createSqlType(SqlTypeName.BIGINT));
        }
        if (value instanceof BigDecimal decimal) {
            return BUILDER.makeExactLiteral(decimal);
        }
        if (value instanceof Double floating) {
            return BUILDER.makeApproxLiteral(
                    new BigDecimal(floating.toString()), TYPES.createSqlType(SqlTypeName.DOUBLE));
        }
        if (value instanceof Boolean truth) {
            return BUILDER.makeLiteral(truth);
        }
        return BUILDER.makeLiteral(value, TYPES.createSqlType(SqlTypeName.VARCHAR), true);
    }

    public static RexNode decimal(String digits) {
        return lit(new BigDecimal(digits));
    }

    public static RexNode nothing(ValueType type) {
        return BUILDER.makeNullLiteral(type(type));
    }

    public static RexNode date(String text) {
        return BUILDER.makeDateLiteral(new DateString(text));
    }

    public static RexNode time(String text) {
        return BUILDER.makeTimeLiteral(new TimeString(text), 6);
    }

    public static RexNode timestamp(String text) {
        return BUILDER.makeTimestampLiteral(new TimestampString(text), 6);
    }

    public static RexNode instant(String text) {
        return BUILDER.makeTimestampWithLocalTimeZoneLiteral(new TimestampString(text), 6);
    }

    /** A day-time interval in microseconds or a year-month interval in months. */
    public static RexNode interval(long amount, TimeUnit unit) {
        var qualifier = new SqlIntervalQualifier(unit, null, SqlParserPos.ZERO);
        BigDecimal value = qualifier.isYearMonth()
                ? BigDecimal.valueOf(amount)
                : BigDecimal.valueOf(amount).movePointLeft(3);
        return BUILDER.makeIntervalLiteral(value, qualifier);
    }

    public static RexNode unit(TimeUnit unit) {
        return BUILDER.makeFlag(unit);
    }

    public static RexNode parameter(ValueType type, int index) {
        return BUILDER.makeDynamicParam(type(type), index);
    }

    public static RexNode column(ValueType type, int index) {
        return BUILDER.makeInputRef(type(type), index);
    }

    public static RexNode call(SqlOperator operator, Object... operands) {
        return BUILDER.makeCall(operator, nodes(operands));
    }

    public static RexNode call(ValueType type, SqlOperator operator, Object... operands) {
        return BUILDER.makeCall(type(type), operator, nodes(operands));
    }

    /** A call of the function registered under a name. */
    public static RexNode call(String name, Object... operands) {
        for (Functions.Function function : Functions.all()) {
            if (function.operator().getName().equals(name)) {
                return call(function.operator(), operands);
            }
        }
        throw new IllegalArgumentException("no function " + name);
    }

    private static List<RexNode> nodes(Object... operands) {
        return Arrays.stream(operands).map(Rex::lit).toList();
    }

    public static RexNode cast(Object operand, ValueType type) {
        return BUILDER.makeAbstractCast(type(type), lit(operand), false);
    }

    public static RexNode row(Object... values) {
        return call(SqlStdOperatorTable.ROW, values);
    }

    /** The value of an expression without columns, in UTC. */
    public static @Nullable Object value(RexNode node, @Nullable Object... parameters) {
        return valueIn(ZoneOffset.UTC, node, parameters);
    }

    public static @Nullable Object valueIn(ZoneId zone, RexNode node, @Nullable Object... parameters) {
        Expression expression = new ExpressionCompiler().compile(node);
        Object value = expression.value(context(zone, parameters));
        assertThat(expression.type()).isEqualTo(TypeMapping.valueType(node.getType()));
        return value;
    }

    /** The value of a timestamp or instant, as text. */
    public static String timeValue(RexNode node) {
        return String.valueOf(value(cast(node, ValueType.VARCHAR)));
    }

    public static void assertFails(ErrorCode code, RexNode node) {
        Throwable thrown = catchThrowable(() -> value(node));
        assertThat(thrown).as("%s", node).isInstanceOf(DatabaseException.class);
        assertThat(((DatabaseException) thrown).code())
                .as("%s: %s", node, thrown.getMessage())
                .isEqualTo(code);
    }

    public static EvaluationContext context(ZoneId zone, @Nullable Object... parameters) {
        return new EvaluationContext() {
            @Override
            public @Nullable Object parameter(int index) {
                return parameters[index];
            }

            @Override
            public long nowMicros() {
                return NOW;
            }

            @Override
            public ZoneId zone() {
                return zone;
            }

            @Override
            public @Nullable Object outer(int correlation, int field) {
                throw new IllegalStateException("no outer row");
            }

            @Override
            public String session(SessionValue value) {
                return value.name();
            }

            @Override
            public long sessionId() {
                return 1;
            }

            @Override
            public boolean cancelSession(long sessionId) {
                return false;
            }

            @Override
            public void checkCancelled() {}
        };
    }
}
