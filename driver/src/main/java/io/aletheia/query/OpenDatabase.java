package io.aletheia.query;

import io.aletheia.engine.Database;
import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.query.catalog.Schemas;
import io.aletheia.query.exec.Workers;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A database that sessions of this process share, and its schemas as the query layer sees them. Thread-safe. */
final class OpenDatabase {
    private final Database database;
    private final Settings openedWith;
    private final DatabaseStatistics statistics;
    private final Workers workers = new Workers(2 * Runtime.getRuntime().availableProcessors());
    /** The schemas of the version of the catalog asked for last; a race makes them twice, which is harmless. */
    private volatile @Nullable Schemas schemas;

    private final Map<Long, EngineSession> sessions = new ConcurrentHashMap<>();
    private final AtomicLong sessionIds = new AtomicLong();

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

    /** Notes a session and gives it its number. From any thread, as the others about sessions. */
    long register(EngineSession session) {
        long id = sessionIds.incrementAndGet();
        sessions.put(id, session);
        return id;
    }

    void forget(long sessionId) {
        sessions.remove(sessionId);
    }

    /** The session with a number; null if there is none. */
    @Nullable
    EngineSession session(long sessionId) {
        return sessions.get(sessionId);
    }

    /** The sessions that are connected, in the order of their numbers. */
    List<EngineSession> sessions() {
        return sessions.values().stream()
                .sorted(Comparator.comparingLong(EngineSession::id))
                .toList();
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
