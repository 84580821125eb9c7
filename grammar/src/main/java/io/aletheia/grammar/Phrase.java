package io.aletheia.grammar;

import io.aletheia.grammar.tree.Option;
import io.aletheia.grammar.tree.PatternText;
import io.aletheia.grammar.tree.PeriodSpec;
import io.aletheia.grammar.tree.SqlGraphTable;
import io.aletheia.grammar.tree.TimeAxis;
import io.aletheia.grammar.tree.TimeDefaults;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.pretty.SqlPrettyWriter;
import org.jspecify.annotations.Nullable;

/** A statement's text as it is put together, word by word. Not thread-safe. */
final class Phrase {
    private static final SqlDialect DIALECT = new Dialect();

    private final StringBuilder text = new StringBuilder();

    Phrase add(String words) {
        if (!words.isEmpty()) {
            boolean closes = words.startsWith(")") || words.startsWith(",");
            if (text.length() > 0 && !closes && text.charAt(text.length() - 1) != '(') {
                text.append(' ');
            }
            text.append(words);
        }
        return this;
    }

    Phrase addIf(boolean condition, String words) {
        return condition ? add(words) : this;
    }

    /** A name, or an expression, in which a query is parenthesised. */
    Phrase node(SqlNode node) {
        return write(writer -> {
            SqlWriter.Frame frame = writer.startList("", "");
            node.unparse(writer, 0, 0);
            writer.endList(frame);
        });
    }

    /** A query where the grammar takes one without parentheses. */
    Phrase query(SqlNode query) {
        return write(writer -> query.unparse(writer, 0, 0));
    }

    /** The words, then the node; nothing if there is no node. */
    Phrase clause(String words, @Nullable SqlNode node) {
        return node == null ? this : add(words).node(node);
    }

    /** An expression where the grammar takes arithmetic only: what binds more loosely is parenthesised. */
    Phrase arithmetic(SqlNode node) {
        return write(writer -> node.unparse(writer, 39, 39));
    }

    Phrase nodes(List<? extends SqlNode> nodes) {
        return list(nodes, this::node);
    }

    <T> Phrase list(List<T> items, Consumer<T> printing) {
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            printing.accept(items.get(i));
        }
        return this;
    }

    /** The names in parentheses; nothing if there are none. */
    Phrase columns(List<? extends SqlNode> names) {
        return names.isEmpty() ? this : add("(").nodes(names).add(")");
    }

    Phrase period(@Nullable PeriodSpec spec) {
        return spec == null ? this : write(writer -> PatternText.period(writer, spec));
    }

    Phrase portion(@Nullable PeriodSpec portion) {
        return portion == null ? this : add("FOR VALID_TIME").period(portion);
    }

    Phrase settings(TimeDefaults defaults) {
        List<Consumer<Phrase>> items = new ArrayList<>();
        collect(items, TimeAxis.VALID_TIME, defaults.times().validTime(), "DEFAULT ");
        collect(items, TimeAxis.SYSTEM_TIME, defaults.times().systemTime(), "DEFAULT ");
        for (Option option : defaults.options()) {
            items.add(phrase -> phrase.option(option));
        }
        return list(items, item -> item.accept(this));
    }

    Phrase transactionDefaults(TimeDefaults defaults) {
        List<Consumer<Phrase>> items = new ArrayList<>();
        collect(items, TimeAxis.VALID_TIME, defaults.times().validTime(), "");
        collect(items, TimeAxis.SYSTEM_TIME, defaults.times().systemTime(), "");
        for (Option option : defaults.options()) {
            items.add(phrase -> phrase.option(option));
        }
        return list(items, item -> item.accept(this));
    }

    private static void collect(List<Consumer<Phrase>> items, TimeAxis axis, @Nullable PeriodSpec spec, String prefix) {
        if (spec != null) {
            items.add(phrase -> phrase.add(prefix + axis).period(spec));
        }
    }

    /** The options in parentheses after the word; nothing if there are none. */
    Phrase options(String word, List<Option> options) {
        return options.isEmpty()
                ? this
                : add(word).add("(").list(options, this::option).add(")");
    }

    private Phrase option(Option option) {
        add(option.name().equals("NULL") ? "NULL" : Words.name(option.name()));
        return option.value() == null ? this : add("=").arithmetic(option.value());
    }

    Phrase string(String value) {
        return add("'" + value.replace("'", "''") + "'");
    }

    private Phrase write(Consumer<SqlWriter> writing) {
        SqlPrettyWriter writer = new SqlPrettyWriter(SqlPrettyWriter.config()
                .withDialect(DIALECT)
                .withQuoteAllIdentifiers(false)
                .withAlwaysUseParentheses(false)
                .withClauseStartsLine(false)
                .withSelectListItemsOnSeparateLines(false)
                .withIndentation(0));
        writing.accept(writer);
        return add(writer.toString().strip());
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** Double quotes around names, strings as they are. */
    private static final class Dialect extends SqlDialect {
        Dialect() {
            super(EMPTY_CONTEXT.withIdentifierQuoteString("\""));
        }

        @Override
        public void quoteStringLiteral(StringBuilder buf, @Nullable String charsetName, String val) {
            buf.append('\'').append(val.replace("'", "''")).append('\'');
        }

        @Override
        public void unparseCall(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
            if (call.getKind() == SqlKind.LATERAL && call.operand(0) instanceof SqlGraphTable) {
                // Calcite would write the operand in parentheses, which are for queries only.
                writer.keyword("LATERAL");
                call.operand(0).unparse(writer, 0, 0);
            } else {
                super.unparseCall(writer, call, leftPrec, rightPrec);
            }
        }
    }
}
