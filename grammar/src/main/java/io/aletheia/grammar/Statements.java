package io.aletheia.grammar;

import io.aletheia.grammar.generated.AletheiaParser;
import io.aletheia.grammar.tree.Copy;
import io.aletheia.grammar.tree.Maintenance;
import io.aletheia.grammar.tree.Option;
import io.aletheia.grammar.tree.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Builds the statement as a whole. */
final class Statements {
    private final Builder builder;
    private final Changes changes;
    private final Definitions definitions;
    private final Controls controls;

    Statements(Builder builder) {
        this.builder = builder;
        this.changes = new Changes(builder);
        this.definitions = new Definitions(builder);
        this.controls = new Controls(builder);
    }

    Statement statement(AletheiaParser.StatementContext context) {
        if (context.queryStatement() != null) {
            return builder.queries.statement(context.queryStatement());
        }
        if (context.change() != null) {
            return changes.change(context.change());
        }
        if (context.definition() != null) {
            return definitions.definition(context.definition());
        }
        if (context.copy() != null) {
            return copy(context.copy());
        }
        if (context.explain() != null) {
            return explain(context.explain());
        }
        if (context.transactionControl() != null) {
            return controls.transaction(context.transactionControl());
        }
        if (context.sessionControl() != null) {
            return controls.session(context.sessionControl());
        }
        if (context.call() != null) {
            AletheiaParser.CallContext call = context.call();
            return new Statement.Call(
                    builder.source(call),
                    call.dynamicParameter() != null,
                    builder.functions.procedureCall(call.procedureCall()));
        }
        if (context.maintenance() instanceof AletheiaParser.CheckpointContext checkpoint) {
            return new Maintenance.Checkpoint(builder.source(checkpoint), checkpoint.PURGE() != null);
        }
        if (context.maintenance() instanceof AletheiaParser.CheckWalContext) {
            return new Maintenance.CheckWal(builder.source(context));
        }
        return context.maintenance() instanceof AletheiaParser.FlushWalContext
                ? new Maintenance.FlushWal(builder.source(context))
                : new Maintenance.CheckDatabase(builder.source(context));
    }

    private Statement explain(AletheiaParser.ExplainContext context) {
        Statement explained = context.queryStatement() != null
                ? builder.queries.statement(context.queryStatement())
                : changes.change(context.change());
        return new Statement.Explain(
                builder.source(context),
                new ExplainSyntax(builder).options(context.ANALYZE() != null, context.option()),
                explained);
    }

    private Copy copy(AletheiaParser.CopyContext context) {
        if (context instanceof AletheiaParser.CopyFromContext from) {
            return new Copy.From(
                    builder.source(from),
                    builder.names.qualified(from.qualifiedName()),
                    builder.names.columns(from.columnNames()),
                    builder.periods.portion(from.portion()),
                    builder.literals.unquote(from.STRING().getSymbol()),
                    options(from.copyOptions()));
        }
        AletheiaParser.CopyToContext to = (AletheiaParser.CopyToContext) context;
        return new Copy.To(
                builder.source(to),
                to.query() != null ? builder.queries.query(to.query()) : tableQuery(to),
                builder.literals.unquote(to.STRING().getSymbol()),
                options(to.copyOptions()));
    }

    private List<Option> options(AletheiaParser.@Nullable CopyOptionsContext context) {
        return context == null ? List.of() : builder.periods.options(context.option());
    }

    private SqlNode tableQuery(AletheiaParser.CopyToContext context) {
        SqlParserPos position = builder.names.position(context.qualifiedName());
        List<SqlNode> items = new ArrayList<>(builder.names.columns(context.columnNames()));
        if (items.isEmpty()) {
            items.add(SqlIdentifier.star(position));
        }
        return new SqlSelect(
                position,
                null,
                new SqlNodeList(items, position),
                builder.names.qualified(context.qualifiedName()),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
