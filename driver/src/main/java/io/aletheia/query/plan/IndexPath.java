package io.aletheia.query.plan;

import io.aletheia.engine.model.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.calcite.rex.RexDigestIncludeType;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.jspecify.annotations.Nullable;

/**
 * A way to some rows of a table by an index. Rows with other values may be found as well, so the condition that this is made of stays.
 * The expressions have no input references; they may hold parameters and correlation variables. Immutable.
 *
 * @param name the index's, or that of the constraint that it serves
 * @param columns all columns of the index, in its order
 * @param equal for each of its first columns the values of which it has one
 * @param ranges of the column after them, of which its value is in one; empty for any value
 */
public record IndexPath(String name, List<Integer> columns, List<List<RexNode>> equal, List<Bounds> ranges) {
    /**
     * A closed range.
     *
     * @param from the least value; null for no bound
     * @param to the greatest value; null for no bound
     */
    public record Bounds(@Nullable RexNode from, @Nullable RexNode to) {
        /** One value. */
        static Bounds point(RexNode value) {
            return new Bounds(value, value);
        }

        /** The one value that this is; null for a range. */
        @Nullable
        RexNode value() {
            return from != null && from.equals(to) ? from : null;
        }

        /** Within both, as far as two bounds tell. */
        Bounds within(Bounds other) {
            if (value() != null) {
                return this;
            }
            return other.value() != null
                    ? other
                    : new Bounds(from == null ? other.from : from, to == null ? other.to : to);
        }

        private Bounds accept(RexShuttle shuttle) {
            RexNode newFrom = from == null ? null : from.accept(shuttle);
            RexNode newTo = to == null ? null : to.accept(shuttle);
            return new Bounds(newFrom, newTo);
        }
    }

    /** Copies the lists. */
    public IndexPath {
        columns = List.copyOf(columns);
        equal = equal.stream().map(List::copyOf).toList();
        ranges = List.copyOf(ranges);
    }

    /** How many ranges of the index are asked for. */
    int size() {
        int size = Math.max(1, ranges.size());
        for (List<RexNode> values : equal) {
            size = Math.multiplyExact(size, values.size());
        }
        return size;
    }

    /** With other expressions. */
    IndexPath accept(RexShuttle shuttle) {
        return new IndexPath(
                name,
                columns,
                equal.stream().map(values -> shuttle.apply(values)).toList(),
                ranges.stream().map(range -> range.accept(shuttle)).toList());
    }

    /** Tells of all expressions. */
    void forEachNode(Consumer<RexNode> consumer) {
        equal.forEach(values -> values.forEach(consumer));
        for (Bounds range : ranges) {
            if (range.from() != null) {
                consumer.accept(range.from());
            }
            if (range.to() != null) {
                consumer.accept(range.to());
            }
        }
    }

    /** As plans show it: the name and what is asked for. */
    String text(TableDefinition table) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < equal.size(); i++) {
            String values = equal.get(i).stream().map(IndexPath::text).collect(Collectors.joining(", "));
            parts.add(column(table, i) + (equal.get(i).size() == 1 ? " = " + values : " IN (" + values + ")"));
        }
        if (!ranges.isEmpty()) {
            String column = column(table, equal.size());
            parts.add(ranges.stream().map(range -> text(column, range)).collect(Collectors.joining(" OR ")));
        }
        return name + "(" + String.join(", ", parts) + ")";
    }

    private String column(TableDefinition table, int position) {
        return table.columns().get(columns.get(position)).name();
    }

    /** A literal without its type, which is the column's. */
    // Calcite asks this of its constructor, which has set the fields when a literal is there.
    @SuppressWarnings("NullAway")
    private static String text(RexNode node) {
        return node instanceof RexLiteral literal
                ? literal.computeDigest(RexDigestIncludeType.NO_TYPE)
                : node.toString();
    }

    private static String text(String column, Bounds range) {
        String from = range.from() == null ? "" : text(range.from()) + " <= ";
        return from + column + (range.to() == null ? "" : " <= " + text(range.to()));
    }
}
