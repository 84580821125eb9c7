package io.aletheia.query.statement;

import io.aletheia.engine.Transaction;
import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.Constraint;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TableOptions;
import io.aletheia.engine.model.ValueType;
import io.aletheia.grammar.AletheiaSql;
import io.aletheia.grammar.SqlPrinter;
import io.aletheia.grammar.tree.AlterAction;
import io.aletheia.query.plan.PlanErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** Carries out the actions of ALTER TABLE, one after the other. For one statement. */
final class TableAlterer {
    private final Transaction transaction;
    private final Environment environment;
    private TableDefinition table;

    /** Alters a table; defaults are evaluated in the environment. */
    TableAlterer(Transaction transaction, Environment environment, TableDefinition table) {
        this.transaction = transaction;
        this.environment = environment;
        this.table = table;
    }

    /** Carries out an action and says whether it changed anything. */
    boolean run(AlterAction action) {
        TableDefinition altered = altered(action);
        if (altered.equals(table)) {
            return false;
        }
        transaction.alterTable(altered);
        TableDefinition present = transaction.catalog().table(table.id());
        if (present != null) {
            table = present;
        }
        return true;
    }

    private TableDefinition altered(AlterAction action) {
        if (action instanceof AlterAction.AddColumn add) {
            return addColumn(add);
        } else if (action instanceof AlterAction.DropColumn drop) {
            return dropColumn(drop);
        } else if (action instanceof AlterAction.SetDefault set) {
            int position = column(set.column());
            String text = set.value() == null ? null : DefaultText.of(set.value());
            ColumnDefinition column = table.columns().get(position).withDefault(text);
            ColumnDefault.value(environment, column, set.value(), transaction);
            return replace(position, column);
        } else if (action instanceof AlterAction.SetNotNull set) {
            int position = column(set.column());
            if (!set.notNull()) {
                refuseIdentity(position, set.column(), "must stay NOT NULL");
            }
            return replace(position, table.columns().get(position).withNullable(!set.notNull()));
        } else if (action instanceof AlterAction.AddConstraint add) {
            return new ConstraintBinder(transaction.catalog(), environment.schema())
                    .add(table, List.of(TableDefiner.withoutPrimaryKey(add.constraint())));
        } else if (action instanceof AlterAction.DropConstraint drop) {
            return dropConstraint(drop);
        } else if (action instanceof AlterAction.RenameTable rename) {
            TableDefiner.checkName(rename.name(), rename.name().getSimple());
            return table.withName(rename.name().getSimple());
        } else if (action instanceof AlterAction.RenameColumn rename) {
            return renameColumn(rename);
        } else if (action instanceof AlterAction.SetType set) {
            return setType(set);
        }
        return setOptions((AlterAction.SetOptions) action);
    }

    private TableDefinition setType(AlterAction.SetType set) {
        int position = column(set.column());
        refuseIdentity(position, set.column(), "keeps its type");
        ColumnDefinition column = table.columns().get(position);
        ValueType type = TableDefiner.type(set.type(), set.column());
        if (!column.type().mayBecome(type)) {
            throw StatementBinder.unsupported("ALTER COLUMN ... TYPE from " + column.type() + " to " + type);
        }
        return replace(position, column.withType(type));
    }

    private TableDefinition setOptions(AlterAction.SetOptions set) {
        TableOptions options = TableOptionValues.with(table.options(), set.options(), table.isEdge());
        TableOptions changeable = options.withNoopUpdates(table.options().noopUpdates())
                .withHistoryRetention(table.options().historyRetention());
        if (!changeable.equals(table.options())) {
            throw StatementBinder.unsupported(
                    "ALTER TABLE ... SET of another option than NOOP_UPDATES and HISTORY_RETENTION");
        }
        return table.withOptions(options);
    }

    private TableDefinition addColumn(AlterAction.AddColumn add) {
        SqlIdentifier name = add.column().name();
        if (table.columnPosition(name.getSimple()) >= 0) {
            if (add.ifNotExists()) {
                return table;
            }
            throw PlanErrors.at(
                    ErrorCode.COLUMN_EXISTS, name, "the column " + name + " of " + table.name() + " exists already");
        }
        ColumnDefinition column = TableDefiner.column(add.column(), Set.of());
        Object value = ColumnDefault.value(environment, column, add.column().defaultValue(), transaction);
        var columns = new ArrayList<>(table.columns());
        columns.add(column.withAddition(new ColumnDefinition.Addition(transaction.nowMicros(), value)));
        add.constraints().forEach(TableDefiner::withoutPrimaryKey);
        return new ConstraintBinder(transaction.catalog(), environment.schema())
                .add(table.withColumns(columns), add.constraints());
    }

