package io.aletheia.grammar;

import io.aletheia.grammar.tree.DataChange;
import io.aletheia.grammar.tree.DataChange.Assignment;
import io.aletheia.grammar.tree.DataChange.MergeAction;
import java.util.List;
import org.apache.calcite.sql.SqlNode;

/** Prints INSERT, UPSERT, PATCH, UPDATE, DELETE, MERGE and ERASE. */
final class ChangePrinter implements DataChange.Visitor<Phrase> {
    private final Phrase phrase;

    ChangePrinter(Phrase phrase) {
        this.phrase = phrase;
    }

    @Override
    public Phrase visit(DataChange.Insert insert) {
        phrase.add(insert.kind().name()).add("INTO").node(insert.target());
        phrase.portion(insert.portion()).clause("AS", insert.alias()).columns(insert.columns());
        if (insert.rows() == null) {
            phrase.add("DEFAULT VALUES");
        } else {
            phrase.query(insert.rows());
        }
        DataChange.OnConflict conflict = insert.onConflict();
        if (conflict != null) {
            phrase.add("ON CONFLICT").columns(conflict.columns());
            if (conflict.doesNothing()) {
                phrase.add("DO NOTHING");
            } else {
                phrase.add("DO UPDATE");
                assignments(conflict.assignments()).clause("WHERE", conflict.where());
            }
        }
        return returning(insert);
    }

    @Override
    public Phrase visit(DataChange.Update update) {
        phrase.add("UPDATE").node(update.target()).portion(update.portion()).clause("AS", update.alias());
        assignments(update.assignments()).clause("WHERE", update.where());
        return returning(update);
    }

    @Override
    public Phrase visit(DataChange.Delete delete) {
        phrase.addIf(delete.detach(), "DETACH").add("DELETE FROM").node(delete.target());
        phrase.portion(delete.portion()).clause("AS", delete.alias()).clause("WHERE", delete.where());
        return returning(delete);
    }

    @Override
    public Phrase visit(DataChange.Merge merge) {
        phrase.add("MERGE INTO").node(merge.target()).portion(merge.portion()).clause("AS", merge.alias());
        phrase.clause("USING", merge.using()).clause("ON", merge.on());
        for (DataChange.MergeBranch branch : merge.branches()) {
            phrase.add(branch.matched() ? "WHEN MATCHED" : "WHEN NOT MATCHED").clause("AND", branch.condition());
            action(branch.action());
        }
        return returning(merge);
    }

    private void action(MergeAction action) {
        phrase.add("THEN");
        if (action instanceof MergeAction.MergeUpdate update) {
            phrase.add("UPDATE");
            assignments(update.assignments());
        } else if (action instanceof MergeAction.MergeInsert insert) {
            phrase.add("INSERT").columns(insert.columns()).add("VALUES").columns(insert.values());
        } else {
            phrase.add(action instanceof MergeAction.MergeDelete ? "DELETE" : "DO NOTHING");
        }
    }

    @Override
    public Phrase visit(DataChange.Erase erase) {
        phrase.add("ERASE FROM").node(erase.target()).clause("AS", erase.alias());
        phrase.clause("WHERE", erase.where())
                .addIf(erase.cascade(), "CASCADE")
                .clause("FOR SYSTEM_TIME BEFORE", erase.before());
        return returning(erase);
    }

    private Phrase assignments(List<Assignment> assignments) {
        return phrase.add("SET")
                .list(
                        assignments,
                        assignment -> phrase.node(assignment.column()).add("=").node(assignment.value()));
    }

    private Phrase returning(DataChange change) {
        List<SqlNode> items = change.returning();
        return items.isEmpty() ? phrase : phrase.add("RETURNING").nodes(items);
    }
}
