package io.aletheia.query;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.Conversion;
import io.aletheia.query.expression.EvaluationContext;
import io.aletheia.query.expression.TemporalText;
import io.aletheia.query.statement.ParameterPlan;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Plain Java values as engine values: what is finer than a microsecond is cut off. */
final class ParameterValues {
    private static final int NANOS_PER_MICRO = 1000;

    private ParameterValues() {}

    /** All values, each in the type that the plan wants; the same array if they are. PARAMETER_MISSING (07002) unless there is exactly one per parameter. */
    static @Nullable Object[] convert(@Nullable Object[] given, ParameterPlan plan, EvaluationContext context) {
        if (given.length != plan.count()) {
            throw new DatabaseException(
                    ErrorCode.PARAMETER_MISSING,
                    "the statement has " + plan.count() + " parameters, but " + given.length + " values were given");
        }
        @Nullable Object[] values = given;
        for (int i = 0; i < given.length; i++) {
            Object value = convert(given[i], plan.type(i), i, context);
            if (value != given[i] && values == given) {
                values = given.clone();
            }
            values[i] = value;
        }
        return values;
    }

    private static @Nullable Object convert(
            @Nullable Object given, ValueType wanted, int index, EvaluationContext context) {
        if (given == null) {
            return null;
        }
        // The common cases need no conversion.
        if (given instanceof Long && wanted.kind() == ValueType.Kind.BIGINT) {
            return given;
        }
        if (given instanceof String && wanted.kind() == ValueType.Kind.VARCHAR) {
            return given;
        }
        ValueType own = type(given);
        try {
            boolean lengthOnly = own.kind() == wanted.kind()
                    && (own.kind() == ValueType.Kind.VARCHAR || own.kind() == ValueType.Kind.VARBINARY);
            return lengthOnly ? given : Conversion.cast(own, wanted).apply(value(given), context);
        } catch (DatabaseException e) {
            throw new DatabaseException(e.code(), "parameter " + (index + 1) + ": " + e.getMessage(), e);
        }
    }

    /** The types of values, for planning with them; null for null, and for those that the type of their context suits. */
    static List<@Nullable ValueType> types(@Nullable Object[] given, ParameterPlan plan) {
        var types = new ArrayList<@Nullable ValueType>();
        for (int i = 0; i < given.length; i++) {
            Object value = given[i];
            boolean counts =
                    value != null && (!plan.isFromContext(i) || isChanged(value, plan.type(i)) || plan.isOpen(i));
            types.add(counts ? type(value) : null);
        }
        return types;
    }

    /** Whether the type that the context of some parameter wants would change its value. */
    static boolean anyChanged(@Nullable Object[] given, ParameterPlan plan) {
        for (int i = 0; i < given.length; i++) {
            Object value = given[i];
            if (value != null && plan.isFromContext(i) && isChanged(value, plan.type(i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a number would be rounded, or a timestamp lose its time, in a type of the same family. */
    private static boolean isChanged(Object given, ValueType wanted) {
        return switch (wanted.kind()) {
            case SMALLINT, INTEGER, BIGINT -> isRounded(given, 0);
            case DECIMAL -> isRounded(given, wanted.scale());
            case DATE ->
                given instanceof Instant
                        || (given instanceof LocalDateTime time
                                && !time.toLocalTime().equals(LocalTime.MIDNIGHT));
            default -> false;
        };
    }

    private static boolean isRounded(Object given, int scale) {
        BigDecimal number = given instanceof BigDecimal exact
                ? exact
                : given instanceof Double floating && Double.isFinite(floating) ? BigDecimal.valueOf(floating) : null;
        return number != null
                && number.scale() > scale
                && number.stripTrailingZeros().scale() > scale;
    }

    /** The type that a value has by itself. */
    static ValueType type(Object given) {
        if (given instanceof Boolean) {
            return ValueType.BOOLEAN;
        } else if (given instanceof Long) {
            return ValueType.BIGINT;
        } else if (given instanceof Double) {
            return ValueType.DOUBLE;
        } else if (given instanceof BigDecimal number) {
            return decimal(number);
        } else if (given instanceof String) {
            return ValueType.VARCHAR;
        } else if (given instanceof byte[]) {
            return ValueType.VARBINARY;
        } else if (given instanceof UUID) {
            return ValueType.UUID;
        } else if (given instanceof LocalDate) {
            return ValueType.DATE;
        } else if (given instanceof LocalTime) {
            return ValueType.TIME;
        } else if (given instanceof LocalDateTime) {
            return ValueType.TIMESTAMP;
        } else if (given instanceof Instant) {
            return ValueType.TIMESTAMP_TZ;
        } else if (given instanceof float[] vector) {
            return ValueType.vector(vector.length);
        } else if (given instanceof List<?> list) {
            return ValueType.array(elementType(list));
        }
        throw new DatabaseException(
                ErrorCode.TYPE_MISMATCH,
                "a value of the class " + given.getClass().getName() + " cannot be a parameter");
    }

    private static ValueType decimal(BigDecimal number) {
        BigDecimal plain = number.scale() < 0 ? number.setScale(0) : number;
        int precision = Math.max(plain.precision(), plain.scale());
        if (precision > ValueType.DECIMAL_PRECISION_MAX) {
            throw new DatabaseException(
                    ErrorCode.NUMERIC_OUT_OF_RANGE,
                    "a number has at most " + ValueType.DECIMAL_PRECISION_MAX + " digits, not " + precision);
        }
        return ValueType.decimal(precision, plain.scale());
    }

    private static ValueType elementType(List<?> list) {
        ValueType type = null;
        for (Object element : list) {
            if (element != null) {
                ValueType own = type(element);
                if (type != null && type.kind() != own.kind()) {
                    throw new DatabaseException(
                            ErrorCode.TYPE_MISMATCH,
                            "the elements of an array are of one type, not " + type + " and " + own);
                }
                type = type == null || !type.kind().equals(ValueType.Kind.DECIMAL) ? own : wider(type, own);
            }
        }
        return type == null ? ValueType.VARCHAR : type;
    }

    private static ValueType wider(ValueType a, ValueType b) {
        int scale = Math.max(a.scale(), b.scale());
        int whole = Math.max(a.precision() - a.scale(), b.precision() - b.scale());
        return ValueType.decimal(Math.min(ValueType.DECIMAL_PRECISION_MAX, whole + scale), scale);
    }

    /** The value in the form of its own type. */
    private static Object value(Object given) {
        if (given instanceof BigDecimal number && number.scale() < 0) {
            return number.setScale(0);
        } else if (given instanceof LocalDate date) {
            return date.toEpochDay();
        } else if (given instanceof LocalTime time) {
            return time.toNanoOfDay() / NANOS_PER_MICRO;
        } else if (given instanceof LocalDateTime time) {
            return TemporalText.checked(Time.ofInstant(time.toInstant(ZoneOffset.UTC)));
        } else if (given instanceof Instant instant) {
            return TemporalText.checked(Time.ofInstant(instant));
        } else if (given instanceof List<?> list) {
            var values = new ArrayList<@Nullable Object>();
            for (Object element : list) {
                values.add(element == null ? null : value(element));
            }
            return Collections.unmodifiableList(values);
        }
        return given;
    }
}
