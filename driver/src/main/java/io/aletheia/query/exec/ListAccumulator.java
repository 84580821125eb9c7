package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.ArrayValues;
import io.aletheia.query.expression.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Functions that need all of a group's values, in an order: LISTAGG and ARRAY_AGG. Keeps the input's rows; LISTAGG leaves nulls
 * out.
 */
final class ListAccumulator extends Accumulator {
    private final boolean text;
    private final int operandColumn;
    private final int separatorColumn;
    private final RowOrder order;
    private final RowStore rows;
    private final List<int[]> members = new ArrayList<>();
    private int[] counts = new int[16];

    /**
     * State for one function.
     *
     * @param text whether values are joined to a string
     * @param separatorColumn the input's column with the separator; -1 for a comma
     */
    ListAccumulator(
            List<ValueType> inputTypes,
            boolean text,
            int operandColumn,
            int separatorColumn,
            RowOrder order,
            ExecutionContext context) {
        this.text = text;
        this.operandColumn = operandColumn;
        this.separatorColumn = separatorColumn;
        this.order = order;
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
            if (text && operand.isNull(row)) {
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
                Arrays.sort(list, (a, b) -> order.compare(rows.columns(), a, b));
            }
            result.setObject(group, text ? joined(list) : collected(list));
        }
    }

    private String joined(Integer[] list) {
        var result = new StringBuilder();
        for (int i = 0; i < list.length; i++) {
            if (i > 0) {
                Object separator =
                        separatorColumn < 0 ? "," : rows.column(separatorColumn).object(list[i]);
                result.append(separator == null ? "" : separator);
            }
            result.append(rows.column(operandColumn).object(list[i]));
        }
        return result.toString();
    }

    private Object collected(Integer[] list) {
        @Nullable Object[] values = new @Nullable Object[list.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = rows.column(operandColumn).object(list[i]);
        }
        return ArrayValues.list(values);
    }
}
