package io.aletheia.query.exec;

import io.aletheia.engine.model.IndexSearch;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ValueRange;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.Expression;
import io.aletheia.query.expression.ExpressionCompiler;
import io.aletheia.query.plan.IndexPath;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** The ways by indexes to a table's rows, compiled. Immutable. */
final class IndexSearches {
    private final List<Path> paths;

    IndexSearches(List<IndexPath> paths, TableDefinition table, ExpressionCompiler compiler) {
        this.paths = paths.stream().map(path -> new Path(path, table, compiler)).toList();
    }

    boolean isEmpty() {
        return paths.isEmpty();
    }

    /** The index that a search is for. */
    String name(int search) {
        return paths.get(search).name;
    }

    /** What to ask the indexes in a run; null if the condition is true of no row, because a value is null. */
    @Nullable
    List<IndexSearch> in(ExecutionContext context) {
        List<IndexSearch> searches = new ArrayList<>(paths.size());
        for (Path path : paths) {
            IndexSearch search = path.in(context);
            if (search.ranges().isEmpty()) {
                return null;
            }
            searches.add(search);
        }
        return searches;
    }

    /** A value in the form that the column has in an index. */
    private record Value(Expression expression, boolean decimal) {
        @Nullable
        Object in(ExecutionContext context) {
            Object value = expression.value(context);
            return decimal && value instanceof Long number ? BigDecimal.valueOf(number) : value;
        }
    }

    /** A range; null for no bound. */
    private record Range(@Nullable Value from, @Nullable Value to) {}

    private static final class Path {
        private final String name;
        private final List<Integer> columns;
        private final List<List<Value>> equal = new ArrayList<>();
        private final List<Range> ranges = new ArrayList<>();

        Path(IndexPath path, TableDefinition table, ExpressionCompiler compiler) {
            this.name = path.name();
            this.columns = path.columns();
            for (List<RexNode> values : path.equal()) {
                int column = columns.get(equal.size());
                equal.add(values.stream()
                        .map(node -> value(node, column, table, compiler))
                        .toList());
            }
            for (IndexPath.Bounds bounds : path.ranges()) {
                int column = columns.get(equal.size());
                ranges.add(new Range(
                        bounds.from() == null ? null : value(bounds.from(), column, table, compiler),
                        bounds.to() == null ? null : value(bounds.to(), column, table, compiler)));
            }
        }

        private static Value value(RexNode node, int column, TableDefinition table, ExpressionCompiler compiler) {
            boolean decimal = table.columns().get(column).type().kind() == ValueType.Kind.DECIMAL;
            return new Value(compiler.compile(node), decimal);
        }

        IndexSearch in(ExecutionContext context) {
            List<List<Object>> beginnings = List.of(List.of());
            for (List<Value> values : equal) {
                beginnings = extended(beginnings, values, context);
            }
            var asked = new ArrayList<ValueRange>();
            for (List<Object> beginning : beginnings) {
                if (ranges.isEmpty()) {
                    asked.add(ValueRange.of(beginning));
                }
                for (Range range : ranges) {
                    add(asked, beginning, range, context);
                }
            }
            return new IndexSearch(columns, asked);
        }

        /** Nothing equals null. */
        private static List<List<Object>> extended(
                List<List<Object>> beginnings, List<Value> values, ExecutionContext context) {
            var longer = new ArrayList<List<Object>>();
            for (Value each : values) {
                Object value = each.in(context);
                if (value != null) {
                    for (List<Object> beginning : beginnings) {
                        var extended = new ArrayList<>(beginning);
                        extended.add(value);
                        longer.add(extended);
                    }
                }
            }
            return longer;
        }

        /** Nothing is less or greater than null. */
        private static void add(List<ValueRange> asked, List<Object> beginning, Range range, ExecutionContext context) {
            Object from = range.from() == null ? null : range.from().in(context);
            Object to = range.to() == null ? null : range.to().in(context);
            boolean known = (range.from() == null || from != null) && (range.to() == null || to != null);
            if (known) {
                asked.add(new ValueRange(beginning, from, to));
            }
        }
    }
}
