package io.aletheia.query.statement;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.model.ValueType;
import io.aletheia.grammar.tree.PeriodSpec;
import io.aletheia.query.exec.ExecutionContext;
import io.aletheia.query.temporal.TimeRewriter;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** The portion of valid time that a change is about, its bounds known when it runs. Immutable. */
final class PortionPlan {
    /** From the commit's time on. */
    static final PortionPlan FROM_NOW_ON = new PortionPlan(Portion.FROM_NOW_ON, null, null);

    /** A bound: a literal, a parameter or an expression. */
    private sealed interface Bound {
        long micros(ExecutionContext context, @Nullable Object[] computed);
    }

    private record Known(long micros) implements Bound {
        @Override
        public long micros(ExecutionContext context, @Nullable Object[] computed) {
            return micros;
        }
    }

    private record Parameter(int index) implements Bound {
        @Override
        public long micros(ExecutionContext context, @Nullable Object[] computed) {
            return Instants.of(context.parameter(index), ValueType.TIMESTAMP_TZ, context);
        }
    }

    private record Computed(int slot, RowExpressions expressions) implements Bound {
        @Override
        public long micros(ExecutionContext context, @Nullable Object[] computed) {
            return Instants.of(computed[slot], expressions.type(slot), context);
        }
    }

    private final @Nullable Portion fixed;
    private final @Nullable Bound from;
    private final @Nullable Bound to;

    private PortionPlan(@Nullable Portion fixed, @Nullable Bound from, @Nullable Bound to) {
        this.fixed = fixed;
        this.from = from;
        this.to = to;
    }

    /** Binds the clause of a statement; null means from now on. */
    static PortionPlan of(
            @Nullable PeriodSpec spec,
            Environment environment,
            RowExpressions expressions,
            ParameterPlan parameters,
            ExecutionContext binding) {
        if (spec == null) {
            return FROM_NOW_ON;
        }
        PeriodSpec read = new TimeRewriter(environment.zone()).rewrite(spec);
        if (read == null || read.kind() == PeriodSpec.Kind.ALL) {
            return new PortionPlan(Portion.ALL, null, null);
        }
        if (read.kind() != PeriodSpec.Kind.FROM_TO || read.from() == null) {
            throw new DatabaseException(
                    ErrorCode.UNSUPPORTED, "a portion of the form " + read.kind() + " is not supported yet");
        }
        return new PortionPlan(
                null,
                bound(read.from(), expressions, parameters, binding),
                read.to() == null ? new Known(Time.FOREVER) : bound(read.to(), expressions, parameters, binding));
    }

    private static Bound bound(
            SqlNode node, RowExpressions expressions, ParameterPlan parameters, ExecutionContext binding) {
        if (node instanceof SqlDynamicParam parameter) {
            parameters.use(parameter.getIndex(), ValueType.TIMESTAMP_TZ);
            return new Parameter(parameter.getIndex());
        }
        SqlValues.Literal literal = SqlValues.of(node);
        if (literal != null) {
            if (!literal.isNull()) {
                Instants.check(literal.type());
            }
            return new Known(Instants.of(literal.value(), literal.type(), binding));
        }
        return new Computed(expressions.add(node), expressions);
    }

    /** Whether this means from the commit's time on. */
    boolean isFromNowOn() {
        return fixed != null && fixed.fromCommit();
    }

    /** The portion. PERIOD_EMPTY (22020), PERIOD_BOUND_NULL (22004). */
    Portion resolve(ExecutionContext context, @Nullable Object[] computed) {
        if (fixed != null || from == null || to == null) {
            return fixed == null ? Portion.FROM_NOW_ON : fixed;
        }
        return Portion.of(from.micros(context, computed), to.micros(context, computed));
    }
}
