package io.aletheia.query.statement;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.model.ValueType;
import io.aletheia.grammar.tree.PeriodSpec;
import io.aletheia.query.exec.ExecutionContext;
import io.aletheia.query.expression.ValidPortions;
import io.aletheia.query.temporal.TimeRewriter;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** The portion of valid time that a change is about, its bounds known when it runs. Immutable. */
final class PortionPlan {
    /** A bound: a literal, a parameter or an expression. */
    sealed interface Bound {
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

    private final TableDefinition table;
    private final @Nullable Portion fixed;
    private final @Nullable Bound from;
    private final @Nullable Bound to;

    private PortionPlan(TableDefinition table, @Nullable Portion fixed, @Nullable Bound from, @Nullable Bound to) {
        this.table = table;
        this.fixed = fixed;
        this.from = from;
        this.to = to;
    }

    /** Binds the clause of a statement; null means from now on. INVALID_STATEMENT (42000) where there is no valid time. */
    static PortionPlan of(
            TableDefinition table,
            @Nullable PeriodSpec spec,
            Environment environment,
            RowExpressions expressions,
            ParameterPlan parameters,
            ExecutionContext binding) {
        if (spec == null) {
            return new PortionPlan(table, Portion.FROM_NOW_ON, null, null);
        }
        requireValidTime(table, "FOR VALID_TIME");
        PeriodSpec read = new TimeRewriter(environment.zone()).rewrite(spec);
        if (read == null || read.kind() == PeriodSpec.Kind.ALL) {
            return new PortionPlan(table, Portion.ALL, null, null);
        }
        if (read.kind() != PeriodSpec.Kind.FROM_TO || read.from() == null) {
            throw new DatabaseException(
                    ErrorCode.UNSUPPORTED, "a portion of the form " + read.kind() + " is not supported yet");
        }
        return new PortionPlan(
                table,
                null,
                bound(read.from(), expressions, parameters, binding),
                read.to() == null ? new Known(Time.FOREVER) : bound(read.to(), expressions, parameters, binding));
    }

    /** Binds a bound that is read by {@link TimeRewriter} already. */
    static Bound bound(SqlNode node, RowExpressions expressions, ParameterPlan parameters, ExecutionContext binding) {
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

    /** Refuses what says a valid period of rows that have none. INVALID_STATEMENT (42000). */
    static void requireValidTime(TableDefinition table, String what) {
        if (!table.options().validTime()) {
            throw new DatabaseException(
                    ErrorCode.INVALID_STATEMENT,
                    "the table " + table.name() + " has no valid time (VALID_TIME = OFF), so no " + what);
        }
    }

    /** The portion. PERIOD_EMPTY (22020), PERIOD_BOUND_NULL (22004), DATETIME_OUT_OF_RANGE (22008). */
    Portion resolve(ExecutionContext context, @Nullable Object[] computed) {
        Portion stated;
        if (fixed != null || from == null || to == null) {
            stated = fixed == null ? Portion.FROM_NOW_ON : fixed;
        } else {
            stated = Portion.of(from.micros(context, computed), to.micros(context, computed));
        }
        return of(table, stated, context);
    }

    /** The portion that a stated one is in a table. */
    static Portion of(TableDefinition table, Portion stated, ExecutionContext context) {
        return ValidPortions.of(table, stated, context.transaction().nowMicros(), context.zone());
    }
}
