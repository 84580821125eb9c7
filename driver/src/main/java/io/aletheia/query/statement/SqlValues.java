package io.aletheia.query.statement;

import io.aletheia.engine.model.Time;
import io.aletheia.engine.model.ValueType;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.UUID;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.util.BitString;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/** Reads literals without a validator. */
final class SqlValues {
    /**
     * A literal's value.
     *
     * @param value in the form of the type; null for NULL
     * @param type its own type
     */
    record Literal(@Nullable Object value, ValueType type) {
        /** Whether it is NULL. */
        boolean isNull() {
            return value == null;
        }
    }

    private SqlValues() {}

    /** The literal that a node is; null if it is something else, or a literal that needs the validator. */
    static @Nullable Literal of(SqlNode node) {
        if (node.getKind() == SqlKind.MINUS_PREFIX && ((SqlCall) node).operand(0) instanceof SqlNumericLiteral number) {
            Literal literal = of(number);
            return literal == null ? null : negated(literal);
        }
        if (!(node instanceof SqlLiteral literal)) {
            return null;
        }
        return switch (literal.getTypeName()) {
            case NULL -> new Literal(null, ValueType.VARCHAR);
            case BOOLEAN -> new Literal(literal.getValue(), ValueType.BOOLEAN);
            case DECIMAL -> exact(literal.bigDecimalValue());
            case DOUBLE ->
                new Literal(Objects.requireNonNull(literal.bigDecimalValue()).doubleValue(), ValueType.DOUBLE);
            case CHAR, VARCHAR ->
                new Literal(literal.getValueAs(NlsString.class).getValue(), ValueType.VARCHAR);
            case BINARY, VARBINARY ->
                new Literal(literal.getValueAs(BitString.class).getAsByteArray(), ValueType.VARBINARY);
            case DATE -> new Literal((long) literal.getValueAs(DateString.class).getDaysSinceEpoch(), ValueType.DATE);
            case TIME -> new Literal(micros(literal.getValueAs(TimeString.class)), ValueType.TIME);
            case TIMESTAMP -> new Literal(micros(literal.getValueAs(TimestampString.class)), ValueType.TIMESTAMP);
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                new Literal(micros(literal.getValueAs(TimestampString.class)), ValueType.TIMESTAMP_TZ);
            case UUID -> new Literal(literal.getValueAs(UUID.class), ValueType.UUID);
            default -> null;
        };
    }

    private static @Nullable Literal exact(@Nullable BigDecimal value) {
        if (value == null) {
            return null;
        }
        if (value.scale() <= 0 && value.precision() - value.scale() <= 18) {
            return new Literal(value.longValueExact(), ValueType.BIGINT);
        }
        int scale = Math.max(0, value.scale());
        BigDecimal scaled = value.setScale(scale);
        int precision = Math.max(scaled.precision(), scale);
        return precision > ValueType.DECIMAL_PRECISION_MAX
                ? null
                : new Literal(scaled, ValueType.decimal(precision, scale));
    }

    private static @Nullable Literal negated(Literal literal) {
        Object value = literal.value();
        if (value instanceof Long number) {
            return new Literal(-number, literal.type());
        } else if (value instanceof BigDecimal number) {
            return new Literal(number.negate(), literal.type());
        }
        return value instanceof Double number ? new Literal(-number, literal.type()) : null;
    }

    private static long micros(TimeString time) {
        return time.getMillisOfDay() / 1000 * Time.MICROS_PER_SECOND + fraction(time.toString());
    }

    private static long micros(TimestampString timestamp) {
        long seconds = Math.floorDiv(timestamp.getMillisSinceEpoch(), 1000L);
        return seconds * Time.MICROS_PER_SECOND + fraction(timestamp.toString());
    }

    /** The microseconds behind the point in the text of a time. */
    private static long fraction(String text) {
        int point = text.indexOf('.');
        if (point < 0) {
            return 0;
        }
        String digits = (text.substring(point + 1) + "000000").substring(0, 6);
        return Long.parseLong(digits);
    }
}
