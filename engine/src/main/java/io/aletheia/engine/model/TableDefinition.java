package io.aletheia.engine.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node table or an edge table. Immutable. A row of it is an {@code Object[]} with one element per column, in the form that
 * {@link ValueType.Kind} names.
 *
 * @param id number of the table, positive, never reused
 * @param schema name of the schema, such as PUBLIC
 * @param name as declared; matched without regard to case
 * @param columns all declared columns in order; first the generated {@code _id} if there is one; in an edge table then the
 *     source key's columns and the target key's
 * @param primaryKey positions of the key columns, never empty
 * @param endpoints what the edges join; null in a node table
 * @param options what WITH says of the table
 */
public record TableDefinition(
        int id,
        String schema,
        String name,
        List<ColumnDefinition> columns,
        List<Integer> primaryKey,
        @Nullable Endpoints endpoints,
        TableOptions options) {

    /**
     * The two node tables that an edge table joins.
     *
     * @param sourceTableId table of the nodes that edges leave
     * @param targetTableId table of the nodes that edges reach
     * @param sourceColumns positions of this table's columns that hold the source's primary key, in the key's order
     * @param targetColumns likewise for the target
     */
    public record Endpoints(
            int sourceTableId, int targetTableId, List<Integer> sourceColumns, List<Integer> targetColumns) {
        /** Copies the lists. */
        public Endpoints {
            sourceColumns = List.copyOf(sourceColumns);
            targetColumns = List.copyOf(targetColumns);
        }
    }

    /** Copies the lists. */
    public TableDefinition {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
    }

    /** A table with the default options. */
    public TableDefinition(
            int id,
            String schema,
            String name,
            List<ColumnDefinition> columns,
            List<Integer> primaryKey,
            @Nullable Endpoints endpoints) {
        this(id, schema, name, columns, primaryKey, endpoints, TableOptions.DEFAULTS);
    }

    /** Whether this is an edge table. */
    public boolean isEdge() {
        return endpoints != null;
    }

    /** What holds of an edge where one of its nodes is not there. */
    public EndpointPolicy endpointPolicy() {
        return options.endpointPolicy();
    }

    /** Whether the key is the generated {@code _id}. */
    public boolean hasGeneratedKey() {
        return columns.get(primaryKey.get(0)).generated();
    }

    /** Position of a column by name without regard to case; -1 if there is none. */
    public int columnPosition(String columnName) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equalsIgnoreCase(columnName)) {
                return i;
            }
        }
        return -1;
    }
}
