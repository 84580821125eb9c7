package io.aletheia.engine;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.PeriodFilter;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.PseudoColumn;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TemporalFilter;
import io.aletheia.engine.model.Time;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What SQL statements ask of a transaction, and rows as values that tests can compare. */
final class Statements {
    /** A version with all that is known of it. */
    record Version(List<@Nullable Object> values, long validFrom, long validTo, long systemFrom, long systemTo) {
        @Override
        public String toString() {
            return values + " [" + text(validFrom) + ", " + text(validTo) + ") x [" + text(systemFrom) + ", "
                    + text(systemTo) + ")";
        }

        private static String text(long micros) {
            return micros == Time.FOREVER ? "forever" : Time.toText(micros);
        }
    }

    private static final int[] PERIODS = {
        PseudoColumn.VALID_FROM, PseudoColumn.VALID_TO, PseudoColumn.SYSTEM_FROM, PseudoColumn.SYSTEM_TO
    };

    private Statements() {}

    /** All versions that the filter lets through, sorted by their text. */
    static List<Version> scan(Transaction transaction, TableDefinition table, TemporalFilter filter) {
        try (BatchSource rows = transaction.scan(table.id(), filter, projection(table))) {
            return collect(rows, table);
        }
    }

    /** The versions with a key that the filter lets through, sorted by their text. */
    static List<Version> lookup(Transaction transaction, TableDefinition table, TemporalFilter filter, Object... key) {
        try (BatchSource rows = transaction.lookup(table.id(), key, filter, projection(table))) {
            return collect(rows, table);
        }
    }

    /** All versions in a new transaction. */
    static List<Version> all(Database database, TableDefinition table) {
        return asOf(database, table, TemporalFilter.ALL);
    }

    /** The versions that the filter lets through in a new transaction. */
    static List<Version> asOf(Database database, TableDefinition table, TemporalFilter filter) {
        try (Transaction transaction = database.begin(TransactionOptions.DEFAULTS)) {
            return scan(transaction, table, filter);
        }
    }

    /** Rows of what holds now, sorted by their text. */
    static List<List<@Nullable Object>> current(Transaction transaction, TableDefinition table) {
        long now = transaction.nowMicros();
        return scan(transaction, table, TemporalFilter.asOf(now, now)).stream()
                .map(Version::values)
                .toList();
    }

    /** {@code UPDATE ... FOR PORTION ... SET ... WHERE key = ...}: strip by strip. Returns how many strips there were. */
    static int update(
            Transaction transaction,
            TableDefinition table,
            Object key,
            Portion portion,
            UnaryOperator<@Nullable Object[]> change) {
        long now = transaction.nowMicros();
        var filter = new TemporalFilter(
                PeriodFilter.fromTo(portion.resolvedFrom(now), portion.to()), PeriodFilter.asOf(now));
        List<Version> strips = lookup(transaction, table, filter, key);
        long entityId = transaction.entityId(table.id(), new Object[] {key});
        for (Version strip : strips) {
            var part = new Portion(
                    Math.max(strip.validFrom(), portion.from()),
                    Math.min(strip.validTo(), portion.to()),
                    portion.fromCommit());
            transaction.update(
                    table.id(), entityId, part, change.apply(strip.values().toArray()));
        }
        return strips.size();
    }

    /** {@code DELETE ... FOR PORTION ... WHERE key = ...}. */
    static void delete(Transaction transaction, TableDefinition table, Object key, Portion portion) {
        transaction.delete(table.id(), transaction.entityId(table.id(), new Object[] {key}), portion);
    }

    static int[] projection(TableDefinition table) {
        int[] projection = new int[table.columns().size() + PERIODS.length];
        for (int i = 0; i < table.columns().size(); i++) {
            projection[i] = i;
        }
        System.arraycopy(PERIODS, 0, projection, table.columns().size(), PERIODS.length);
        return projection;
    }

    static List<Version> collect(BatchSource rows, TableDefinition table) {
        List<Version> versions = new ArrayList<>();
        for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
            for (int i = 0; i < batch.size(); i++) {
                versions.add(version(batch, batch.row(i), 0, table));
            }
        }
        versions.sort(Comparator.comparing(Version::toString));
        return versions;
    }

    /** The version in a row whose declared columns begin at a position, the four bounds behind them. */
    static Version version(Batch batch, int row, int first, TableDefinition table) {
        int width = table.columns().size();
        List<@Nullable Object> values = new ArrayList<>();
        for (int c = 0; c < width; c++) {
            values.add(batch.column(first + c).object(row));
        }
        return new Version(
                values,
                number(batch, first + width, row),
                number(batch, first + width + 1, row),
                number(batch, first + width + 2, row),
                number(batch, first + width + 3, row));
    }

    /** Every bound on one axis, and an instant before the first: at the instants in between nothing changes. */
    static Set<Long> boundaries(List<Version> versions, boolean valid) {
        var bounds = new TreeSet<Long>();
        for (Version version : versions) {
            bounds.add(valid ? version.validFrom() : version.systemFrom());
            bounds.add(valid ? version.validTo() : version.systemTo());
        }
        return bounds;
    }

    private static long number(Batch batch, int column, int row) {
        return (Long) java.util.Objects.requireNonNull(batch.column(column).object(row));
    }
}
