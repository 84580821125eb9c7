package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The groups of one grouping set with the state of their functions. Without columns to group by there is always one group. */
final class GroupTable {
    /** So many groups are kept in any case. */
    private static final int GROUPS_MIN = 1 << 10;
    /** What a function's state takes for a group, roughly; what it keeps of the rows it reserves by itself. */
    private static final int STATE_BYTES = 24;

    private final List<Integer> keyColumns;
    private final List<AggregateFunction> functions;
    private final @Nullable GroupIndex index;
    private final List<Accumulator> accumulators = new ArrayList<>();
    private final List<@Nullable GroupIndex> distinct = new ArrayList<>();
    private int[] groups = new int[0];
    private int[] kept = new int[0];
    private int[] distinctGroups = new int[0];
    private final LongVector groupColumn = new LongVector(ValueType.BIGINT);
    private final List<ValueType> inputTypes;
    private final List<ValueType> keyTypes;
    private final int level;
    private final ExecutionContext context;
    private int[] known = new int[0];
    private int[] unknown = new int[0];
    /** Rows of groups that came when there was no room for more. */
    private @Nullable KeyPartitions spilled;

    GroupTable(
            List<ValueType> inputTypes,
            List<Integer> keyColumns,
            List<AggregateFunction> functions,
            int level,
            ExecutionContext context) {
        this.inputTypes = inputTypes;
        this.keyColumns = keyColumns;
        this.keyTypes = keyColumns.stream().map(inputTypes::get).toList();
        this.functions = functions;
        this.level = level;
        this.context = context;
        this.index = keyColumns.isEmpty() ? null : GroupIndex.of(keyTypes, context);
        for (AggregateFunction function : functions) {
            Accumulator accumulator = function.accumulator(inputTypes, context);
            accumulator.grow(1);
            accumulators.add(accumulator);
            distinct.add(function.distinct() ? distinctIndex(function, inputTypes, context) : null);
        }
    }

    /** Knows a group together with the arguments that it has had. */
    private static GroupIndex distinctIndex(
            AggregateFunction function, List<ValueType> inputTypes, ExecutionContext context) {
        List<ValueType> types = new ArrayList<>();
        types.add(ValueType.BIGINT);
        function.arguments().forEach(argument -> types.add(inputTypes.get(argument)));
        return GroupIndex.of(types, context);
    }

    int count() {
        return index == null ? 1 : index.count();
    }

    ColumnVector key(int part) {
        return Objects.requireNonNull(index).key(part);
    }

    ColumnVector result(int function, ValueType type) {
        ColumnVector result = ColumnVector.of(type);
        accumulators.get(function).grow(count());
        accumulators.get(function).result(result, count());
        return result;
    }

    void add(Batch batch, Rows all) {
        if (groups.length < all.limit()) {
            groups = new int[Math.max(all.limit(), groups.length * 2)];
        }
        Rows rows = index == null ? all : assign(index, batch, all);
        for (int k = 0; k < functions.size(); k++) {
            AggregateFunction function = functions.get(k);
            Rows counted = function.filter() < 0 ? rows : filtered(batch.column(function.filter()), rows);
            counted = function.arguments().size() > 1 && function.name().equals("COUNT")
                    ? withoutNulls(batch, function, counted)
                    : counted;
            GroupIndex seen = distinct.get(k);
            if (seen != null) {
                counted = firsts(seen, batch, function, counted);
            }
            Accumulator accumulator = accumulators.get(k);
            accumulator.grow(count());
            ColumnVector operand = function.arguments().isEmpty()
                    ? groupColumn
                    : batch.column(function.arguments().get(0));
            if (index == null) {
                accumulator.addToOne(batch, operand, counted, groups);
            } else {
                accumulator.add(batch, operand, counted, groups);
            }
        }
    }

    /** Finds the groups of rows; returns those that have one here. */
    private Rows assign(GroupIndex groupIndex, Batch batch, Rows rows) {
        ColumnVector[] keys = new ColumnVector[keyColumns.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = batch.column(keyColumns.get(i));
        }
        if (spilled == null) {
            int before = groupIndex.count();
            if (before < GROUPS_MIN || level == KeyPartitions.LEVELS || hasRoom(groupIndex, rows.count())) {
                groupIndex.assign(keys, rows, groups);
                context.reserve((long) STATE_BYTES * functions.size() * (groupIndex.count() - before));
                return rows;
            }
            spilled = new KeyPartitions(inputTypes, keyTypes, level, context);
        }
        groupIndex.find(keys, rows, groups, true);
        if (known.length < rows.count()) {
            known = new int[rows.count()];
            unknown = new int[rows.count()];
        }
        int knownCount = 0;
        int unknownCount = 0;
        for (int i = 0; i < rows.count(); i++) {
            int row = rows.index()[i];
            if (groups[row] == GroupIndex.NONE) {
                unknown[unknownCount++] = row;
            } else {
                known[knownCount++] = row;
            }
        }
        spilled.add(batch, rows.narrowed(unknown, unknownCount), keys);
        return rows.narrowed(known, knownCount);
    }

