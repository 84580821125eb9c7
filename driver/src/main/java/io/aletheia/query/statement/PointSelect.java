package io.aletheia.query.statement;

import io.aletheia.engine.Transaction;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.PeriodFilter;
import io.aletheia.engine.model.PseudoColumn;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TableOptions;
import io.aletheia.engine.model.TemporalFilter;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.model.ValidGranularity;
import io.aletheia.engine.model.ValueType;
import io.aletheia.grammar.tree.PeriodSpec;
import io.aletheia.grammar.tree.SqlTemporalTable;
import io.aletheia.grammar.tree.TimeSpecs;
import io.aletheia.query.catalog.PseudoColumns;
import io.aletheia.query.exec.ExecutionContext;
import io.aletheia.query.exec.PlanStep;
import io.aletheia.query.expression.Conversion;
import io.aletheia.query.plan.PlanBasis;
import io.aletheia.query.plan.PlannedColumn;
import io.aletheia.query.temporal.PeriodDefault;
import io.aletheia.query.temporal.TimeRewriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/**
 * The fast lane: {@code SELECT columns FROM t [AS OF ...] WHERE key = value}, on either axis, bound straight from the syntax tree, run as one lookup.
 * Whatever is not exactly of this form is left to the planner, so this never reports an error of its own.
 */
final class PointSelect {
    /** The value that means the run's own time: what CURRENT_TIMESTAMP is. */
    private static final Value NOW = new Value(-1, null);

    private final Environment environment;
    private final ParameterPlan parameters;
    private final ExecutionContext binding;

    private PointSelect(Environment environment, ParameterPlan parameters, ExecutionContext binding) {
        this.environment = environment;
        this.parameters = parameters;
        this.binding = binding;
    }

    /** A value known when the statement is bound, or a parameter if {@code index >= 0}. */
    private record Value(int index, @Nullable Object constant) {
        /** The value as an instant. */
        long instant(ExecutionContext context) {
            return index < 0 && constant == null
                    ? context.nowMicros()
                    : Instants.of(in(context), ValueType.TIMESTAMP_TZ, context);
        }

        @Nullable
        Object in(ExecutionContext context) {
            return index >= 0 ? context.parameter(index) : constant;
        }
    }

    /** The statement bound, or null if it is of another form. */
    static @Nullable BoundQuery bind(
            SqlNode query, Environment environment, int parameterCount, ExecutionContext binding) {
        if (!(query instanceof SqlSelect select)
                || select.getFrom() == null
                || select.getWhere() == null
                || select.getGroup() != null
                || select.getHaving() != null
                || select.getQualify() != null
                || select.getOrderList() != null
                || select.getFetch() != null
                || select.getOffset() != null
                || select.isDistinct()
                || !select.getWindowList().isEmpty()) {
            return null;
        }
        var parameters = new ParameterPlan(parameterCount);
        return new PointSelect(environment, parameters, binding).bind(select);
    }

    private @Nullable BoundQuery bind(SqlSelect select) {
        SqlNode from = Objects.requireNonNull(select.getFrom());
        String alias = null;
        if (from.getKind() == SqlKind.AS && ((SqlCall) from).operandCount() == 2) {
            alias = ((SqlIdentifier) ((SqlCall) from).operand(1)).getSimple();
            from = ((SqlCall) from).operand(0);
        }
        TimeSpecs stated = TimeSpecs.NONE;
        if (from instanceof SqlTemporalTable temporal) {
            stated = temporal.times();
            from = temporal.table();
        }
        if (!(from instanceof SqlIdentifier name)) {
            return null;
        }
        TableDefinition table = table(name);
        if (table == null) {
            return null;
        }
        TimeSpecs times = stated;
        String qualifier = alias == null ? table.name() : alias;
        List<PlannedColumn> columns = new ArrayList<>();
        int[] projection = projection(select, table, qualifier, columns);
        KeyEquality key =
                KeyEquality.of(Objects.requireNonNull(select.getWhere()), table, qualifier, environment, parameters);
        if (projection == null || key == null) {
            return null;
        }
        PeriodDefault validDefault = environment.times().valid();
        PeriodDefault systemDefault = environment.times().system();
        boolean systemStated = times.systemTime() != null || systemDefault != null;
        Value valid = table.options().equals(TableOptions.DEFAULTS)
                ? instant(times.validTime(), validDefault)
                : instant(table.options(), times.validTime(), validDefault);
        Value system = instant(times.systemTime(), systemDefault);
        if (valid == null || system == null) {
            return null;
        }
        var lookup = new Lookup(table, key, valid, systemStated ? system : null, projection);
        return new BoundQuery(
                parameters,
                columns,
                lookup::open,
                true,
                () -> step(
                        table, columns, text(times.validTime(), validDefault), text(times.systemTime(), systemDefault)),
                PlanBasis.NONE);
    }

    /** What is read. */
    private static final class Lookup {
        private final TableDefinition table;
        private final KeyEquality key;
        private final Value valid;

        /** Null for what is known to the transaction. */
        private final @Nullable Value system;

        private final int[] projection;

        Lookup(TableDefinition table, KeyEquality key, Value valid, @Nullable Value system, int[] projection) {
            this.table = table;
            this.key = key;
            this.valid = valid;
            this.system = system;
            this.projection = projection;
        }

