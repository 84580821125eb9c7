package io.aletheia.grammar;

import io.aletheia.grammar.generated.AletheiaParser;
import io.aletheia.grammar.tree.AlterAction;
import io.aletheia.grammar.tree.ColumnDefinition;
import io.aletheia.grammar.tree.Definition;
import io.aletheia.grammar.tree.TableConstraint;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.apache.calcite.sql.SqlIdentifier;
import org.jspecify.annotations.Nullable;

/** Builds CREATE, ALTER and DROP; columns and constraints are in {@link Columns}. */
final class Definitions {
    private final Builder builder;
    private final Columns columns;

    Definitions(Builder builder) {
        this.builder = builder;
        this.columns = new Columns(builder);
    }

    Definition definition(AletheiaParser.DefinitionContext context) {
        if (context instanceof AletheiaParser.CreateTableContext table) {
            return createTable(table);
        }
        if (context instanceof AletheiaParser.CreateIndexContext index) {
            return createIndex(index);
        }
        if (context instanceof AletheiaParser.CreateViewContext view) {
            return new Definition.CreateView(
                    builder.source(view),
                    view.REPLACE() != null,
                    view.ifNotExists() != null,
                    builder.names.qualified(view.qualifiedName()),
                    builder.names.columns(view.columnNames()),
                    builder.queries.query(view.query()),
                    builder.text.slice(view.query()));
        }
        if (context instanceof AletheiaParser.CreateSchemaContext schema) {
            return new Definition.CreateSchema(
                    builder.source(schema),
                    schema.ifNotExists() != null,
                    builder.names.qualified(schema.qualifiedName()));
        }
        if (context instanceof AletheiaParser.DropContext drop) {
            return drop(drop);
        }
        return alterTable((AletheiaParser.AlterTableContext) context);
    }

    private Definition createTable(AletheiaParser.CreateTableContext context) {
        List<ColumnDefinition> definitions = new ArrayList<>();
        List<TableConstraint> constraints = new ArrayList<>();
        @Nullable SqlIdentifier from = null;
        @Nullable SqlIdentifier to = null;
        for (AletheiaParser.TableElementContext element : context.tableElement()) {
            if (element instanceof AletheiaParser.SourceEndpointContext endpoint) {
                from = endpoint(from, endpoint, endpoint.qualifiedName());
            } else if (element instanceof AletheiaParser.TargetEndpointContext endpoint) {
                to = endpoint(to, endpoint, endpoint.qualifiedName());
            } else if (element instanceof AletheiaParser.ConstraintElementContext constraint) {
                constraints.add(columns.constraint(constraint.tableConstraint()));
            } else {
                AletheiaParser.ColumnElementContext column = (AletheiaParser.ColumnElementContext) element;
                definitions.add(columns.column(column.columnDefinition(), constraints));
            }
        }
        boolean edge = context.EDGE() != null;
        if (edge && (from == null || to == null)) {
            throw builder.text.error(
                    context, "an edge table names the tables it connects: CREATE EDGE TABLE t (FROM a, TO b, ...)");
        }
        if (!edge && (from != null || to != null)) {
            throw builder.text.error(context, "FROM and TO belong to CREATE EDGE TABLE only");
        }
        return new Definition.CreateTable(
                builder.source(context),
                edge ? Definition.TableKind.EDGE : Definition.TableKind.NODE,
                context.ifNotExists() != null,
                builder.names.qualified(context.qualifiedName()),
                from == null || to == null ? null : new Definition.Endpoints(from, to),
                definitions,
                constraints,
                builder.periods.options(context.withOptions()));
    }

    private SqlIdentifier endpoint(
            @Nullable SqlIdentifier before,
            AletheiaParser.TableElementContext context,
            AletheiaParser.QualifiedNameContext name) {
        if (before != null) {
            throw builder.text.error(context, "an edge table has one FROM and one TO");
        }
        return builder.names.qualified(name);
    }