    private boolean hasRoom(GroupIndex groupIndex, int rows) {
        long more = groupIndex.growthBytes(rows) + (long) STATE_BYTES * functions.size() * rows;
        return !context.canSpill() || context.hasRoom(more);
    }

    /** Adds what other tables of the same set and functions have of rows that come after these. */
    void absorb(List<GroupTable> others) {
        List<KeyPartitions> rests = new ArrayList<>();
        if (spilled != null) {
            rests.add(spilled);
            spilled = null;
        }
        try {
            for (GroupTable other : others) {
                absorbGroups(other);
                other.context.releaseAll();
                if (other.spilled != null) {
                    rests.add(other.spilled);
                    other.spilled = null;
                }
            }
            // A group that one table had room for can be among the rows that another had none for.
            for (KeyPartitions rest : rests) {
                rest.finish();
                for (int part = 0; part < KeyPartitions.COUNT; part++) {
                    BatchSource rows = rest.part(part).source();
                    for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
                        context.checkCancelled();
                        add(batch, Rows.of(batch));
                    }
                }
            }
        } finally {
            rests.forEach(KeyPartitions::close);
        }
    }

    private void absorbGroups(GroupTable other) {
        int count = other.count();
        int[] numbers = new int[count];
        if (index != null) {
            ColumnVector[] keys = new ColumnVector[keyColumns.size()];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = other.key(i);
            }
            int before = index.count();
            index.assign(keys, Rows.all(count), numbers);
            context.reserve((long) STATE_BYTES * functions.size() * (index.count() - before));
        }
        for (int k = 0; k < functions.size(); k++) {
            accumulators.get(k).grow(count());
            other.accumulators.get(k).grow(count);
            accumulators.get(k).merge(other.accumulators.get(k), numbers, count);
        }
    }

    /** What was written to files because it had no room here; null if nothing was. */
    @Nullable
    KeyPartitions spilled() {
        return spilled;
    }

    private int[] kept(int count) {
        if (kept.length < count) {
            kept = new int[Math.max(count, kept.length * 2)];
        }
        return kept;
    }

    private Rows filtered(ColumnVector condition, Rows rows) {
        int[] selected = kept(rows.count());
        int count = 0;
        for (int i = 0; i < rows.count(); i++) {
            int row = rows.index()[i];
            if (!condition.isNull(row) && ((LongVector) condition).values()[row] != 0) {
                selected[count++] = row;
            }
        }
        return rows.narrowed(selected, count);
    }

    /** COUNT(a, b) counts the rows in which neither is null. */
    private Rows withoutNulls(Batch batch, AggregateFunction function, Rows rows) {
        int[] selected = kept(rows.count());
        int count = 0;
        for (int i = 0; i < rows.count(); i++) {
            int row = rows.index()[i];
            boolean isNull = false;
            for (int argument : function.arguments()) {
                isNull |= batch.column(argument).isNull(row);
            }
            if (!isNull) {
                selected[count++] = row;
            }
        }
        return rows.narrowed(selected, count);
    }

    /** The rows whose arguments their group has not had before. */
    private Rows firsts(GroupIndex seen, Batch batch, AggregateFunction function, Rows rows) {
        ColumnVector[] keys = new ColumnVector[function.arguments().size() + 1];
        groupColumn.ensureCapacity(rows.limit());
        for (int i = 0; i < rows.count(); i++) {
            groupColumn.values()[rows.index()[i]] = groups[rows.index()[i]];
        }
        keys[0] = groupColumn;
        for (int i = 1; i < keys.length; i++) {
            keys[i] = batch.column(function.arguments().get(i - 1));
        }
        if (distinctGroups.length < rows.limit()) {
            distinctGroups = new int[rows.limit()];
        }
        int before = seen.count();
        seen.assign(keys, rows, distinctGroups);
        int[] selected = kept(rows.count());
        int count = 0;
        for (int i = 0; i < rows.count(); i++) {
            int row = rows.index()[i];
            // Numbers are given in ascending order, so a new key shows at its first row.
            if (distinctGroups[row] == before) {
                before++;
                selected[count++] = row;
            }
        }
        return rows.narrowed(selected, count);
    }
}
