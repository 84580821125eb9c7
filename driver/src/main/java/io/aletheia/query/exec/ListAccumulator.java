package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions that need all of a group's rows, in an order. Keeps the input's rows. */
final class ListAccumulator extends Accumulator {
    /** What a function makes of a group's rows, of which there is at least one. */
    @FunctionalInterface
    interface Result {
        /**
         * The group's value.
         *
         * @param columns the input's columns
         * @param list the numbers of the group's rows in their order
         */
        @Nullable
        Object of(ColumnVector[] columns, Integer[] list);
    }

    private static final int COMPARISONS_BETWEEN_CHECKS = 1 << 13;

    private final int wanted;
    private final RowOrder order;
    private final Result function;
    private final RowStore rows;
    private final List<int[]> members = new ArrayList<>();
    private final ExecutionContext context;
    private int[] counts = new int[16];
    private int compared;

    /**
     * State for one function.
     *
     * @param wanted the input's column whose nulls make the function pass over a row; -1 for none
     */
    ListAccumulator(List<ValueType> inputTypes, int wanted, RowOrder order, ExecutionContext context, Result function) {
        this.wanted = wanted;
        this.order = order;
        this.function = function;
        this.context = context;
        this.rows = new RowStore(inputTypes, context);
    }

    @Override
    void grow(int groups) {
        while (members.size() < groups) {
            members.add(new int[4]);
        }
        if (groups > counts.length) {
            counts = Arrays.copyOf(counts, Math.max(groups, counts.length * 2));
        }
    }

    @Override
    void add(Batch batch, ColumnVector operand, Rows added, int[] groups) {
        int first = rows.size();
        rows.append(batch, added);
        for (int i = 0; i < added.count(); i++) {
            int row = added.index()[i];
            if (wanted >= 0 && batch.column(wanted).isNull(row)) {
                continue;
            }
            int group = groups[row];
            int[] list = members.get(group);
            if (counts[group] == list.length) {
                list = Arrays.copyOf(list, list.length * 2);
                members.set(group, list);
            }
            list[counts[group]++] = first + i;
        }
    }

    private int compare(Integer a, Integer b) {
        if (++compared % COMPARISONS_BETWEEN_CHECKS == 0) {
            context.checkCancelled();
        }
        return order.compare(rows.columns(), a, b);
    }

    @Override
    void result(ColumnVector result, int groups) {
        for (int group = 0; group < groups; group++) {
            int count = counts[group];
            if (count == 0) {
                result.setObject(group, null);
                continue;
            }
            Integer[] list = Arrays.stream(members.get(group), 0, count).boxed().toArray(Integer[]::new);
            if (!order.isEmpty()) {
                Arrays.sort(list, this::compare);
            }
            context.checkCancelled();
            result.setObject(group, function.of(rows.columns(), list));
        }
    }
}
