package io.aletheia.query.exec;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.PeriodFilter;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TemporalFilter;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.Expression;
import io.aletheia.query.expression.ExpressionCompiler;
import io.aletheia.query.expression.ValidPortions;
import io.aletheia.query.plan.TimeSpec;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** The two time clauses of a table, compiled. Immutable. */
final class TimeBounds {
    private final Axis valid;
    private final Axis system;
    private final boolean timed;

    /** The clauses of a table, whose options say what a stated instant of valid time is there. */
    TimeBounds(TableDefinition table, TimeSpec valid, TimeSpec system, ExpressionCompiler compiler) {
        this.timed = table.options().validTime();
        this.valid = new Axis(
                valid,
                "VALID_TIME",
                compiler,
                (instant, context) -> ValidPortions.instant(table, instant, context.zone()));
        this.system = new Axis(system, "SYSTEM_TIME", compiler, (instant, context) -> instant);
    }

    /** What an instant that is stated means. */
    @FunctionalInterface
    private interface Reading {
        long instant(long stated, ExecutionContext context);
    }

    /**
     * The engine's filter in a run.
     *
     * @throws DatabaseException PERIOD_BOUND_NULL (22004) if a bound is null; INVALID_ARGUMENT (22023) for the state as of a
     *     system time that is still to come, for that may change
     */
    TemporalFilter filter(ExecutionContext context) {
        return new TemporalFilter(valid.filter(context), system.filter(context));
    }

    /** What is to be computed of what is read; null if nothing is. */
    @Nullable
    ShownColumns shown(int[] projection, ExecutionContext context) {
        return ShownColumns.of(projection, timed, valid.range(context), system.range(context), context);
    }

    /** One axis. */
    private static final class Axis {
        private final TimeSpec spec;
        private final String name;
        private final @Nullable Expression first;
        private final @Nullable Expression second;
        private final Reading reading;

        Axis(TimeSpec spec, String name, ExpressionCompiler compiler, Reading reading) {
            this.spec = spec;
            this.reading = reading;
            this.name = name;
            this.first = compile(spec.first(), compiler);
            this.second = compile(spec.second(), compiler);
        }

        private static @Nullable Expression compile(@Nullable RexNode bound, ExpressionCompiler compiler) {
            return bound == null ? null : compiler.compile(bound, ValueType.TIMESTAMP_TZ);
        }

        /** The range that shown periods are cut to: all of time unless the clause says ONLY. */
        ShownColumns.Range range(ExecutionContext context) {
            return spec.kind() == TimeSpec.Kind.ONLY_FROM_TO && first != null && second != null
                    ? new ShownColumns.Range(value(first, context), value(second, context))
                    : ShownColumns.Range.ALL;
        }

        PeriodFilter filter(ExecutionContext context) {
            long from = first == null ? 0 : value(first, context);
            long to = second == null ? 0 : value(second, context);
            boolean system = name.equals("SYSTEM_TIME");
            if (system && spec.kind() == TimeSpec.Kind.AS_OF) {
                // Later commits get a later time, so that the same question has the same answer for ever.
                context.transaction().observeSystemTime(from);
            }
            return spec.filter(system ? context.transactionMicros() : context.nowMicros(), from, to);
        }

        private long value(Expression bound, ExecutionContext context) {
            Object value = bound.value(context);
            if (value == null) {
                throw new DatabaseException(
                        ErrorCode.PERIOD_BOUND_NULL,
                        "a bound of FOR " + name + " is null; write BEGINNING_OF_TIME or END_OF_TIME");
            }
            return reading.instant((long) value, context);
        }
    }
}
