package io.aletheia.grammar;

import io.aletheia.grammar.tree.SessionControl;
import io.aletheia.grammar.tree.TransactionControl;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Prints transaction control, SET and SHOW. */
final class ControlPrinter implements TransactionControl.Visitor<Phrase>, SessionControl.Visitor<Phrase> {
    private final Phrase phrase;

    ControlPrinter(Phrase phrase) {
        this.phrase = phrase;
    }

    @Override
    public Phrase visit(TransactionControl.Begin begin) {
        phrase.add("BEGIN");
        characteristics(begin.characteristics());
        return begin.defaults().isEmpty()
                ? phrase
                : phrase.add("WITH (").transactionDefaults(begin.defaults()).add(")");
    }

    private void characteristics(TransactionControl.Characteristics characteristics) {
        Boolean readOnly = characteristics.readOnly();
        if (readOnly != null) {
            phrase.add(readOnly ? "READ ONLY" : "READ WRITE");
        }
        if (characteristics.isolation() != null) {
            phrase.add("ISOLATION LEVEL").add(characteristics.isolation().name().replace('_', ' '));
        }
        if (characteristics.durability() != null) {
            phrase.add("DURABILITY").add(Words.name(characteristics.durability()));
        }
    }

    @Override
    public Phrase visit(TransactionControl.Commit commit) {
        return phrase.add("COMMIT").options("WITH", commit.options());
    }

    @Override
    public Phrase visit(TransactionControl.Rollback rollback) {
        return phrase.add("ROLLBACK").clause("TO SAVEPOINT", rollback.savepoint());
    }

    @Override
    public Phrase visit(TransactionControl.SetSavepoint savepoint) {
        return phrase.clause("SAVEPOINT", savepoint.name());
    }

    @Override
    public Phrase visit(TransactionControl.ReleaseSavepoint savepoint) {
        return phrase.clause("RELEASE SAVEPOINT", savepoint.name());
    }

    @Override
    public Phrase visit(TransactionControl.SetTransaction set) {
        phrase.add(set.session() ? "SET SESSION CHARACTERISTICS AS TRANSACTION" : "SET TRANSACTION");
        characteristics(set.characteristics());
        return phrase.clause("SYSTEM_TIME", set.systemTime());
    }

    @Override
    public Phrase visit(SessionControl.SetDurability set) {
        return phrase.add("SET DURABILITY =").add(Words.name(set.mode()));
    }

    @Override
    public Phrase visit(SessionControl.SetSchema set) {
        return phrase.add("SET SCHEMA").add(Words.name(set.name()));
    }

    @Override
    public Phrase visit(SessionControl.SetTime set) {
        phrase.add("SET SESSION").add(set.axis().name()).add("TO");
        return set.spec() == null ? phrase.add("DEFAULT") : phrase.period(set.spec());
    }

    @Override
    public Phrase visit(SessionControl.SetTimeZone set) {
        phrase.add("SET TIME ZONE");
        return set.zone() == null ? phrase.add("DEFAULT") : phrase.string(set.zone());
    }

    @Override
    public Phrase visit(SessionControl.SetProperty set) {
        phrase.add("SET").add(dotted(set.name())).add("=");
        return set.value() == null ? phrase.add("DEFAULT") : phrase.node(set.value());
    }

    @Override
    public Phrase visit(SessionControl.Show show) {
        boolean words = show.name().indexOf(' ') > 0 || show.name().equals("ALL");
        return phrase.add("SHOW").add(words ? show.name() : dotted(show.name()));
    }

    private static String dotted(String name) {
        return Arrays.stream(name.split("\\.", -1)).map(Words::name).collect(Collectors.joining("."));
    }
}
