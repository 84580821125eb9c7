package io.aletheia.query.expression;

import io.aletheia.engine.model.ValueType;
import io.aletheia.engine.model.ValueType.Kind;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** CAST to DATE, TIME, TIMESTAMP and TIMESTAMP WITH TIME ZONE. */
final class TemporalCasts {
    static final long MICROS_PER_DAY = 86_400_000_000L;

    private TemporalCasts() {}

    static RowCall.RowFunction row(ValueType from, ValueType to) {
        if (from.kind() == to.kind()) {
            return (arguments, context) -> arguments[0];
        }
        if (from.kind() == Kind.VARCHAR) {
            return parse(to.kind());
        }
        return switch (from.kind()) {
            case DATE -> fromDate(from, to);
            case TIME -> fromTime(from, to);
            case TIMESTAMP -> fromTimestamp(from, to);
            case TIMESTAMP_TZ -> fromInstant(from, to);
            default -> throw Casts.none(from, to);
        };
    }

    private static long value(@Nullable Object[] arguments) {
        return (long) Objects.requireNonNull(arguments[0]);
    }

    private static RowCall.RowFunction parse(Kind to) {
        return (arguments, context) -> {
            String text = (String) Objects.requireNonNull(arguments[0]);
            return switch (to) {
                case DATE -> TemporalText.parseDate(text);
                case TIME -> TemporalText.parseTime(text);
                case TIMESTAMP -> TemporalText.parseTimestamp(text, context.zone());
                default -> TemporalText.parseInstant(text, context.zone());
            };
        };
    }

    private static RowCall.RowFunction fromDate(ValueType from, ValueType to) {
        return switch (to.kind()) {
            case TIMESTAMP -> (arguments, context) -> value(arguments) * MICROS_PER_DAY;
            case TIMESTAMP_TZ ->
                (arguments, context) -> TemporalText.resolve(value(arguments) * MICROS_PER_DAY, context.zone());
            default -> throw Casts.none(from, to);
        };
    }

    private static RowCall.RowFunction fromTime(ValueType from, ValueType to) {
        return switch (to.kind()) {
            case TIMESTAMP -> (arguments, context) -> today(context) + value(arguments);
            case TIMESTAMP_TZ ->
                (arguments, context) -> TemporalText.toInstant(today(context) + value(arguments), context.zone());
            default -> throw Casts.none(from, to);
        };
    }

    /** The midnight at which the statement's day began, local. */
    private static long today(EvaluationContext context) {
        long local = TemporalText.toLocal(context.nowMicros(), context.zone());
        return local - Math.floorMod(local, MICROS_PER_DAY);
    }

    private static RowCall.RowFunction fromTimestamp(ValueType from, ValueType to) {
        return switch (to.kind()) {
            case DATE -> (arguments, context) -> Math.floorDiv(value(arguments), MICROS_PER_DAY);
            case TIME -> (arguments, context) -> Math.floorMod(value(arguments), MICROS_PER_DAY);
            case TIMESTAMP_TZ -> (arguments, context) -> TemporalText.resolve(value(arguments), context.zone());
            default -> throw Casts.none(from, to);
        };
    }

    private static RowCall.RowFunction fromInstant(ValueType from, ValueType to) {
        return switch (to.kind()) {
            case DATE ->
                (arguments, context) ->
                        Math.floorDiv(TemporalText.toLocal(value(arguments), context.zone()), MICROS_PER_DAY);
            case TIME ->
                (arguments, context) ->
                        Math.floorMod(TemporalText.toLocal(value(arguments), context.zone()), MICROS_PER_DAY);
            case TIMESTAMP -> (arguments, context) -> TemporalText.toLocal(value(arguments), context.zone());
            default -> throw Casts.none(from, to);
        };
    }
}
