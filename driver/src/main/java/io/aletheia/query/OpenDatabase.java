package io.aletheia.query;

import io.aletheia.engine.Database;
import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.query.catalog.Schemas;
import io.aletheia.query.exec.Workers;
import org.jspecify.annotations.Nullable;

/** A database that sessions of this process share, and its schemas as the query layer sees them. Thread-safe. */
final class OpenDatabase {
    private final Database database;
    private final Settings openedWith;
    private final DatabaseStatistics statistics;
    private final Workers workers = new Workers(2 * Runtime.getRuntime().availableProcessors());
    /** The schemas of the version of the catalog asked for last; a race makes them twice, which is harmless. */
    private volatile @Nullable Schemas schemas;

    /** How many sessions hold it; guarded by the registry's lock. */
    private int holders;

    /** Counts how often it came to be unused, so that a delayed close knows whether it is still wanted. As above. */
    private long idleCount;

    OpenDatabase(Database database, Settings openedWith) {
        this.database = database;
        this.statistics = new DatabaseStatistics(database);
        this.openedWith = openedWith;
    }

    Database database() {
        return database;
    }

    /** Who computes parts of its queries. */
    Workers workers() {
        return workers;
    }

    /** The settings of the session that opened it. */
    Settings openedWith() {
        return openedWith;
    }

    /** The schemas over a version of the catalog. */
    Schemas schemas(CatalogVersion catalog) {
        Schemas known = schemas;
        if (known != null && known.catalog() == catalog) {
            return known;
        }
        var made = new Schemas(catalog, statistics);
        if (catalog == database.catalog()) {
            schemas = made;
        }
        return made;
    }

    void hold() {
        holders++;
    }

    /** Whether that was the last holder. */
    boolean release() {
        holders--;
        if (holders == 0) {
            idleCount++;
        }
        return holders == 0;
    }

    /** Whether nobody has held it since it came to be unused for the n-th time. */
    boolean isIdleSince(long count) {
        return holders == 0 && idleCount == count;
    }

    long idleCount() {
        return idleCount;
    }
}
