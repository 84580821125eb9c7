package io.aletheia.query.statement;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.Conversion;
import io.aletheia.query.expression.EvaluationContext;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Bounds of periods: values of any type that names a point in time, as microseconds since 1970-01-01T00:00:00Z. */
final class Instants {
    private Instants() {}

    /** Checks that a bound can be of the type. TYPE_MISMATCH (42804). */
    static void check(ValueType type) {
        switch (type.kind()) {
            case DATE, TIMESTAMP, TIMESTAMP_TZ, VARCHAR -> {}
            default ->
                throw new DatabaseException(
                        ErrorCode.TYPE_MISMATCH, "a bound of a period is a date or a timestamp, not " + type);
        }
    }

    /** The instant. PERIOD_BOUND_NULL (22004) for null; what is no time as CAST has it. */
    static long of(@Nullable Object value, ValueType type, EvaluationContext context) {
        if (value == null) {
            throw new DatabaseException(
                    ErrorCode.PERIOD_BOUND_NULL,
                    "NULL is no bound of a period: write BEGINNING_OF_TIME or END_OF_TIME for an open end");
        }
        Object instant = Conversion.cast(type, ValueType.TIMESTAMP_TZ).apply(value, context);
        return (Long) Objects.requireNonNull(instant);
    }
}
