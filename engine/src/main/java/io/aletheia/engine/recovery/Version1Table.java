package io.aletheia.engine.recovery;

import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.Operation;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ValueType;
import io.aletheia.engine.wal.Version1Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The table that stands for a label of version 1, and how it grows: a column for each property and type of its values, in the order
 * of their appearance. The first column of a property has its name; {@code <name>_<type>} is one for values of another type. Not
 * thread-safe.
 */
final class Version1Table {
    private static final String NODE_ID = "node_id";
    private static final String EDGE_ID = "edge_id";
    private static final String SOURCE = "source";
    private static final String TARGET = "target";

    private final String label;
    private final @Nullable Version1Table source;
    private final @Nullable Version1Table target;
    private TableDefinition definition;
    private final Map<String, List<Integer>> positions = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private boolean isNew = true;
    private boolean changed;

    /** A table of nodes, or of edges from nodes of one table to nodes of another. */
    Version1Table(int id, String name, String label, @Nullable Version1Table source, @Nullable Version1Table target) {
        this.label = label;
        this.source = source;
        this.target = target;
        List<ColumnDefinition> columns = new ArrayList<>();
        TableDefinition.Endpoints endpoints = null;
        if (source == null || target == null) {
            columns.add(key(NODE_ID));
        } else {
            columns.add(key(EDGE_ID));
            columns.add(key(SOURCE));
            columns.add(key(TARGET));
            endpoints = new TableDefinition.Endpoints(source.id(), target.id(), List.of(1), List.of(2));
        }
        columns.forEach(column -> names.add(column.name()));
        definition = new TableDefinition(
                id, CatalogVersion.PUBLIC, name, columns, List.of(0), endpoints, Version1Tables.options(endpoints));
    }

    private static ColumnDefinition key(String name) {
        return new ColumnDefinition(name, ValueType.BIGINT, false, null, false);
    }

    String label() {
        return label;
    }

    int id() {
        return definition.id();
    }

    TableDefinition definition() {
        return definition;
    }

    boolean joins(Version1Table otherSource, Version1Table otherTarget) {
        return source == otherSource && target == otherTarget;
    }

    /**
     * The row of a node or an edge; the table gets the columns that it needs for it. The ends of an edge stay null: they are not
     * stored with it but read where its nodes are.
     */
    @Nullable
    Object[] row(long id, Map<String, @Nullable Object> properties, Version1Entry entry) {
        Map<Integer, Object> values = new HashMap<>();
        properties.forEach((property, value) -> {
            if (value != null) {
                values.put(position(property, value, entry), value);
            }
        });
        @Nullable Object[] row = new @Nullable Object[definition.columns().size()];
        row[0] = id;
        values.forEach((position, value) -> row[position] = value);
        return row;
    }

    /** What must come before the row in its commit, if anything: the making of the table or of its new columns. */
    void addDefinition(List<Operation> operations) {
        if (isNew) {
            operations.add(new Operation.CreateTable(definition));
        } else if (changed) {
            operations.add(new Operation.AlterTable(definition));
        }
        isNew = false;
        changed = false;
    }

    private int position(String property, Object value, Version1Entry entry) {
        ValueType type = Version1Types.of(value, property, entry);
        List<Integer> known = positions.computeIfAbsent(property, p -> new ArrayList<>());
        for (int position : known) {
            ValueType column = definition.columns().get(position).type();
            if (type == null ? column.kind() == ValueType.Kind.ARRAY : column.equals(type)) {
                return position;
            }
        }
        ValueType added = type == null ? ValueType.array(ValueType.VARCHAR) : type;
        String wanted = known.isEmpty()
                ? property
                : property + "_" + added.toString().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        int position = definition.columns().size();
        known.add(position);
        List<ColumnDefinition> columns = new ArrayList<>(definition.columns());
        columns.add(new ColumnDefinition(
                Version1Tables.unused(Version1Tables.nameOf(wanted), names), added, true, null, false));
        definition = definition.withColumns(columns);
        changed = true;
        return position;
    }
}
