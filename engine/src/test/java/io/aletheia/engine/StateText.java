package io.aletheia.engine;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.PseudoColumn;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TemporalFilter;
import io.aletheia.engine.model.ViewDefinition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** All that a database shows of what was committed to it, as text: two databases with the same text are the same to their users. */
final class StateText {
    /** What the text says. */
    enum Detail {
        /** All, with the ids of tables, entities and transactions. */
        WITH_IDS,
        /** All but ids that the database gives: those of writes that were refused are not given again. */
        WITHOUT_IDS
    }

    private static final int[] PERIODS = {
        PseudoColumn.VALID_FROM, PseudoColumn.VALID_TO, PseudoColumn.SYSTEM_FROM, PseudoColumn.SYSTEM_TO
    };

    /** Of longer values only a part and the hash is said. */
    private static final int LONG_TEXT = 40;

    private StateText() {}

    static String of(Database database, Detail detail) {
        boolean ids = detail == Detail.WITH_IDS;
        var text = new StringBuilder();
        try (Transaction transaction = database.begin(TransactionOptions.DEFAULTS)) {
            append(text, "transactions", transaction.transactions(), ids ? 0 : 1, 0);
            append(text, "erasures", transaction.erasures(), 0, ids ? 0 : 1);
            append(text, "columns", transaction.columnHistory(), 0, 0);
            for (ViewDefinition view : transaction.catalog().views()) {
                text.append('\n').append(ids ? view : "view " + view.name() + " is " + view.sql());
            }
            for (TableDefinition table : transaction.catalog().tables().stream()
                    .sorted(Comparator.comparing(TableDefinition::name))
                    .toList()) {
                String name = table.name() + " " + (ids ? table : table.columns());
                append(text, name, transaction.scan(table.id(), TemporalFilter.ALL, projection(table, ids)), 0, 0);
            }
        }
        return text.toString();
    }

    private static int[] projection(TableDefinition table, boolean ids) {
        List<ColumnDefinition> columns = table.columns();
        IntStream declared = IntStream.range(0, columns.size())
                .filter(i -> ids || !columns.get(i).generated());
        IntStream first = ids ? IntStream.of(PseudoColumn.ENTITY_ID) : IntStream.empty();
        return IntStream.concat(first, IntStream.concat(declared, IntStream.of(PERIODS)))
                .toArray();
    }

    private static void append(StringBuilder text, String name, BatchSource source, int firstColumn, int leftOut) {
        List<String> rows = new ArrayList<>();
        try (source) {
            for (Batch batch = source.next(); batch != null; batch = source.next()) {
                for (int i = 0; i < batch.size(); i++) {
                    rows.add(row(batch, batch.row(i), firstColumn, batch.width() - leftOut));
                }
            }
        }
        text.append('\n').append(name).append(": ").append(rows.size());
        Collections.sort(rows);
        rows.forEach(row -> text.append('\n').append(row));
    }

    private static String row(Batch batch, int row, int firstColumn, int end) {
        var text = new StringBuilder();
        for (int column = firstColumn; column < end; column++) {
            Object value = batch.column(column).object(row);
            text.append('|');
            if (value instanceof String string && string.length() > LONG_TEXT) {
                text.append(string, 0, LONG_TEXT)
                        .append(string.length())
                        .append(' ')
                        .append(string.hashCode());
            } else {
                text.append(value);
            }
        }
        return text.toString();
    }

    /** The first line in which two texts differ, of each. */
    static String difference(String expected, String found) {
        String[] one = expected.split("\n", -1);
        String[] other = found.split("\n", -1);
        int at = 0;
        while (at < one.length && at < other.length && one[at].equals(other[at])) {
            at++;
        }
        return "line " + at + ": expected " + (at < one.length ? one[at] : "the end") + ", found "
                + (at < other.length ? other[at] : "the end");
    }
}
