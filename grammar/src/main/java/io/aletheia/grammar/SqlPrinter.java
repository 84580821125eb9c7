package io.aletheia.grammar;

import io.aletheia.grammar.tree.Copy;
import io.aletheia.grammar.tree.DataChange;
import io.aletheia.grammar.tree.Definition;
import io.aletheia.grammar.tree.ExplainOptions;
import io.aletheia.grammar.tree.Maintenance;
import io.aletheia.grammar.tree.SessionControl;
import io.aletheia.grammar.tree.Statement;
import io.aletheia.grammar.tree.TransactionControl;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlNode;

/** Prints statements as canonical SQL on one line, which parses back to the same tree. Thread-safe. */
public final class SqlPrinter {
    private SqlPrinter() {}

    /** The statement as SQL. */
    public static String print(Statement statement) {
        Phrase phrase = new Phrase();
        statement.accept(new Printing(phrase));
        return phrase.toString();
    }

    /** An expression or query as SQL. */
    public static String print(SqlNode node) {
        return new Phrase().query(node).toString();
    }

    private static final class Printing implements Statement.Visitor<Phrase> {
        private final Phrase phrase;

        Printing(Phrase phrase) {
            this.phrase = phrase;
        }

        @Override
        public Phrase visit(Statement.Query query) {
            if (!query.defaults().isEmpty()) {
                phrase.add("SETTING").settings(query.defaults());
            }
            if (query.sequenced() != null) {
                phrase.add("SEQUENCED VALID_TIME").period(query.sequenced().window());
            }
            return phrase.query(query.query());
        }

        @Override
        public Phrase visit(Statement.Explain explain) {
            ExplainOptions options = explain.options();
            List<String> said = new ArrayList<>();
            if (options.json()) {
                said.add("FORMAT JSON");
            }
            if (options.costs() != (options.analyze() || options.json())) {
                said.add(options.costs() ? "COSTS ON" : "COSTS OFF");
            }
            if (!options.timing()) {
                said.add("TIMING OFF");
            }
            if (options.summary() != options.analyze()) {
                said.add(options.summary() ? "SUMMARY ON" : "SUMMARY OFF");
            }
            phrase.add("EXPLAIN")
                    .addIf(options.analyze(), "ANALYZE")
                    .addIf(!said.isEmpty(), "(" + String.join(", ", said) + ")");
            return explain.statement().accept(this);
        }

        @Override
        public Phrase visit(Statement.Call call) {
            return call.hasResult()
                    ? phrase.add("{? = CALL").node(call.call()).add("}")
                    : phrase.add("CALL").node(call.call());
        }

        @Override
        public Phrase visit(Copy copy) {
            phrase.add("COPY");
            if (copy instanceof Copy.From from) {
                phrase.node(from.target()).columns(from.columns()).portion(from.portion());
                return phrase.add("FROM").string(from.file()).options("", from.options());
            }
            Copy.To to = (Copy.To) copy;
            return phrase.add("(")
                    .query(to.query())
                    .add(") TO")
                    .string(to.file())
                    .options("", to.options());
        }

        @Override
        public Phrase visit(DataChange change) {
            return change.acceptChange(new ChangePrinter(phrase));
        }

        @Override
        public Phrase visit(Definition definition) {
            return definition.acceptDefinition(new DefinitionPrinter(phrase));
        }

        @Override
        public Phrase visit(Maintenance maintenance) {
            if (maintenance instanceof Maintenance.Checkpoint checkpoint) {
                return phrase.add("CHECKPOINT").addIf(checkpoint.purge(), "PURGE");
            }
            if (maintenance instanceof Maintenance.CheckWal) {
                return phrase.add("CHECK WAL");
            }
            return phrase.add(maintenance instanceof Maintenance.FlushWal ? "FLUSH WAL" : "CHECK DATABASE");
        }

        @Override
        public Phrase visit(SessionControl control) {
            return control.acceptSession(new ControlPrinter(phrase));
        }

        @Override
        public Phrase visit(TransactionControl control) {
            return control.acceptTransaction(new ControlPrinter(phrase));
        }
    }
}
