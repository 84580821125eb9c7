package io.aletheia.grammar;

import io.aletheia.grammar.generated.AletheiaParser;
import io.aletheia.grammar.tree.DataChange;
import io.aletheia.grammar.tree.DataChange.Assignment;
import io.aletheia.grammar.tree.DataChange.MergeAction;
import io.aletheia.grammar.tree.DataChange.MergeBranch;
import io.aletheia.grammar.tree.DataChange.OnConflict;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Builds INSERT, UPSERT, PATCH, UPDATE, DELETE, MERGE and ERASE. */
final class Changes {
    private final Builder builder;

    Changes(Builder builder) {
        this.builder = builder;
    }

    DataChange change(AletheiaParser.ChangeContext context) {
        if (context.insert() != null) {
            return insert(context.insert());
        }
        if (context.update() != null) {
            return update(context.update());
        }
        if (context.delete() != null) {
            return delete(context.delete());
        }
        return context.merge() != null ? merge(context.merge()) : erase(context.erase());
    }

    private DataChange insert(AletheiaParser.InsertContext context) {
        DataChange.InsertKind kind = context.INSERT() != null
                ? DataChange.InsertKind.INSERT
                : context.UPSERT() != null ? DataChange.InsertKind.UPSERT : DataChange.InsertKind.PATCH;
        if (kind != DataChange.InsertKind.INSERT && context.onConflict() != null) {
            throw builder.text.error(context.onConflict(), "ON CONFLICT belongs to INSERT only");
        }
        return new DataChange.Insert(
                builder.source(context),
                kind,
                builder.names.qualified(context.qualifiedName()),
                builder.names.simpleOrNull(context.identifier()),
                builder.periods.portion(context.portion()),
                builder.names.columns(context.columnNames()),
                context.query() == null ? null : builder.queries.query(context.query()),
                onConflict(context.onConflict()),
                returning(context.returning()));
    }

    private @Nullable OnConflict onConflict(AletheiaParser.@Nullable OnConflictContext context) {
        return context == null
                ? null
                : new OnConflict(
                        builder.names.columns(context.columnNames()),
                        assignments(context.assignment()),
                        where(context.expression()));
    }

    private DataChange update(AletheiaParser.UpdateContext context) {
        return new DataChange.Update(
                builder.source(context),
                builder.names.qualified(context.qualifiedName()),
                alias(context.identifier(), context.bareAlias()),
                builder.periods.portion(context.portion()),
                assignments(context.assignment()),
                where(context.expression()),
                returning(context.returning()));
    }

    private DataChange delete(AletheiaParser.DeleteContext context) {
        return new DataChange.Delete(
                builder.source(context),
                context.DETACH() != null,
                builder.names.qualified(context.qualifiedName()),
                alias(context.identifier(), context.bareAlias()),
                builder.periods.portion(context.portion()),
                where(context.expression()),
                returning(context.returning()));
    }

    private DataChange merge(AletheiaParser.MergeContext context) {
        List<MergeBranch> branches = new ArrayList<>();
        for (AletheiaParser.MergeBranchContext branch : context.mergeBranch()) {
            boolean matched = branch.NOT() == null;
            MergeAction action = action(branch.mergeAction());
            if (matched && action instanceof MergeAction.MergeInsert) {
                throw builder.text.error(branch.mergeAction(), "INSERT belongs to WHEN NOT MATCHED");
            }
            if (!matched && (action instanceof MergeAction.MergeUpdate || action instanceof MergeAction.MergeDelete)) {
                throw builder.text.error(branch.mergeAction(), "UPDATE and DELETE belong to WHEN MATCHED");
            }
            branches.add(new MergeBranch(matched, where(branch.expression()), action));
        }
        return new DataChange.Merge(
                builder.source(context),
                builder.names.qualified(context.qualifiedName()),
                alias(context.identifier(), context.bareAlias()),
                builder.periods.portion(context.portion()),
                builder.tables.primary(context.tablePrimary()),
                builder.expressions.expression(context.expression()),
                branches,
                returning(context.returning()));
    }

    private MergeAction action(AletheiaParser.MergeActionContext context) {
        if (context instanceof AletheiaParser.MergeUpdateContext update) {
            return new MergeAction.MergeUpdate(assignments(update.assignment()));
        }
        if (context instanceof AletheiaParser.MergeDeleteContext) {
            return new MergeAction.MergeDelete();
        }
        if (context instanceof AletheiaParser.MergeNothingContext) {
            return new MergeAction.MergeNothing();
        }
        AletheiaParser.MergeInsertContext insert = (AletheiaParser.MergeInsertContext) context;
        return new MergeAction.MergeInsert(
                builder.names.columns(insert.columnNames()),
                builder.expressions.valuesOrDefaults(insert.valueOrDefault()));
    }

    private DataChange erase(AletheiaParser.EraseContext context) {
        boolean before = context.BEFORE() != null;
        SqlNode expression = builder.expressions.expression(context.expression());
        return new DataChange.Erase(
                builder.source(context),
                builder.names.qualified(context.qualifiedName()),
                alias(context.identifier(), context.bareAlias()),
                before ? null : expression,
                context.CASCADE() != null,
                before ? expression : null,
                returning(context.returning()));
    }

    private List<Assignment> assignments(List<AletheiaParser.AssignmentContext> contexts) {
        List<Assignment> result = new ArrayList<>(contexts.size());
        for (AletheiaParser.AssignmentContext context : contexts) {
            List<SqlNode> values = builder.expressions.valuesOrDefaults(context.valueOrDefault());
            if (context.qualifiedName() != null) {
                result.add(new Assignment(builder.names.qualified(context.qualifiedName()), values.get(0)));
                continue;
            }
            List<SqlIdentifier> columns = builder.names.columns(context.columnNames());
            if (columns.size() != values.size()) {
                throw builder.text.error(context, columns.size() + " columns are set to " + values.size() + " values");
            }
            for (int i = 0; i < columns.size(); i++) {
                result.add(new Assignment(columns.get(i), values.get(i)));
            }
        }
        return result;
    }

    private @Nullable SqlNode where(AletheiaParser.@Nullable ExpressionContext context) {
        return context == null ? null : builder.expressions.expression(context);
    }

    private List<SqlNode> returning(AletheiaParser.@Nullable ReturningContext context) {
        return context == null ? List.of() : builder.queries.selectItems(context.selectItem());
    }

    private @Nullable SqlIdentifier alias(@Nullable ParserRuleContext named, @Nullable ParserRuleContext bare) {
        return builder.names.simpleOrNull(named != null ? named : bare);
    }
}
