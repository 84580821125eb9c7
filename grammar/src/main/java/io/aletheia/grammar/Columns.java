package io.aletheia.grammar;

import io.aletheia.grammar.generated.AletheiaParser;
import io.aletheia.grammar.tree.ColumnDefinition;
import io.aletheia.grammar.tree.ColumnDefinition.Generation;
import io.aletheia.grammar.tree.TableConstraint;
import io.aletheia.grammar.tree.TableConstraint.Action;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Builds columns and constraints of tables. */
final class Columns {
    private final Builder builder;

    Columns(Builder builder) {
        this.builder = builder;
    }

    /** Builds the column and adds what makes constraints of the table to the list. */
    ColumnDefinition column(AletheiaParser.ColumnDefinitionContext context, List<TableConstraint> constraints) {
        SqlIdentifier name = builder.names.simple(context.identifier());
        boolean notNull = false;
        @Nullable SqlNode defaultValue = null;
        Generation generation = Generation.NONE;
        for (AletheiaParser.ColumnConstraintContext constraint : context.columnConstraint()) {
            if (constraint instanceof AletheiaParser.NullConstraintContext nullable) {
                notNull = nullable.NOT() != null;
            } else if (constraint instanceof AletheiaParser.DefaultConstraintContext value) {
                defaultValue = builder.expressions.arithmetic(value.arithmetic());
            } else if (constraint instanceof AletheiaParser.IdentityConstraintContext identity) {
                generation = identity.ALWAYS() != null ? Generation.ALWAYS : Generation.BY_DEFAULT;
            } else {
                constraints.add(columnConstraint(constraint, name));
            }
        }
        if (generation != Generation.NONE && defaultValue != null) {
            throw builder.text.error(context, "a column has DEFAULT or GENERATED, not both");
        }
        return new ColumnDefinition(
                name, builder.types.typeName(context.dataType()), notNull, defaultValue, generation);
    }

    private TableConstraint columnConstraint(AletheiaParser.ColumnConstraintContext context, SqlIdentifier column) {
        List<SqlIdentifier> columns = List.of(column);
        if (context instanceof AletheiaParser.PrimaryKeyColumnContext key) {
            return new TableConstraint.PrimaryKey(builder.names.simpleOrNull(key.identifier()), columns);
        }
        if (context instanceof AletheiaParser.UniqueColumnContext unique) {
            return new TableConstraint.Unique(builder.names.simpleOrNull(unique.identifier()), columns);
        }
        if (context instanceof AletheiaParser.CheckColumnContext check) {
            return new TableConstraint.Check(
                    builder.names.simpleOrNull(check.identifier()), builder.expressions.expression(check.expression()));
        }
        AletheiaParser.ReferenceColumnContext reference = (AletheiaParser.ReferenceColumnContext) context;
        return new TableConstraint.ForeignKey(
                builder.names.simpleOrNull(reference.identifier()),
                columns,
                builder.names.qualified(reference.qualifiedName()),
                builder.names.columns(reference.columnNames()),
                action(reference.referentialAction(), true),
                action(reference.referentialAction(), false));
    }

    TableConstraint constraint(AletheiaParser.TableConstraintContext context) {
        if (context instanceof AletheiaParser.KeyConstraintContext key) {
            SqlIdentifier name = builder.names.simpleOrNull(key.identifier());
            List<SqlIdentifier> columns = builder.names.simples(key.keyColumns().identifier());
            return key.UNIQUE() != null
                    ? new TableConstraint.Unique(name, columns)
                    : new TableConstraint.PrimaryKey(name, columns);
        }
        if (context instanceof AletheiaParser.CheckConstraintContext check) {
            return new TableConstraint.Check(
                    builder.names.simpleOrNull(check.identifier()), builder.expressions.expression(check.expression()));
        }
        AletheiaParser.ForeignKeyContext foreign = (AletheiaParser.ForeignKeyContext) context;
        AletheiaParser.ReferenceColumnsContext referred = foreign.referenceColumns(1);
        return new TableConstraint.ForeignKey(
                builder.names.simpleOrNull(foreign.identifier()),
                builder.names.simples(foreign.referenceColumns(0).identifier()),
                builder.names.qualified(foreign.qualifiedName()),
                referred == null ? List.of() : builder.names.simples(referred.identifier()),
                action(foreign.referentialAction(), true),
                action(foreign.referentialAction(), false));
    }

    private Action action(List<AletheiaParser.ReferentialActionContext> contexts, boolean onDelete) {
        @Nullable Action result = null;
        for (AletheiaParser.ReferentialActionContext context : contexts) {
            if ((context.DELETE() != null) == onDelete) {
                if (result != null) {
                    throw builder.text.error(
                            context, "the action ON " + (onDelete ? "DELETE" : "UPDATE") + " is given twice");
                }
                result = action(context);
            }
        }
        return result == null ? Action.NO_ACTION : result;
    }

    private static Action action(AletheiaParser.ReferentialActionContext context) {
        if (context.RESTRICT() != null) {
            return Action.RESTRICT;
        }
        if (context.CASCADE() != null) {
            return Action.CASCADE;
        }
        if (context.NULL() != null) {
            return Action.SET_NULL;
        }
        return context.DEFAULT() != null ? Action.SET_DEFAULT : Action.NO_ACTION;
    }
}
