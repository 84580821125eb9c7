package io.aletheia.query.plan;

import io.aletheia.engine.model.Constraint;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.query.plan.IndexPath.Bounds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Says which indexes lead to the rows that a condition on the first columns of an index lets through. Which of them is taken, if any,
 * is decided when the values are known.
 *
 * <pre>
 * before: Filter(city = ?0 AND born > 1990) - TableRead(person)
 * after:  Filter(city = ?0 AND born > 1990) - TableRead(person, index=[by_city(city = ?0)])
 * </pre>
 */
final class IndexChoice {
    /** A question for more ranges than this is left to a scan. */
    private static final int RANGES_MAX = 1000;

    private IndexChoice() {}

    /** The rewritten expression, or the same if no index serves. */
    static RelNode apply(Filter filter) {
        if (!(filter.getInput() instanceof TableRead read)
                || read.key() != null
                || !read.indexes().isEmpty()) {
            return filter;
        }
        List<RexNode> conditions = RelOptUtil.conjunctions(filter.getCondition());
        var paths = new ArrayList<IndexPath>();
        indexes(read.definition()).forEach((columns, name) -> {
            IndexPath path = path(name, columns, conditions, read);
            if (path != null) {
                paths.add(path);
            }
        });
        if (paths.isEmpty()) {
            return filter;
        }
        paths.sort(Comparator.comparing((IndexPath path) -> -path.equal().size()));
        return filter.copy(filter.getTraitSet(), read.withIndexes(paths), filter.getCondition());
    }

    /** The names of what is indexed, those of declared indexes before those of constraints. */
    private static Map<List<Integer>, String> indexes(TableDefinition table) {
        var names = new LinkedHashMap<List<Integer>, String>();
        table.indexes().forEach(index -> names.putIfAbsent(index.columns(), index.name()));
        for (Constraint constraint : table.constraints()) {
            if (constraint instanceof Constraint.Unique unique) {
                names.putIfAbsent(unique.columns(), unique.name());
            } else if (constraint instanceof Constraint.ForeignKey foreign) {
                names.putIfAbsent(foreign.columns(), foreign.name());
            }
        }
        return names;
    }

    private static @Nullable IndexPath path(
            String name, List<Integer> columns, List<RexNode> conditions, TableRead read) {
        var equal = new ArrayList<List<RexNode>>();
        for (int position : columns) {
            List<Bounds> bounds = ColumnBounds.of(conditions, read, position);
            if (bounds == null) {
                break;
            }
            if (!ColumnBounds.isValues(bounds)) {
                var path = new IndexPath(name, columns, equal, bounds);
                return path.size() <= RANGES_MAX ? path : ended(name, columns, equal);
            }
            equal.add(bounds.stream()
                    .map(each -> Objects.requireNonNull(each.value()))
                    .toList());
            if (new IndexPath(name, columns, equal, List.of()).size() > RANGES_MAX) {
                equal.remove(equal.size() - 1);
                break;
            }
        }
        return ended(name, columns, equal);
    }

    private static @Nullable IndexPath ended(String name, List<Integer> columns, List<List<RexNode>> equal) {
        return equal.isEmpty() ? null : new IndexPath(name, columns, equal, List.of());
    }
}