        BatchSource open(Transaction transaction, ExecutionContext context) {
            Object[] values = key.in(context);
            if (values == null) {
                return NoRows.INSTANCE;
            }
            long known = context.transactionMicros();
            if (system != null) {
                known = system.instant(context);
                // Later commits get a later time, so that the same question has the same answer for ever.
                transaction.observeSystemTime(known);
            }
            long instant = valid.instant(context);
            PeriodFilter period = PeriodFilter.asOf(instant);
            var filter = new TemporalFilter(period, known == instant ? period : PeriodFilter.asOf(known));
            return transaction.lookup(table.id(), values, filter, projection);
        }
    }

    /** The lookup in EXPLAIN. */
    private static PlanStep step(TableDefinition table, List<PlannedColumn> columns, String valid, String system) {
        Map<String, Object> attributes = PlanStep.with("table", table.schema() + "." + table.name());
        attributes.put("columns", columns.stream().map(PlannedColumn::label).toList());
        attributes.put("valid", valid);
        attributes.put("system", system);
        return PlanStep.of("KeyLookup", attributes, List.of());
    }

    /** A time clause in EXPLAIN. */
    private static String text(@Nullable PeriodSpec stated, @Nullable PeriodDefault inherited) {
        if (stated != null) {
            return "AS OF " + stated.from();
        }
        return inherited == null ? "NOW" : inherited.toString();
    }

    private @Nullable TableDefinition table(SqlIdentifier name) {
        if (name.names.size() > 2) {
            return null;
        }
        String schema = name.names.size() == 2 ? name.names.get(0) : environment.schema();
        return environment.schemas().catalog().table(schema, Util.last(name.names));
    }

    private int @Nullable [] projection(
            SqlSelect select, TableDefinition table, String qualifier, List<PlannedColumn> columns) {
        List<Integer> positions = new ArrayList<>();
        for (SqlNode item : select.getSelectList()) {
            String label = null;
            SqlNode expression = item;
            if (item.getKind() == SqlKind.AS) {
                label = ((SqlIdentifier) ((SqlCall) item).operand(1)).getSimple();
                expression = ((SqlCall) item).operand(0);
            }
            if (!(expression instanceof SqlIdentifier identifier) || !KeyEquality.isOf(identifier, qualifier)) {
                return null;
            }
            if (identifier.isStar()) {
                if (environment.showPeriodColumns()) {
                    return null;
                }
                for (int i : table.shownColumns()) {
                    positions.add(i);
                    columns.add(column(table, i, table.columns().get(i).name()));
                }
                continue;
            }
            String name = Util.last(identifier.names);
            int position = table.columnPosition(name);
            if (position < 0) {
                position = PseudoColumns.number(name);
            }
            boolean computed = position == PseudoColumns.TRANSACTION
                    || (!table.options().validTime()
                            && (position == PseudoColumn.VALID_FROM || position == PseudoColumn.VALID_TO));
            if ((position == 0 && table.columnPosition(name) < 0) || computed) {
                return null;
            }
            positions.add(position);
            columns.add(column(table, position, label == null ? name : label));
        }
        return positions.stream().mapToInt(Integer::intValue).toArray();
    }

    private static PlannedColumn column(TableDefinition table, int position, String label) {
        if (position < 0) {
            return new PlannedColumn(
                    label,
                    PseudoColumn.type(position),
                    false,
                    table.schema(),
                    table.name(),
                    PseudoColumns.name(position),
                    false);
        }
        ColumnDefinition column = table.columns().get(position);
        return new PlannedColumn(
                label,
                column.type(),
                column.mayHoldNull(),
                table.schema(),
                table.name(),
                column.name(),
                column.generated());
    }

    /** As below, but for a table whose options may give the clause another meaning. */
    private @Nullable Value instant(
            TableOptions options, @Nullable PeriodSpec spec, @Nullable PeriodDefault inherited) {
        if (!options.validTime()) {
            return spec == null ? new Value(-1, Time.FOREVER - 1) : null;
        }
        boolean stated = spec != null || inherited != null;
        return stated && options.validGranularity() == ValidGranularity.DAY ? null : instant(spec, inherited);
    }

    /** The instant of valid time; null if the clause is of another form. */
    private @Nullable Value instant(@Nullable PeriodSpec spec, @Nullable PeriodDefault inherited) {
        if (spec == null) {
            if (inherited == null) {
                return NOW;
            }
            return inherited.kind() == PeriodSpec.Kind.AS_OF ? new Value(-1, inherited.first()) : null;
        }
        PeriodSpec read = new TimeRewriter(environment.zone()).rewrite(spec);
        if (read == null || read.kind() != PeriodSpec.Kind.AS_OF || read.from() == null) {
            return null;
        }
        SqlNode node = read.from();
        if (node instanceof SqlIdentifier name
                && name.isSimple()
                && !name.isComponentQuoted(0)
                && name.getSimple().equalsIgnoreCase("CURRENT_TIMESTAMP")) {
            return NOW;
        }
        if (node instanceof SqlDynamicParam parameter) {
            parameters.use(parameter.getIndex(), ValueType.TIMESTAMP_TZ);
            return new Value(parameter.getIndex(), null);
        }
        SqlValues.Literal literal = SqlValues.of(node);
        if (literal == null || literal.isNull() || literal.type().kind() == ValueType.Kind.VARCHAR) {
            return null;
        }
        return switch (literal.type().kind()) {
            case DATE, TIMESTAMP, TIMESTAMP_TZ ->
                new Value(
                        -1,
                        Conversion.cast(literal.type(), ValueType.TIMESTAMP_TZ).apply(literal.value(), binding));
            default -> null;
        };
    }
}
