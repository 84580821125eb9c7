package io.aletheia.query.graph;

import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.NearestName;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.grammar.tree.PatternElement;
import io.aletheia.grammar.tree.TimeSpecs;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/** The variables of one pattern and the tables that they range over. Not thread-safe. */
final class PatternVariables {
    private final CatalogVersion catalog;
    private final Map<String, PatternVariable> byName = new LinkedHashMap<>();
    private int anonymous;

    PatternVariables(CatalogVersion catalog) {
        this.catalog = catalog;
    }

    /** All of them in the order of their first places. */
    Collection<PatternVariable> all() {
        return byName.values();
    }

    @Nullable
    PatternVariable find(String name) {
        return byName.get(name.toLowerCase(Locale.ROOT));
    }

    PatternVariable node(
            @Nullable SqlIdentifier name,
            @Nullable SqlIdentifier label,
            List<PatternElement.Property> properties,
            @Nullable SqlNode where,
            TimeSpecs times,
            SqlParserPos position) {
        return place(name, false, label, properties, where, times, position);
    }

    PatternVariable edge(
            @Nullable SqlIdentifier name,
            @Nullable SqlIdentifier label,
            List<PatternElement.Property> properties,
            @Nullable SqlNode where,
            TimeSpecs times,
            SqlParserPos position) {
        if (name != null && find(name.getSimple()) != null) {
            throw PatternPath.unsupported("the edge variable " + name.getSimple() + " in two places");
        }
        return place(name, true, label, properties, where, times, position);
    }

    private PatternVariable place(
            @Nullable SqlIdentifier name,
            boolean edge,
            @Nullable SqlIdentifier label,
            List<PatternElement.Property> properties,
            @Nullable SqlNode where,
            TimeSpecs times,
            SqlParserPos position) {
        String alias = name == null ? "$" + ++anonymous : name.getSimple();
        PatternVariable variable = byName.computeIfAbsent(
                alias.toLowerCase(Locale.ROOT), key -> new PatternVariable(alias, name != null, edge, position));
        if (variable.isEdge() != edge) {
            throw new DatabaseException(
                    ErrorCode.WRONG_OBJECT, "the variable " + alias + " is both a node and an edge");
        }
        if (label != null) {
            TableDefinition table = table(label, edge);
            TableDefinition before = variable.table();
            if (before != null && before.id() != table.id()) {
                throw new DatabaseException(
                        ErrorCode.WRONG_OBJECT,
                        "the variable " + alias + " cannot be " + before.name() + " and " + table.name());
            }
            variable.setTable(table);
        }
        for (PatternElement.Property property : properties) {
            SqlIdentifier column = variable.column(Util.last(property.name().names));
            variable.conditions()
                    .add(SqlStdOperatorTable.EQUALS.createCall(
                            property.name().getParserPosition(), column, property.value()));
        }
        if (where != null) {
            variable.conditions().add(where);
        }
        if (!times.isEmpty()) {
            variable.setTimes(times);
        }
        return variable;
    }

    /** The table with this label. UNKNOWN_TABLE (42P01) with the nearest name, WRONG_OBJECT (42809) for a node as an edge. */
    private TableDefinition table(SqlIdentifier label, boolean edge) {
        String name = Util.last(label.names);
        String schema = label.names.size() > 1 ? label.names.get(label.names.size() - 2) : CatalogVersion.PUBLIC;
        TableDefinition table = catalog.table(schema, name);
        if (catalog.view(schema, name) != null) {
            throw new DatabaseException(
                    ErrorCode.WRONG_OBJECT, name + " is a view; the labels of patterns are node and edge tables");
        }
        if (table == null) {
            List<String> names =
                    catalog.tables().stream().map(TableDefinition::name).toList();
            throw new DatabaseException(
                    ErrorCode.UNKNOWN_TABLE,
                    "there is no table with the label \"" + name + "\"" + NearestName.suggestion(name, names));
        }
        if (table.isEdge() != edge) {
            throw new DatabaseException(
                    ErrorCode.WRONG_OBJECT,
                    table.name()
                            + (edge ? " is a node table, not an edge table" : " is an edge table, not a node table"));
        }
        return table;
    }

    /** Finds the tables of elements without a label from their neighbours, as far as the catalog leaves no choice. */
    void inferLabels(List<PatternPath> paths) {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (PatternPath path : paths) {
                for (int i = 0; i < path.edges().size(); i++) {
                    PatternPath.Step step = path.edges().get(i);
                    PatternVariable left = path.nodes().get(i);
                    PatternVariable right = path.nodes().get(i + 1);
                    changed |= infer(step.variable(), step.rightward() ? left : right, step.rightward() ? right : left);
                }
            }
        }
        for (PatternVariable variable : all()) {
            if (variable.table() == null) {
                String what = variable.isEdge() ? "an edge" : "a node";
                throw PatternPath.unsupported(what + " without a label where several tables are possible");
            }
        }
    }

    private boolean infer(PatternVariable edge, PatternVariable source, PatternVariable target) {
        boolean changed = false;
        if (edge.table() == null) {
            List<TableDefinition> candidates = catalog.tables().stream()
                    .filter(TableDefinition::isEdge)
                    .filter(table -> isEnd(table, source, true) && isEnd(table, target, false))
                    .toList();
            if (candidates.size() != 1) {
                return false;
            }
            edge.setTable(candidates.get(0));
            changed = true;
        }
        boolean sourceFound = fit(edge, source, true);
        boolean targetFound = fit(edge, target, false);
        return sourceFound || targetFound || changed;
    }

    private static boolean isEnd(TableDefinition edges, PatternVariable node, boolean source) {
        TableDefinition table = node.table();
        return table == null || table.id() == endId(edges, source);
    }

    /** Gives the node at an edge's end its table, or checks that it has the right one. */
    private boolean fit(PatternVariable edge, PatternVariable node, boolean source) {
        TableDefinition edges = Objects.requireNonNull(edge.table());
        TableDefinition nodes =
                Objects.requireNonNull(catalog.table(endId(edges, source)), "endpoint of an edge table");
        TableDefinition given = node.table();
        if (given == null) {
            node.setTable(nodes);
            return true;
        }
        if (given.id() != nodes.id()) {
            throw new DatabaseException(
                    ErrorCode.WRONG_OBJECT,
                    "an edge of " + edges.name() + " leads " + (source ? "from " : "to ") + nodes.name() + ", not "
                            + (source ? "from " : "to ") + given.name());
        }
        return false;
    }

    private static int endId(TableDefinition edges, boolean source) {
        TableDefinition.Endpoints endpoints = Objects.requireNonNull(edges.endpoints());
        return source ? endpoints.sourceTableId() : endpoints.targetTableId();
    }
}
