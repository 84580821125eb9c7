package io.aletheia.engine.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node table or an edge table. Immutable. A row of it is an {@code Object[]} with one element per column, in the form that
 * {@link ValueType.Kind} names.
 *
 * @param id number of the table, positive, never reused
 * @param schema name of the schema, such as PUBLIC
 * @param name as declared; matched without regard to case
 * @param columns all columns that were ever declared in order, those that were dropped included, so that a position always means
 *     the same; first the generated {@code _id} if there is one; in an edge table then the source key's columns and the target
 *     key's
 * @param primaryKey positions of the key columns, never empty
 * @param endpoints what the edges join; null in a node table
 * @param options what WITH says of the table
 * @param constraints what rows must fulfil, in the order of their making
 * @param indexes the declared indexes, in the order of their making
 */
public record TableDefinition(
        int id,
        String schema,
        String name,
        List<ColumnDefinition> columns,
        List<Integer> primaryKey,
        @Nullable Endpoints endpoints,
        TableOptions options,
        List<Constraint> constraints,
        List<IndexDefinition> indexes) {

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
        constraints = List.copyOf(constraints);
        indexes = List.copyOf(indexes);
    }

    /** A table without constraints and indexes. */
    public TableDefinition(
            int id,
            String schema,
            String name,
            List<ColumnDefinition> columns,
            List<Integer> primaryKey,
            @Nullable Endpoints endpoints,
            TableOptions options) {
        this(id, schema, name, columns, primaryKey, endpoints, options, List.of(), List.of());
    }

    /** A table with the default options, without constraints and indexes. */
    public TableDefinition(
            int id,
            String schema,
            String name,
            List<ColumnDefinition> columns,
            List<Integer> primaryKey,
            @Nullable Endpoints endpoints) {
        this(id, schema, name, columns, primaryKey, endpoints, TableOptions.DEFAULTS);
    }

    /** The same under another number, also where it refers to itself. */
    public TableDefinition withId(int newId) {
        var named = new ArrayList<Constraint>();
        for (Constraint constraint : constraints) {
            named.add(
                    constraint instanceof Constraint.ForeignKey foreign && foreign.tableId() == id
                            ? foreign.to(newId)
                            : constraint);
        }
        return new TableDefinition(newId, schema, name, columns, primaryKey, endpoints, options, named, indexes);
    }

    /** The same under another name. */
    public TableDefinition withName(String newName) {
        return new TableDefinition(id, schema, newName, columns, primaryKey, endpoints, options, constraints, indexes);
    }

    /** The same with other columns. */
    public TableDefinition withColumns(List<ColumnDefinition> newColumns) {
        return new TableDefinition(id, schema, name, newColumns, primaryKey, endpoints, options, constraints, indexes);
    }

    /** The same with other constraints. */
    public TableDefinition withConstraints(List<Constraint> newConstraints) {
        return new TableDefinition(id, schema, name, columns, primaryKey, endpoints, options, newConstraints, indexes);
    }

    /** The same with other indexes. */
    public TableDefinition withIndexes(List<IndexDefinition> newIndexes) {
        return new TableDefinition(id, schema, name, columns, primaryKey, endpoints, options, constraints, newIndexes);
    }

    /** The same with other options. */
    public TableDefinition withOptions(TableOptions newOptions) {
        return new TableDefinition(id, schema, name, columns, primaryKey, endpoints, newOptions, constraints, indexes);
    }

    /** Whether the primary key is one that nobody declared: generated, of a node table, and shown only to who names it. */
    public boolean hasHiddenKey() {
        return endpoints == null
                && primaryKey.size() == 1
                && columns.get(primaryKey.get(0)).generated();
    }

    /** Positions of the columns that are shown to who names none: all that are there but a hidden key. */
    public List<Integer> shownColumns() {
        List<Integer> shown = presentColumns();
        if (hasHiddenKey()) {
            shown.remove(primaryKey.get(0));
        }
        return shown;
    }

    /** Positions of the columns that are there: all but those that were dropped. */
    public List<Integer> presentColumns() {
        var present = new ArrayList<Integer>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            if (!columns.get(i).dropped()) {
                present.add(i);
            }
        }
        return present;
    }

    /** The value of a column in a row that may have been put when there were fewer columns. */
    public @Nullable Object value(@Nullable Object[] row, int position) {
        return position < row.length ? row[position] : columns.get(position).missingValue();
    }

    /** The row with all columns that there are now; the same if it has them. */
    public @Nullable Object[] widened(@Nullable Object[] row) {
        if (row.length >= columns.size()) {
            return row;
        }
        @Nullable Object[] wide = Arrays.copyOf(row, columns.size());
        for (int i = row.length; i < wide.length; i++) {
            wide[i] = columns.get(i).missingValue();
        }
        return wide;
    }

    /** The lists of columns by whose values entities have to be found, each once. */
    public List<List<Integer>> indexedColumns() {
        var lists = new LinkedHashSet<List<Integer>>();
        for (Constraint constraint : constraints) {
            if (constraint instanceof Constraint.Unique unique) {
                lists.add(unique.columns());
            } else if (constraint instanceof Constraint.ForeignKey foreign) {
                lists.add(foreign.columns());
            }
        }
        indexes.forEach(index -> lists.add(index.columns()));
        return List.copyOf(lists);
    }

    /** The lists of columns in which no two entities may agree at an instant, as constraints. */
    public List<Constraint.Unique> uniques() {
        var uniques = new ArrayList<Constraint.Unique>();
        for (Constraint constraint : constraints) {
            if (constraint instanceof Constraint.Unique unique) {
                uniques.add(unique);
            }
        }
        for (IndexDefinition index : indexes) {
            if (index.unique()) {
                uniques.add(new Constraint.Unique(index.name(), index.columns()));
            }
        }
        return uniques;
    }

    /** Whether this is an edge table. */
    public boolean isEdge() {
        return endpoints != null;
    }

    /** What holds of an edge where one of its nodes is not there. */
    public EndpointPolicy endpointPolicy() {
        return options.endpointPolicy();
    }

    /** The portion that a write to this table is about; errors as {@link TableOptions#portion}. */
    public Portion portion(Portion stated, long nowMicros) {
        return options.portion(stated, nowMicros, name);
    }

    /** Whether the key is the generated {@code _id}. */
    public boolean hasGeneratedKey() {
        return columns.get(primaryKey.get(0)).generated();
    }

    /** Position of a column by name without regard to case; -1 if there is none. */
    public int columnPosition(String columnName) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equalsIgnoreCase(columnName)
                    && !columns.get(i).dropped()) {
                return i;
            }
        }
        return -1;
    }
}