    private Definition createIndex(AletheiaParser.CreateIndexContext context) {
        List<Definition.IndexKey> keys = new ArrayList<>();
        for (AletheiaParser.IndexKeyContext key : context.indexKey()) {
            keys.add(new Definition.IndexKey(builder.names.simple(key.identifier()), key.DESC() != null));
        }
        return new Definition.CreateIndex(
                builder.source(context),
                context.UNIQUE() != null,
                context.ifNotExists() != null,
                context.indexName == null ? null : builder.names.qualified(context.indexName),
                builder.names.qualified(
                        context.qualifiedName(context.qualifiedName().size() - 1)),
                builder.names.simpleOrNull(context.identifier()),
                keys,
                builder.periods.options(context.withOptions()));
    }

    private Definition drop(AletheiaParser.DropContext context) {
        Definition.ObjectKind kind = context.TABLE() != null
                ? Definition.ObjectKind.TABLE
                : context.INDEX() != null
                        ? Definition.ObjectKind.INDEX
                        : context.VIEW() != null ? Definition.ObjectKind.VIEW : Definition.ObjectKind.SCHEMA;
        List<SqlIdentifier> names = new ArrayList<>();
        for (AletheiaParser.QualifiedNameContext name : context.qualifiedName()) {
            names.add(builder.names.qualified(name));
        }
        return new Definition.Drop(
                builder.source(context), kind, context.ifExists() != null, names, cascades(context.dropBehaviour()));
    }

    private static boolean cascades(AletheiaParser.@Nullable DropBehaviourContext context) {
        return context != null && context.CASCADE() != null;
    }

    private Definition alterTable(AletheiaParser.AlterTableContext context) {
        List<AlterAction> actions = new ArrayList<>();
        for (AletheiaParser.AlterActionContext action : context.alterAction()) {
            actions.add(alterAction(action));
        }
        return new Definition.AlterTable(
                builder.source(context),
                context.ifExists() != null,
                builder.names.qualified(context.qualifiedName()),
                actions);
    }

    private AlterAction alterAction(AletheiaParser.AlterActionContext context) {
        if (context instanceof AletheiaParser.AddColumnContext add) {
            List<TableConstraint> constraints = new ArrayList<>();
            ColumnDefinition column = columns.column(add.columnDefinition(), constraints);
            return new AlterAction.AddColumn(add.ifNotExists() != null, column, constraints);
        }
        if (context instanceof AletheiaParser.AddConstraintContext add) {
            return new AlterAction.AddConstraint(columns.constraint(add.tableConstraint()));
        }
        if (context instanceof AletheiaParser.DropColumnContext drop) {
            return new AlterAction.DropColumn(
                    drop.ifExists() != null, builder.names.simple(drop.identifier()), cascades(drop.dropBehaviour()));
        }
        if (context instanceof AletheiaParser.DropConstraintContext drop) {
            return new AlterAction.DropConstraint(
                    drop.ifExists() != null, builder.names.simple(drop.identifier()), cascades(drop.dropBehaviour()));
        }
        if (context instanceof AletheiaParser.AlterDefaultContext alter) {
            return new AlterAction.SetDefault(
                    builder.names.simple(alter.identifier()),
                    alter.arithmetic() == null ? null : builder.expressions.arithmetic(alter.arithmetic()));
        }
        if (context instanceof AletheiaParser.AlterNotNullContext alter) {
            return new AlterAction.SetNotNull(builder.names.simple(alter.identifier()), isSet(alter.SET()));
        }
        if (context instanceof AletheiaParser.AlterTypeContext alter) {
            return new AlterAction.SetType(
                    builder.names.simple(alter.identifier()), builder.types.typeName(alter.dataType()));
        }
        if (context instanceof AletheiaParser.RenameTableContext rename) {
            return new AlterAction.RenameTable(builder.names.simple(rename.identifier()));
        }
        if (context instanceof AletheiaParser.RenameColumnContext rename) {
            return new AlterAction.RenameColumn(
                    builder.names.simple(rename.identifier(0)), builder.names.simple(rename.identifier(1)));
        }
        AletheiaParser.SetOptionsContext set = (AletheiaParser.SetOptionsContext) context;
        return new AlterAction.SetOptions(builder.periods.options(set.option()));
    }

    private static boolean isSet(@Nullable TerminalNode set) {
        return set != null;
    }
}
