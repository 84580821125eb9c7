package io.aletheia.query.expression;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.catalog.TypeMapping;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;
import org.apache.calcite.util.TimestampWithTimeZoneString;
import org.jspecify.annotations.Nullable;

/**
 * Calcite's literals as engine values and back, without loss: times with all their microseconds. The value of a day-time
 * interval literal is in milliseconds and may have a fraction; a TIMESTAMP WITH LOCAL TIME ZONE literal is in UTC.
 */
public final class Literals {
    private static final BigDecimal MICROS_PER_MILLI = BigDecimal.valueOf(1000);

    private Literals() {}

    /** The literal's value in the form that its type's kind names; null for NULL. */
    public static @Nullable Object value(RexLiteral literal) {
        if (literal.isNull()) {
            return null;
        }
        RelDataType type = literal.getType();
        if (SqlTypeUtil.isInterval(type)) {
            return interval(Objects.requireNonNull(literal.getValueAs(BigDecimal.class)), type);
        }
        return value(Objects.requireNonNull(raw(literal)), TypeMapping.valueType(type));
    }

    /** What Calcite holds inside, not converted. */
    private static @Nullable Object raw(RexLiteral literal) {
        return switch (literal.getTypeName()) {
            case DATE -> literal.getValueAs(DateString.class);
            case TIME -> literal.getValueAs(TimeString.class);
            case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> literal.getValueAs(TimestampString.class);
            case TIMESTAMP_TZ -> literal.getValueAs(TimestampWithTimeZoneString.class);
            default -> literal.getValueAs(Comparable.class);
        };
    }

    /** A value as Calcite holds it inside of a literal or a {@code Sarg}. */
    static Object value(Object raw, ValueType type) {
        if (raw instanceof RexLiteral literal) {
            return Objects.requireNonNull(value(literal));
        }
        return switch (type.kind()) {
            case BOOLEAN -> raw;
            case SMALLINT, INTEGER, BIGINT -> ((BigDecimal) raw).longValueExact();
            case REAL, DOUBLE -> Numbers.round(type, ((Number) raw).doubleValue());
            case DECIMAL -> Numbers.fit(type, raw instanceof BigDecimal exact ? exact : new BigDecimal(raw.toString()));
            case VARCHAR -> raw instanceof NlsString text ? text.getValue() : raw.toString();
            case VARBINARY -> ((ByteString) raw).getBytes();
            case DATE -> (long) ((DateString) raw).getDaysSinceEpoch();
            case TIME -> micros((TimeString) raw);
            case TIMESTAMP -> micros((TimestampString) raw);
            case TIMESTAMP_TZ ->
                raw instanceof TimestampWithTimeZoneString zoned
                        ? TemporalText.toInstant(
                                micros(zoned.getLocalTimestampString()),
                                zoned.getTimeZone().toZoneId())
                        : micros((TimestampString) raw);
            case UUID -> raw instanceof UUID ? raw : Texts.parseUuid(raw.toString());
            case ARRAY -> array((List<?>) raw);
            case VECTOR ->
                throw new DatabaseException(
                        ErrorCode.UNSUPPORTED, "a literal of type " + type + " is not supported yet");
        };
    }

    private static Object array(List<?> raw) {
        @Nullable Object[] values = new @Nullable Object[raw.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value((RexLiteral) raw.get(i));
        }
        return ArrayValues.list(values);
    }

    private static long micros(TimeString time) {
        return TemporalText.parseTime(time.toString());
    }

    private static long micros(TimestampString timestamp) {
        return TemporalText.parseTimestamp(timestamp.toString(), ZoneOffset.UTC);
    }

    private static long interval(BigDecimal value, RelDataType type) {
        return SqlTypeFamily.INTERVAL_YEAR_MONTH.contains(type)
                ? value.longValueExact()
                : value.multiply(MICROS_PER_MILLI)
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact();
    }

    /** The literal that has a value, of exactly the type given; null if values of the type have no literals. */
    static @Nullable RexNode of(RexBuilder builder, RelDataType type, @Nullable Object value) {
        if (value == null) {
            return builder.makeNullLiteral(type);
        }
        if (SqlTypeUtil.isInterval(type)) {
            return null;
        }
        ValueType valueType = TypeMapping.valueType(type);
        RexNode literal = literal(builder, type, valueType, value);
        return literal == null || literal.getType().equals(type)
                ? literal
                : builder.makeAbstractCast(type, literal, false);
    }

    private static @Nullable RexNode literal(RexBuilder builder, RelDataType type, ValueType valueType, Object value) {
        return switch (valueType.kind()) {
            case BOOLEAN -> builder.makeLiteral((boolean) value);
            case SMALLINT, INTEGER, BIGINT -> builder.makeExactLiteral(BigDecimal.valueOf((long) value), type);
            case DECIMAL -> builder.makeExactLiteral((BigDecimal) value, type);
            case VARCHAR -> builder.makeLiteral(value, type, type.getSqlTypeName() != SqlTypeName.CHAR);
            case DATE -> builder.makeDateLiteral(DateString.fromDaysSinceEpoch((int) (long) value));
            case TIME -> builder.makeTimeLiteral(new TimeString(TemporalText.formatTime((long) value)), 6);
            case TIMESTAMP ->
                isYearOfFourDigits((long) value)
                        ? builder.makeTimestampLiteral(
                                new TimestampString(TemporalText.formatTimestamp((long) value)), 6)
                        : null;
            case TIMESTAMP_TZ ->
                isYearOfFourDigits((long) value)
                        ? builder.makeTimestampWithLocalTimeZoneLiteral(
                                new TimestampString(TemporalText.formatTimestamp((long) value)), 6)
                        : null;
            // A double is held exactly only as a double, and the others have no literal of their own.
            case REAL, DOUBLE, VARBINARY, UUID, ARRAY, VECTOR -> null;
        };
    }

    private static boolean isYearOfFourDigits(long micros) {
        return micros >= Time.BEGINNING && micros <= Time.FOREVER;
    }
}
