package io.aletheia.query;

import io.aletheia.engine.Database;
import io.aletheia.engine.Transaction;
import io.aletheia.engine.TransactionOptions;
import io.aletheia.engine.model.TableStatistics;
import io.aletheia.query.catalog.Statistics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Statistics of a database's tables, made when a plan first asks for them and again when the table has become twice as large or half as
 * small. Thread-safe; two threads may make the same twice.
 */
final class DatabaseStatistics implements Statistics {
    /** Below this a table's growth changes no plan that matters. */
    private static final long SMALL = 1000;

    private final Database database;
    private final Map<Integer, Sampled> tables = new ConcurrentHashMap<>();
    private final AtomicLong epochs = new AtomicLong();

    DatabaseStatistics(Database database) {
        this.database = database;
    }

    /** Statistics, when they were made, and how many versions there were then. */
    private record Sampled(TableStatistics statistics, long epoch, long versions) {
        boolean fits(long now) {
            return now <= 2 * versions + SMALL && versions <= 2 * now + SMALL;
        }
    }

    @Override
    public @Nullable TableStatistics of(int tableId) {
        Sampled known = tables.get(tableId);
        if (known != null && known.fits(database.versions(tableId))) {
            return known.statistics;
        }
        try (Transaction transaction = database.begin(TransactionOptions.DEFAULTS)) {
            if (transaction.catalog().table(tableId) == null) {
                tables.remove(tableId);
                return null;
            }
            long versions = database.versions(tableId);
            var made = new Sampled(transaction.statistics(tableId), epochs.incrementAndGet(), versions);
            tables.put(tableId, made);
            return made.statistics;
        }
    }

    @Override
    public long epoch() {
        return epochs.get();
    }

    @Override
    public boolean isOutdated(List<Integer> tableIds, long since) {
        for (int tableId : tableIds) {
            Sampled known = tables.get(tableId);
            if (known != null && (known.epoch > since || !known.fits(database.versions(tableId)))) {
                return true;
            }
        }
        return false;
    }
}
