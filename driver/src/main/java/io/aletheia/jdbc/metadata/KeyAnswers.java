package io.aletheia.jdbc.metadata;

import io.aletheia.engine.model.Constraint;
import io.aletheia.engine.model.IndexDefinition;
import io.aletheia.engine.model.ReferentialAction;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.query.Cursor;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Keys, indexes and what refers to keys. Every edge table refers to its two node tables, so a diagram of the keys is the graph's schema.
 * Immutable.
 */
final class KeyAnswers {
    private static final int PRIMARY_NAME = 2;
    private static final int FOREIGN_NAME = 6;
    private static final short RESTRICT = DatabaseMetaData.importedKeyRestrict;

    private final CatalogView catalog;

    KeyAnswers(CatalogView catalog) {
        this.catalog = catalog;
    }

    Cursor primaryKeys(NamePattern schema, NamePattern name) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (CatalogView.Listed listed : catalog.declared(schema, name)) {
            TableDefinition table = listed.definition();
            List<@Nullable Object[]> ofTable = new ArrayList<>();
            for (int i = 0; i < table.primaryKey().size() && !table.hasHiddenKey(); i++) {
                String column = table.columns().get(table.primaryKey().get(i)).name();
                ofTable.add(
                        new @Nullable Object[] {null, table.schema(), table.name(), column, i + 1, primaryKeyName(table)
                        });
            }
            ofTable.sort(Comparator.comparing(row -> String.valueOf(row[3]).toLowerCase(Locale.ROOT)));
            rows.addAll(ofTable);
        }
        return ResultShape.PRIMARY_KEYS.of(rows);
    }

    /** References of edge tables that match to node tables, ordered by the node tables. */
    Cursor importedKeys(NamePattern edgeSchema, NamePattern edgeName) {
        return references(NamePattern.of(null), NamePattern.of(null), edgeSchema, edgeName, PRIMARY_NAME);
    }

    /** References of edge tables to node tables that match, ordered by the edge tables. */
    Cursor exportedKeys(NamePattern nodeSchema, NamePattern nodeName) {
        return references(nodeSchema, nodeName, NamePattern.of(null), NamePattern.of(null), FOREIGN_NAME);
    }

    /** References of edge tables to node tables where both match, ordered by the edge tables. */
    Cursor crossReference(NamePattern nodeSchema, NamePattern nodeName, NamePattern edgeSchema, NamePattern edgeName) {
        return references(nodeSchema, nodeName, edgeSchema, edgeName, FOREIGN_NAME);
    }

    private Cursor references(
            NamePattern nodeSchema, NamePattern nodeName, NamePattern edgeSchema, NamePattern edgeName, int orderedBy) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (CatalogView.Listed listed : catalog.declared(edgeSchema, edgeName)) {
            TableDefinition edge = listed.definition();
            for (Constraint constraint : edge.constraints()) {
                if (constraint instanceof Constraint.ForeignKey foreign) {
                    TableDefinition referred = catalog.byId(foreign.tableId());
                    if (nodeSchema.matches(referred.schema()) && nodeName.matches(referred.name())) {
                        short onDelete = rule(foreign.onDelete());
                        short onUpdate = rule(foreign.onUpdate());
                        addReference(rows, edge, foreign.name(), foreign.columns(), referred, onUpdate, onDelete);
                    }
                }
            }
            TableDefinition.Endpoints endpoints = edge.endpoints();
            if (endpoints == null) {
                continue;
            }
            TableDefinition source = catalog.byId(endpoints.sourceTableId());
            if (nodeSchema.matches(source.schema()) && nodeName.matches(source.name())) {
                addReference(
                        rows,
                        edge,
                        "FK_" + edge.name() + "_SOURCE",
                        endpoints.sourceColumns(),
                        source,
                        RESTRICT,
                        RESTRICT);
            }
            TableDefinition target = catalog.byId(endpoints.targetTableId());
            if (nodeSchema.matches(target.schema()) && nodeName.matches(target.name())) {
                addReference(
                        rows,
                        edge,
                        "FK_" + edge.name() + "_TARGET",
                        endpoints.targetColumns(),
                        target,
                        RESTRICT,
                        RESTRICT);
            }
        }
        rows.sort(Comparator.comparing((@Nullable Object[] row) -> String.valueOf(row[orderedBy - 1]))
                .thenComparing(row -> String.valueOf(row[orderedBy]).toLowerCase(Locale.ROOT))
                // Both references of an edge to one table have equal names so far; the key's name keeps them together.
                .thenComparing(row -> String.valueOf(row[11])));
        return ResultShape.FOREIGN_KEYS.of(rows);
    }

    private static short rule(ReferentialAction action) {
        int rule = switch (action) {
            case NO_ACTION -> DatabaseMetaData.importedKeyNoAction;
            case RESTRICT -> DatabaseMetaData.importedKeyRestrict;
            case CASCADE -> DatabaseMetaData.importedKeyCascade;
            case SET_NULL -> DatabaseMetaData.importedKeySetNull;
            case SET_DEFAULT -> DatabaseMetaData.importedKeySetDefault;
        };
        return (short) rule;
    }

    private static void addReference(
            List<@Nullable Object[]> rows,
            TableDefinition edge,
            String name,
            List<Integer> columns,
            TableDefinition node,
            short onUpdate,
            short onDelete) {
        for (int i = 0; i < columns.size(); i++) {
            rows.add(new @Nullable Object[] {
                null,
                node.schema(),
                node.name(),
                node.columns().get(node.primaryKey().get(i)).name(),
                null,
                edge.schema(),
                edge.name(),
                edge.columns().get(columns.get(i)).name(),
                i + 1,
                onUpdate,
                onDelete,
                name,
                primaryKeyName(node),
                DatabaseMetaData.importedKeyNotDeferrable
            });
        }
    }

    /** The key index of each table, those of UNIQUE constraints and the declared ones. */
    Cursor indexes(NamePattern schema, NamePattern name, boolean uniqueOnly) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (CatalogView.Listed listed : catalog.declared(schema, name)) {
            TableDefinition table = listed.definition();
            String key = primaryKeyName(table);
            if (!table.hasHiddenKey()) {
                addIndex(rows, table, key, table.primaryKey(), null, DatabaseMetaData.tableIndexHashed, true);
            }
            for (Constraint constraint : table.constraints()) {
                if (constraint instanceof Constraint.Unique unique) {
                    short type = DatabaseMetaData.tableIndexOther;
                    addIndex(rows, table, unique.name(), unique.columns(), List.of(), type, true);
                }
            }
            for (IndexDefinition index : table.indexes()) {
                addIndex(
                        rows,
                        table,
                        index.name(),
                        index.columns(),
                        index.descending(),
                        DatabaseMetaData.tableIndexOther,
                        index.unique());
            }
        }
        rows.removeIf(row -> uniqueOnly && Boolean.TRUE.equals(row[3]));
        // Stable, so the columns of one index stay in the key's order.
        rows.sort(Comparator.comparing((@Nullable Object[] row) -> Boolean.TRUE.equals(row[3]))
                .thenComparing(row -> String.valueOf(row[6]))
                .thenComparing(row -> String.valueOf(row[5])));
        return ResultShape.INDEXES.of(rows);
    }

    /** Adds an index; the columns in descending order are null for one without order. */
    private static void addIndex(
            List<@Nullable Object[]> rows,
            TableDefinition table,
            String name,
            List<Integer> columns,
            @Nullable List<Integer> descending,
            short type,
            boolean unique) {
        for (int i = 0; i < columns.size(); i++) {
            String order = descending == null ? null : descending.contains(columns.get(i)) ? "D" : "A";
            rows.add(new @Nullable Object[] {
                null,
                table.schema(),
                table.name(),
                !unique,
                null,
                name,
                type,
                i + 1,
                table.columns().get(columns.get(i)).name(),
                order,
                0,
                0,
                null
            });
        }
    }

    private static String primaryKeyName(TableDefinition table) {
        for (Constraint constraint : table.constraints()) {
            if (constraint instanceof Constraint.PrimaryKey) {
                return constraint.name();
            }
        }
        return "PK_" + table.name();
    }
}