    private TableDefinition dropColumn(AlterAction.DropColumn drop) {
        int position = drop.ifExists() ? table.columnPosition(drop.column().getSimple()) : column(drop.column());
        if (position < 0) {
            return table;
        }
        refuseIdentity(position, drop.column(), "cannot be dropped");
        var constraints = new ArrayList<>(table.constraints());
        constraints.removeIf(constraint -> isAbout(constraint, position));
        var indexes = new ArrayList<>(table.indexes());
        indexes.removeIf(index -> index.columns().contains(position));
        return replace(position, table.columns().get(position).asDropped(position))
                .withConstraints(constraints)
                .withIndexes(indexes);
    }

    private boolean isAbout(Constraint constraint, int position) {
        if (constraint instanceof Constraint.Check check) {
            return ConstraintBinder.columnsIn(table, AletheiaSql.parseExpression(check.sql()))
                    .contains(position);
        } else if (constraint instanceof Constraint.Unique unique) {
            return unique.columns().contains(position);
        }
        return constraint instanceof Constraint.ForeignKey foreign
                && foreign.columns().contains(position);
    }

    private TableDefinition dropConstraint(AlterAction.DropConstraint drop) {
        String name = drop.name().getSimple();
        for (Constraint constraint : table.constraints()) {
            if (constraint.name().equalsIgnoreCase(name)) {
                if (constraint instanceof Constraint.PrimaryKey) {
                    throw StatementBinder.unsupported("DROP CONSTRAINT of a primary key");
                }
                var rest = new ArrayList<>(table.constraints());
                rest.remove(constraint);
                return table.withConstraints(rest);
            }
        }
        if (drop.ifExists()) {
            return table;
        }
        throw PlanErrors.at(
                ErrorCode.UNKNOWN_OBJECT,
                drop.name(),
                "the table " + table.name() + " has no constraint \"" + name + "\"");
    }

    private TableDefinition renameColumn(AlterAction.RenameColumn rename) {
        int position = column(rename.column());
        String name = rename.name().getSimple();
        TableDefiner.checkName(rename.name(), name);
        int taken = table.columnPosition(name);
        if (taken >= 0 && taken != position) {
            throw PlanErrors.at(
                    ErrorCode.COLUMN_EXISTS,
                    rename.name(),
                    "the column " + name + " of " + table.name() + " exists already");
        }
        ColumnDefinition former = table.columns().get(position);
        if (former.generated()) {
            throw PlanErrors.at(
                    ErrorCode.INVALID_DEFINITION, rename.column(), "the generated key keeps the name " + former.name());
        }
        var constraints = new ArrayList<Constraint>();
        for (Constraint constraint : table.constraints()) {
            constraints.add(
                    constraint instanceof Constraint.Check check
                            ? new Constraint.Check(check.name(), renamed(check.sql(), former.name(), name))
                            : constraint);
        }
        return replace(position, former.withName(name)).withConstraints(constraints);
    }

    /** A condition's text with another name for a column. */
    private static String renamed(String condition, String from, String to) {
        SqlNode tree = AletheiaSql.parseExpression(condition);
        SqlNode renamed = tree.accept(new SqlShuttle() {
            @Override
            public @Nullable SqlNode visit(SqlIdentifier identifier) {
                int last = identifier.names.size() - 1;
                return !identifier.isStar() && identifier.names.get(last).equalsIgnoreCase(from)
                        ? identifier.setName(last, to)
                        : identifier;
            }
        });
        if (renamed == null) {
            throw new DatabaseException(ErrorCode.INTERNAL, "a condition is gone: " + condition);
        }
        return SqlPrinter.print(renamed);
    }

    /** The position of a column that is there. UNKNOWN_COLUMN (42703), INVALID_DEFINITION (42P16) for a period column. */
    private int column(SqlIdentifier name) {
        return ConstraintBinder.positions(table, List.of(name)).get(0);
    }

    private void refuseIdentity(int position, SqlIdentifier name, String what) {
        TableDefinition.Endpoints endpoints = table.endpoints();
        boolean identity = table.primaryKey().contains(position)
                || (endpoints != null
                        && (endpoints.sourceColumns().contains(position)
                                || endpoints.targetColumns().contains(position)));
        if (identity) {
            throw PlanErrors.at(
                    ErrorCode.INVALID_DEFINITION,
                    name,
                    "the column " + name + " is part of what a row of " + table.name() + " is, and " + what);
        }
    }

    private TableDefinition replace(int position, ColumnDefinition column) {
        var columns = new ArrayList<>(table.columns());
        columns.set(position, column);
        return table.withColumns(columns);
    }
}
