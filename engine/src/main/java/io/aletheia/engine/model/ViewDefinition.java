package io.aletheia.engine.model;

import java.util.List;

/**
 * A named query. The engine keeps its text only. Immutable.
 *
 * @param id number of the view, positive, never reused, not that of a table either
 * @param schema name of the schema
 * @param name as declared; matched without regard to case
 * @param columns names and types of the columns in order
 * @param labels the names that the columns have in the query, in the same order
 * @param sql the query's text
 * @param tables ids of the tables and views that the query reads
 */
public record ViewDefinition(
        int id,
        String schema,
        String name,
        List<ColumnDefinition> columns,
        List<String> labels,
        String sql,
        List<Integer> tables) {
    /** Copies the lists. */
    public ViewDefinition {
        columns = List.copyOf(columns);
        labels = List.copyOf(labels);
        tables = List.copyOf(tables);
    }

    /** The same under another number. */
    public ViewDefinition withId(int newId) {
        return new ViewDefinition(newId, schema, name, columns, labels, sql, tables);
    }
}
