package io.aletheia.query;

import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.RecoveryReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one connection has: its settings, its transaction, its prepared statements. Confined to one thread at a time but for
 * {@link #cancel} and {@link #abort}. All methods but {@link #close}, {@link #isClosed} and {@link #isAlive} throw
 * CONNECTION_CLOSED (08003) after close. Errors are {@link io.aletheia.engine.model.DatabaseException}s.
 */
public interface Session extends AutoCloseable {
    /** Isolation of transactions, as SQL names what the engine gives. */
    enum Isolation {
        /** One snapshot per transaction; JDBC's REPEATABLE READ. */
        SNAPSHOT,
        /** As if one after the other. */
        SERIALIZABLE
    }

    /** Checks a statement and makes it ready. Syntax and name errors appear here. */
    Prepared prepare(String sql);

    /** The texts of the statements in a script, split at semicolons outside of quotes and comments; at least one. */
    List<String> split(String sql);

    /** Where in the statement that failed last the error lies, and the like; for the driver's exception. Null if unknown. */
    @Nullable
    ErrorPosition lastErrorPosition();

    /**
     * A place in a statement.
     *
     * @param line from 1
     * @param column from 1
     */
    record ErrorPosition(int line, int column) {}

    /** The tables as this session sees them now. */
    CatalogVersion catalog();

    /** A setting's present value. */
    String setting(Setting setting);

    /** Changes a session setting as SET does. */
    void set(Setting setting, String value);

    /** Whether each statement is its own transaction. */
    boolean isAutoCommit();

    /** Changes that; an open transaction is committed. */
    void setAutoCommit(boolean autoCommit);

    /** Whether a transaction is open that has done something. */
    boolean inTransaction();

    /** Commits the open transaction, if any. */
    void commit();

    /** Rolls the open transaction back, if any. */
    void rollback();

    /** Makes a savepoint of this name in the open transaction, beginning one if need be; a later one of the same name hides it. */
    void savepoint(String name);

    /** Undoes what was done after the savepoint and keeps it. UNKNOWN_SAVEPOINT (3B001). */
    void rollbackTo(String name);

    /** Forgets a savepoint. UNKNOWN_SAVEPOINT (3B001). */
    void release(String name);

    /** Makes statements until {@link #endBatch} one transaction also in autocommit mode. */
    void beginBatch();

    /** Ends a batch; in autocommit mode commits what was done, or rolls it back. */
    void endBatch(boolean commit);

    /** What the user should know of the last commit (01000); told once, null if there is nothing. */
    @Nullable
    String takeCommitWarning();

    /** The isolation of the next transactions. */
    Isolation isolation();

    /** Changes it. ACTIVE_TRANSACTION (25001) within a transaction. */
    void setIsolation(Isolation isolation);

    /** Whether writes are refused. */
    boolean isReadOnly();

    /** Changes it. ACTIVE_TRANSACTION (25001) within a transaction. */
    void setReadOnly(boolean readOnly);

    /** The schema of names without one. */
    String schema();

    /** Changes it. UNKNOWN_SCHEMA (3F000). */
    void setSchema(String schema);

    /** Ends the statement that is running, if any, with 57014 (CANCELLED). From any thread; takes no lock. */
    void cancel();

    /** Closes at once from any thread; a running statement ends with 08006. */
    void abort();

    /** What opening the database did; for the connection that opened it, null for the others. */
    @Nullable
    RecoveryReport recovery();

    /** Whether the session is open and its database works. */
    boolean isAlive();

    /** Whether it was closed. */
    boolean isClosed();

    /** Rolls back an open transaction and lets go of the database. */
    @Override
    void close();
}
