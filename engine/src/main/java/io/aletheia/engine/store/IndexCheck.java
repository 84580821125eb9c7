package io.aletheia.engine.store;

import io.aletheia.engine.index.ValueIndex;
import java.util.List;
import java.util.function.Consumer;

/**
 * Compares a table's indexes over values with its rows: a search for the values of a row finds its entity, unless the first value is
 * null, and each entry is of a row that there is and has its place in the order. For the thread that may apply commits, while it
 * applies none.
 */
final class IndexCheck {
    private final TableStore table;
    private final VersionRows rows;
    private final Consumer<String> violations;

    IndexCheck(TableStore table, Consumer<String> violations) {
        this.table = table;
        this.rows = table.rows();
        this.violations = violations;
    }

    void run() {
        table.valueIndexes().forEach(this::check);
    }

    private void check(List<Integer> columns, ValueIndex index) {
        String name = "the index over " + names(columns);
        for (int row = 0; row < rows.size(); row++) {
            int entity = rows.page(row).entity(row & Page.MASK);
            // An index that was made after its entity was erased knows nothing of it.
            boolean blank = table.isBlank(entity);
            if (!blank && table.valueAt(row, entity, columns.get(0)) != null && !index.contains(entity, row)) {
                violations.accept(name + " does not lead to row " + row + " of entity " + entity);
            }
        }
        index.forEach((entity, row) -> {
            boolean there = row >= 0 && row < rows.size() && rows.page(row).entity(row & Page.MASK) == entity;
            if (!there) {
                violations.accept(name + " has row " + row + " of entity " + entity + ", which there is not");
            } else if (table.valueAt(row, entity, columns.get(0)) != null && !index.contains(entity, row)) {
                violations.accept(
                        name + " has row " + row + " of entity " + entity + " in another place than its values'");
            }
        });
    }

    private String names(List<Integer> columns) {
        return columns.stream()
                .map(position -> table.definition().columns().get(position).name())
                .toList()
                .toString();
    }
}
