package io.aletheia.grammar;

import io.aletheia.grammar.generated.AletheiaParser;
import io.aletheia.grammar.tree.SessionControl;
import io.aletheia.grammar.tree.TransactionControl;
import io.aletheia.grammar.tree.TransactionControl.Characteristics;
import io.aletheia.grammar.tree.TransactionControl.Isolation;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Builds transaction control, SET and SHOW. */
final class Controls {
    private final Builder builder;

    Controls(Builder builder) {
        this.builder = builder;
    }

    TransactionControl transaction(AletheiaParser.TransactionControlContext context) {
        if (context instanceof AletheiaParser.BeginContext begin) {
            return new TransactionControl.Begin(
                    builder.source(begin),
                    characteristics(begin.transactionMode()),
                    builder.periods.transactionDefaults(begin.transactionDefault()));
        }
        if (context instanceof AletheiaParser.CommitContext commit) {
            return new TransactionControl.Commit(builder.source(commit), builder.periods.options(commit.withOptions()));
        }
        if (context instanceof AletheiaParser.RollbackContext rollback) {
            return new TransactionControl.Rollback(
                    builder.source(rollback), builder.names.simpleOrNull(rollback.identifier()));
        }
        if (context instanceof AletheiaParser.SavepointContext savepoint) {
            return new TransactionControl.SetSavepoint(
                    builder.source(savepoint), builder.names.simple(savepoint.identifier()));
        }
        if (context instanceof AletheiaParser.ReleaseContext release) {
            return new TransactionControl.ReleaseSavepoint(
                    builder.source(release), builder.names.simple(release.identifier()));
        }
        if (context instanceof AletheiaParser.SetTransactionTimeContext time) {
            return new TransactionControl.SetTransaction(
                    builder.source(time),
                    false,
                    Characteristics.NONE,
                    builder.expressions.expression(time.expression()));
        }
        AletheiaParser.SetTransactionContext set = (AletheiaParser.SetTransactionContext) context;
        return new TransactionControl.SetTransaction(
                builder.source(set), set.SESSION() != null, characteristics(set.transactionMode()), null);
    }

    private Characteristics characteristics(List<AletheiaParser.TransactionModeContext> contexts) {
        @Nullable Boolean readOnly = null;
        @Nullable Isolation isolation = null;
        @Nullable String durability = null;
        for (AletheiaParser.TransactionModeContext context : contexts) {
            if (context.DURABILITY() != null) {
                if (durability != null) {
                    throw builder.text.error(context, "the durability mode is given twice");
                }
                durability = nameOrString(context.identifier(), context.STRING());
                continue;
            }
            boolean isIsolation = context.ISOLATION() != null;
            if (isIsolation ? isolation != null : readOnly != null) {
                throw builder.text.error(
                        context, (isIsolation ? "the isolation level" : "the access mode") + " is given twice");
            }
            if (isIsolation) {
                isolation = isolation(context);
            } else {
                readOnly = context.ONLY() != null;
            }
        }
        return new Characteristics(readOnly, isolation, durability);
    }

    private static Isolation isolation(AletheiaParser.TransactionModeContext context) {
        if (context.SERIALIZABLE() != null) {
            return Isolation.SERIALIZABLE;
        }
        if (context.UNCOMMITTED() != null) {
            return Isolation.READ_UNCOMMITTED;
        }
        return context.COMMITTED() != null ? Isolation.READ_COMMITTED : Isolation.REPEATABLE_READ;
    }

    SessionControl session(AletheiaParser.SessionControlContext context) {
        if (context instanceof AletheiaParser.SetDurabilityContext set) {
            return new SessionControl.SetDurability(builder.source(set), nameOrString(set.identifier(), set.STRING()));
        }
        if (context instanceof AletheiaParser.SetSchemaContext set) {
            return new SessionControl.SetSchema(builder.source(set), nameOrString(set.identifier(), set.STRING()));
        }
        if (context instanceof AletheiaParser.SetTimeContext set) {
            return new SessionControl.SetTime(
                    builder.source(set),
                    Periods.axis(set.timeAxis()),
                    set.periodSpec() == null ? null : builder.periods.spec(set.periodSpec()));
        }
        if (context instanceof AletheiaParser.SetTimeZoneContext set) {
            boolean standard = set.LOCAL() != null || set.DEFAULT() != null;
            return new SessionControl.SetTimeZone(
                    builder.source(set), standard ? null : nameOrString(set.identifier(), set.STRING()));
        }
        if (context instanceof AletheiaParser.SetPropertyContext set) {
            return new SessionControl.SetProperty(builder.source(set), joined(set.qualifiedName()), value(set));
        }
        return show((AletheiaParser.ShowContext) context);
    }

    private SessionControl show(AletheiaParser.ShowContext context) {
        String name;
        if (context.qualifiedName() != null) {
            name = joined(context.qualifiedName());
        } else {
            name = context.children.subList(1, context.getChildCount()).stream()
                    .map(child -> child.getText().toUpperCase(Locale.ROOT))
                    .collect(Collectors.joining(" "));
        }
        return new SessionControl.Show(builder.source(context), name);
    }

    private @Nullable SqlNode value(AletheiaParser.SetPropertyContext context) {
        if (context.DEFAULT() != null) {
            return null;
        }
        return context.ON() != null
                ? new SqlIdentifier("ON", builder.names.position(context.ON().getSymbol()))
                : builder.expressions.expression(context.expression());
    }

    private String joined(AletheiaParser.QualifiedNameContext name) {
        return name.identifier().stream().map(builder.names::text).collect(Collectors.joining("."));
    }

    private String nameOrString(AletheiaParser.@Nullable IdentifierContext name, @Nullable TerminalNode string) {
        if (name != null) {
            return builder.names.text(name);
        }
        if (string == null) {
            throw new IllegalStateException("neither a name nor a string");
        }
        return builder.literals.unquote(string.getSymbol());
    }
}
