package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.Rows;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Groups and aggregates by hashing. With grouping sets each set has a table of its own and all are filled in one pass; a column
 * that a set does not group by is null there.
 */
final class AggregateOperator extends Operator {
    /**
     * GROUPING of some columns, which depends on the set only.
     *
     * @param column position in the result
     * @param arguments the grouping columns asked about, as columns of the input
     */
    record Grouping(int column, List<Integer> arguments) {}

    /**
     * A value that every group has.
     *
     * @param column position in the result
     */
    record Literal(int column, @Nullable Object value) {}

    /** A context to make state in that no row is added to. */
    static final ExecutionContext NO_RUN =
            new ExecutionContext(null, new @Nullable Object[0], 0, ZoneOffset.UTC, () -> {});

    private final ExecutablePlan input;
    private final List<Integer> groupColumns;
    private final List<List<Integer>> sets;
    private final List<AggregateFunction> functions;
    private final List<Grouping> groupings;
    private final List<Literal> literals;

    /**
     * An aggregation whose result has the group columns in order, then a column per function; groupings and literals take the
     * columns of the result that they name.
     */
    AggregateOperator(
            List<ValueType> types,
            ExecutablePlan input,
            List<Integer> groupColumns,
            List<List<Integer>> sets,
            List<AggregateFunction> functions,
            List<Grouping> groupings,
            List<Literal> literals) {
        super(types);
        this.input = input;
        this.groupColumns = List.copyOf(groupColumns);
        this.sets = List.copyOf(sets);
        this.functions = List.copyOf(functions);
        this.groupings = List.copyOf(groupings);
        this.literals = List.copyOf(literals);
        // Whatever cannot run is refused when the plan is made.
        functions.forEach(function -> function.accumulator(input.types(), NO_RUN));
    }

    @Override
    public BatchSource open(ExecutionContext context) {
        return Sources.deferred(() -> run(context));
    }

    private BatchSource run(ExecutionContext context) {
        List<GroupTable> tables = new ArrayList<>();
        for (List<Integer> set : sets) {
            tables.add(new GroupTable(input.types(), set, functions, context));
        }
        try (BatchSource source = input.open(context)) {
            for (Batch batch = source.next(); batch != null; batch = source.next()) {
                context.checkCancelled();
                Rows rows = Rows.of(batch);
                for (GroupTable table : tables) {
                    table.add(batch, rows);
                }
            }
        }
        return new ResultSource(tables);
    }

    /** Gives the tables' groups, one table after the other. */
    private final class ResultSource implements BatchSource {
        private final List<GroupTable> tables;
        private int tableAt;
        private ColumnVector @Nullable [] columns;
        private int groupAt;

        ResultSource(List<GroupTable> tables) {
            this.tables = tables;
        }

        @Override
        public @Nullable Batch next() {
            while (tableAt < tables.size()) {
                GroupTable table = tables.get(tableAt);
                if (columns == null) {
                    columns = result(table, sets.get(tableAt));
                    groupAt = 0;
                }
                int count = Math.min(Batch.ROWS, table.count() - groupAt);
                if (count > 0) {
                    int[] selection = new int[count];
                    for (int i = 0; i < count; i++) {
                        selection[i] = groupAt + i;
                    }
                    groupAt += count;
                    var batch = new Batch(columns);
                    batch.setSelection(selection, count);
                    return batch;
                }
                columns = null;
                tableAt++;
            }
            return null;
        }

        @Override
        public void close() {
            tableAt = tables.size();
        }
    }

    private ColumnVector[] result(GroupTable table, List<Integer> set) {
        ColumnVector[] columns = new ColumnVector[types().size()];
        int groups = table.count();
        for (int k = 0; k < groupColumns.size(); k++) {
            int part = set.indexOf(groupColumns.get(k));
            columns[k] = part >= 0 ? table.key(part) : constant(types().get(k), null, groups);
        }
        for (Grouping grouping : groupings) {
            columns[grouping.column] = constant(types().get(grouping.column), number(grouping, set), groups);
        }
        for (Literal literal : literals) {
            columns[literal.column] = constant(types().get(literal.column), literal.value, groups);
        }
        int function = 0;
        for (int k = groupColumns.size(); k < columns.length; k++) {
            if (columns[k] == null) {
                columns[k] = table.result(function++, types().get(k));
            }
        }
        return columns;
    }

    private static ColumnVector constant(ValueType type, @Nullable Object value, int count) {
        ColumnVector column = ColumnVector.of(type);
        for (int i = 0; i < count; i++) {
            column.setObject(i, value);
        }
        return column;
    }

    /** GROUPING's number: a bit for each argument, the last the lowest, that is 1 if the set does not group by it. */
    private static long number(Grouping grouping, List<Integer> set) {
        long bits = 0;
        for (int argument : grouping.arguments) {
            bits = bits << 1 | (set.contains(argument) ? 0 : 1);
        }
        return bits;
    }
}
