package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.Rows;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
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
        boolean divisible = functions.stream().allMatch(AggregateFunction::isDivisible);
        List<BatchSource> parts = divisible ? input.openParts(context) : List.of(input.open(context));
        var groups = new GroupSource(context);
        try (var inputs = new Sources.All(parts)) {
            if (parts.size() == 1) {
                groups.read(inputs, sets, 0);
            } else {
                groups.readTogether(parts);
            }
        } catch (RuntimeException | Error e) {
            groups.close();
            throw e;
        }
        return groups;
    }

    /** The groups of one set, and those rows of its other groups that are in files. */
    private record Grouped(List<Integer> set, GroupTable table, int level, ExecutionContext context) {}

    /** A part of the rows of a set that is in a file. */
    private record Part(List<Integer> set, KeyPartitions spilled, int number, int level) {}

    /** Gives the groups of one set after the other; those that had no room in memory come when it is free. */
    private final class GroupSource implements BatchSource {
        private final ExecutionContext context;
        private final Deque<Grouped> grouped = new ArrayDeque<>();
        private final Deque<Part> parts = new ArrayDeque<>();
        private @Nullable BatchSource result;
        /** Tables of parts that are not put together yet. */
        private final List<Grouped> others = new ArrayList<>();

        GroupSource(ExecutionContext context) {
            this.context = context;
        }

        /** Reads rows into a table for each of the sets. */
        void read(BatchSource source, List<List<Integer>> some, int level) {
            List<Grouped> tables = tables(some, level);
            grouped.addAll(tables);
            fill(tables, source, () -> true);
        }

        private List<Grouped> tables(List<List<Integer>> some, int level) {
            List<Grouped> tables = new ArrayList<>();
            for (List<Integer> set : some) {
                ExecutionContext apart = context.apart();
                tables.add(new Grouped(set, new GroupTable(input.types(), set, functions, level, apart), level, apart));
            }
            return tables;
        }

        /** Reads parts of the rows on several threads, each into tables of its own, and puts these together. */
        void readTogether(List<BatchSource> inputs) {
            List<List<Grouped>> tables = new ArrayList<>();
            List<Workers.Part> work = new ArrayList<>();
            for (BatchSource source : inputs) {
                List<Grouped> own = tables(sets, 0);
                tables.add(own);
                others.addAll(own);
                work.add(isWanted -> fill(own, source, isWanted));
            }
            context.workers().run(work);
            grouped.addAll(tables.get(0));
            for (int i = 0; i < sets.size(); i++) {
                int set = i;
                List<GroupTable> more = tables.subList(1, tables.size()).stream()
                        .map(own -> own.get(set).table)
                        .toList();
                tables.get(0).get(i).table.absorb(more);
            }
            others.clear();
        }

        private void fill(List<Grouped> tables, BatchSource source, BooleanSupplier isWanted) {
            for (Batch batch = source.next(); batch != null && isWanted.getAsBoolean(); batch = source.next()) {
                context.checkCancelled();
                Rows rows = Rows.of(batch);
                for (Grouped each : tables) {
                    each.table.add(batch, rows);
                }
            }
        }

        @Override
        public @Nullable Batch next() {
            while (true) {
                Grouped first = grouped.peek();
                if (first != null) {
                    Batch batch = next(first);
                    if (batch != null) {
                        return batch;
                    }
                    end(first);
                } else {
                    Part part = parts.poll();
                    if (part == null) {
                        return null;
                    }
                    try (BatchSource source = part.spilled.part(part.number).source()) {
                        read(source, List.of(part.set), part.level);
                    }
                    if (part.number == KeyPartitions.COUNT - 1) {
                        part.spilled.close();
                    }
                }
            }
        }

        private @Nullable Batch next(Grouped first) {
            if (result == null) {
                result = new ColumnsSource(columns(first.table, first.set), first.table.count());
            }
            return result.next();
        }

        /** Forgets a table; what it has in files is read when all that is in memory has been given. */
        private void end(Grouped first) {
            result = null;
            grouped.remove();
            KeyPartitions spilled = first.table.spilled();
            if (spilled != null) {
                spilled.finish();
                for (int i = 0; i < KeyPartitions.COUNT; i++) {
                    parts.add(new Part(first.set, spilled, i, first.level + 1));
                }
            }
            first.context.releaseAll();
        }

        @Override
        public void close() {
            others.addAll(grouped);
            for (Grouped each : others) {
                KeyPartitions spilled = each.table.spilled();
                if (spilled != null) {
                    spilled.close();
                }
            }
            parts.forEach(part -> part.spilled.close());
            grouped.clear();
            others.clear();
            parts.clear();
        }
    }

    private ColumnVector[] columns(GroupTable table, List<Integer> set) {
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
