package io.aletheia.query.exec;

import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.ValueOrder;
import java.util.Comparator;
import java.util.List;
import org.apache.calcite.rel.RelFieldCollation;

/** The order of rows by some of their columns. Immutable; sorting is stable. */
final class RowOrder {
    private static final int INSERTION_ROWS = 24;
    /** A power of two. */
    private static final int ROWS_BETWEEN_CHECKS = 1 << 13;

    /**
     * One column to order by.
     *
     * @param column its position
     * @param descending whether the greatest comes first
     * @param nullsFirst where nulls stand
     */
    private record Part(int column, boolean descending, boolean nullsFirst, Comparator<Object> order) {}

    private final Part[] parts;

    private RowOrder(Part[] parts) {
        this.parts = parts;
    }

    /** The order that collations of a row with columns of these types say; nulls last ascending, first descending, by default. */
    static RowOrder of(List<RelFieldCollation> collations, List<ValueType> types) {
        Part[] parts = new Part[collations.size()];
        for (int i = 0; i < parts.length; i++) {
            RelFieldCollation collation = collations.get(i);
            boolean descending = collation.direction.isDescending();
            boolean nullsFirst = collation.nullDirection == RelFieldCollation.NullDirection.UNSPECIFIED
                    ? descending
                    : collation.nullDirection == RelFieldCollation.NullDirection.FIRST;
            int column = collation.getFieldIndex();
            parts[i] = new Part(column, descending, nullsFirst, ValueOrder.of(types.get(column)));
        }
        return new RowOrder(parts);
    }

    /** Ascending by the columns given. */
    static RowOrder ascending(List<Integer> columns, List<ValueType> types) {
        return of(columns.stream().map(RelFieldCollation::new).toList(), types);
    }

    boolean isEmpty() {
        return parts.length == 0;
    }

    /** Compares two rows of columns. */
    int compare(ColumnVector[] columns, int a, int b) {
        return compare(columns, a, columns, b);
    }

    /** Compares rows of columns of the same types. */
    int compare(ColumnVector[] columnsA, int a, ColumnVector[] columnsB, int b) {
        for (Part part : parts) {
            ColumnVector columnA = columnsA[part.column];
            ColumnVector columnB = columnsB[part.column];
            boolean nullA = columnA.isNull(a);
            boolean nullB = columnB.isNull(b);
            if (nullA || nullB) {
                if (nullA != nullB) {
                    return nullA == part.nullsFirst ? -1 : 1;
                }
                continue;
            }
            int order = Columns.compare(part.order, columnA, a, columnB, b);
            if (order != 0) {
                return part.descending ? -order : order;
            }
        }
        return 0;
    }

    /** The numbers of a store's rows from 0 on, sorted. */
    int[] sorted(RowStore store, ExecutionContext context) {
        int[] rows = new int[store.size()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i;
        }
        context.reserve(8L * rows.length);
        if (parts.length > 0) {
            sort(store.columns(), rows, rows.clone(), 0, rows.length, context);
        }
        context.release(4L * rows.length);
        return rows;
    }

    /** Merge sort of {@code rows[from, to)}; {@code spare} holds the same numbers there. */
    private void sort(ColumnVector[] columns, int[] rows, int[] spare, int from, int to, ExecutionContext context) {
        if (to - from <= INSERTION_ROWS) {
            for (int i = from + 1; i < to; i++) {
                int row = rows[i];
                int at = i;
                while (at > from && compare(columns, rows[at - 1], row) > 0) {
                    rows[at] = rows[at - 1];
                    at--;
                }
                rows[at] = row;
            }
            return;
        }
        int middle = (from + to) >>> 1;
        sort(columns, spare, rows, from, middle, context);
        sort(columns, spare, rows, middle, to, context);
        int left = from;
        int right = middle;
        for (int at = from; at < to; at++) {
            if ((at & ROWS_BETWEEN_CHECKS - 1) == 0) {
                context.checkCancelled();
            }
            boolean takeLeft = right >= to || (left < middle && compare(columns, spare[left], spare[right]) <= 0);
            rows[at] = takeLeft ? spare[left++] : spare[right++];
        }
    }
}
