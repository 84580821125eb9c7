package io.aletheia.query.statement;

import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.Constraint;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ReferentialAction;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.grammar.SqlPrinter;
import io.aletheia.grammar.tree.TableConstraint;
import io.aletheia.query.plan.PlanErrors;
import io.aletheia.query.plan.QueryFinder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/** Makes constraints of what is written, with a name for each. For one statement. */
final class ConstraintBinder {
    private final CatalogVersion catalog;
    private final String schema;

    ConstraintBinder(CatalogVersion catalog, String schema) {
        this.catalog = catalog;
        this.schema = schema;
    }

    /** The table with constraints more. */
    TableDefinition add(TableDefinition table, List<TableConstraint> written) {
        TableDefinition result = table;
        for (TableConstraint constraint : written) {
            var all = new ArrayList<>(result.constraints());
            Constraint made = bind(result, constraint);
            if (made != null) {
                all.add(made);
                result = result.withConstraints(all);
            }
        }
        return result;
    }

    private @Nullable Constraint bind(TableDefinition table, TableConstraint written) {
        if (written instanceof TableConstraint.PrimaryKey key) {
            return key.name() == null ? null : new Constraint.PrimaryKey(name(table, key, "pkey", List.of()));
        } else if (written instanceof TableConstraint.Unique unique) {
            List<Integer> columns = positions(table, unique.columns());
            return new Constraint.Unique(name(table, unique, "key", columns), columns);
        } else if (written instanceof TableConstraint.Check check) {
            return check(table, check);
        }
        return foreign(table, (TableConstraint.ForeignKey) written);
    }

    private static Constraint check(TableDefinition table, TableConstraint.Check check) {
        SqlNode query = QueryFinder.first(check.condition());
        if (query != null) {
            throw PlanErrors.at(
                    ErrorCode.INVALID_DEFINITION, query, "the condition of a CHECK is about one row, without queries");
        }
        List<Integer> columns = columnsIn(table, check.condition());
        for (int position : columns) {
            if (table.columns().get(position).generated()) {
                throw StatementBinder.unsupported("a CHECK of a generated column");
            }
        }
        String name = name(table, check, "check", columns.size() == 1 ? columns : List.of());
        String text = SqlPrinter.print(check.condition());
        // Planning changes the tree, so the text is taken before; errors have their places in the statement this way.
        CheckConditions.compile(table, check.condition());
        return new Constraint.Check(name, text);
    }

    /** The columns that a condition names, in their order. */
    static List<Integer> columnsIn(TableDefinition table, SqlNode condition) {
        Set<Integer> found = new TreeSet<>();
        condition.accept(new SqlBasicVisitor<@Nullable Void>() {
            @Override
            public @Nullable Void visit(SqlIdentifier identifier) {
                int position = identifier.isStar() ? -1 : table.columnPosition(Util.last(identifier.names));
                if (position >= 0) {
                    found.add(position);
                }
                return null;
            }
        });
        return List.copyOf(found);
    }

    private Constraint foreign(TableDefinition table, TableConstraint.ForeignKey foreign) {
        List<Integer> columns = positions(table, foreign.columns());
        String written = Util.last(foreign.table().names);
        boolean itself = written.equalsIgnoreCase(table.name());
        TableDefinition referred = itself ? table : TargetTable.find(catalog, schema, foreign.table());
        if (referred == null) {
            TargetTable.refuseView(catalog, foreign.table(), "is a view, which has no key to refer to");
            throw PlanErrors.at(ErrorCode.UNKNOWN_TABLE, foreign.table(), "there is no table \"" + written + "\"");
        }
        List<Integer> key = referred.primaryKey();
        if (!foreign.referred().isEmpty()) {
            List<Integer> named = positions(referred, foreign.referred());
            if (named.size() != key.size() || !new HashSet<>(named).equals(new HashSet<>(key))) {
                throw StatementBinder.unsupported("FOREIGN KEY to other columns than the primary key");
            }
            if (named.size() == columns.size()) {
                columns = key.stream().map(named::indexOf).map(columns::get).toList();
            }
        }
        return new Constraint.ForeignKey(
                name(table, foreign, "fkey", columns),
                columns,
                referred.id(),
                action(foreign.onDelete()),
                action(foreign.onUpdate()));
    }

    private static ReferentialAction action(TableConstraint.Action written) {
        return switch (written) {
            case NO_ACTION -> ReferentialAction.NO_ACTION;
            case RESTRICT -> ReferentialAction.RESTRICT;
            case CASCADE -> ReferentialAction.CASCADE;
            case SET_NULL -> ReferentialAction.SET_NULL;
            case SET_DEFAULT -> ReferentialAction.SET_DEFAULT;
        };
    }

    /** The columns' positions. UNKNOWN_COLUMN (42703). */
    static List<Integer> positions(TableDefinition table, List<SqlIdentifier> names) {
        var positions = new ArrayList<Integer>();
        for (SqlIdentifier name : names) {
            int position = TargetTable.column(table, name);
            if (position < 0) {
                throw PlanErrors.at(
                        ErrorCode.INVALID_DEFINITION, name, "no key or index can be over the period column " + name);
            }
            positions.add(position);
        }
        return positions;
    }

    /** The declared name, or one of table, column and kind that no other constraint of the table has. */
    private static String name(TableDefinition table, TableConstraint written, String kind, List<Integer> columns) {
        SqlIdentifier declared = written.name();
        if (declared != null) {
            String name = declared.getSimple();
            if (isTaken(table, name)) {
                throw PlanErrors.at(
                        ErrorCode.COLUMN_EXISTS,
                        declared,
                        "the table " + table.name() + " has a constraint " + name + " already");
            }
            return name;
        }
        return freeName(table, kind, columns);
    }

    /** A name of table, columns and kind that no constraint or index of the table has. */
    static String freeName(TableDefinition table, String kind, List<Integer> columns) {
        var parts = new ArrayList<String>();
        parts.add(table.name());
        for (int position : columns) {
            ColumnDefinition column = table.columns().get(position);
            parts.add(column.name());
        }
        parts.add(kind);
        String base = String.join("_", parts).toLowerCase(Locale.ROOT);
        String name = base;
        for (int i = 1; isTaken(table, name); i++) {
            name = base + i;
        }
        return name;
    }

    private static boolean isTaken(TableDefinition table, String name) {
        return table.constraints().stream()
                        .anyMatch(constraint -> constraint.name().equalsIgnoreCase(name))
                || table.indexes().stream().anyMatch(index -> index.name().equalsIgnoreCase(name));
    }
}
