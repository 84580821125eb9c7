package io.aletheia.jdbc;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.query.Session;
import io.aletheia.query.Setting;
import java.sql.ClientInfoStatus;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.ShardingKey;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is set on a connection. All but the driver's own notes is kept by the session. Not thread-safe. */
abstract class ConnectionSettings extends Unwrappable implements Connection {
    static final String APPLICATION_NAME = "ApplicationName";

    /** The names of client info that are kept, in alphabetical order. */
    static final List<String> CLIENT_INFO = List.of(APPLICATION_NAME, "ClientHostname", "ClientUser");

    private static final String WARNING_STATE = "01000";
    private static final String DOWNGRADE_STATE = "01S02";

    final Session session;
    private final Map<String, String> clientInfo = new HashMap<>();
    private int networkTimeoutMillis;
    private @Nullable SQLWarning warnings;
    private boolean warnedOfCommit;
    private @Nullable SessionState requestStart;
    private String zoneText = "UTC";
    private ZoneId zone = ZoneOffset.UTC;

    ConnectionSettings(Session session) {
        this.session = session;
    }

    /** Throws 08003 if the connection is closed. */
    final void checkOpen() throws SQLException {
        if (isClosed()) {
            throw closedError();
        }
    }

    static SQLException closedError() {
        return SqlErrors.of(ErrorCode.CONNECTION_CLOSED, "the connection is closed");
    }

    @Override
    public abstract boolean isClosed();

    /** Makes rows that are open independent of the transaction, which is about to end. */
    abstract void keepBatches();

    /** Asks the session for something. */
    final <T> T ask(Supplier<T> question) throws SQLException {
        checkOpen();
        try {
            return question.get();
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            throw SqlErrors.toSqlException(e);
        }
    }

    /** Tells the session to do something. */
    final void tell(Runnable command) throws SQLException {
        checkOpen();
        try {
            command.run();
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            throw SqlErrors.toSqlException(e);
        }
    }

    // What statements need to know

    /** The zone that stands between TIMESTAMP and instants; after the connection was closed the last one known. */
    final ZoneId zone() {
        if (!isClosed()) {
            var text = session.setting(Setting.TIME_ZONE);
            if (!text.equals(zoneText)) {
                zone = ZoneId.of(text);
                zoneText = text;
            }
        }
        return zone;
    }

    /** Whether WITH TIME ZONE is reported and read as TIMESTAMP. */
    final boolean readsInstantsAsTimestamps() {
        return !isClosed() && session.setting(Setting.TIMESTAMP_TZ_TYPE).equals("TIMESTAMP");
    }

    final int defaultFetchSize() throws SQLException {
        return ask(() -> Integer.parseInt(session.setting(Setting.FETCH_SIZE)));
    }

    final int defaultQueryTimeout() throws SQLException {
        return ask(() -> Integer.parseInt(session.setting(Setting.QUERY_TIMEOUT)));
    }

    // Transactions

    @Override
    public final boolean getAutoCommit() throws SQLException {
        return ask(session::isAutoCommit);
    }

    @Override
    public final void setAutoCommit(boolean autoCommit) throws SQLException {
        tell(() -> {
            if (session.isAutoCommit() != autoCommit) {
                keepBatches();
                session.setAutoCommit(autoCommit);
            }
        });
        warnOfCommit();
    }

    final void checkNotAutoCommit(String what) throws SQLException {
        if (getAutoCommit()) {
            throw SqlErrors.of(
                    ErrorCode.NO_ACTIVE_TRANSACTION,
                    what + " is not possible in autocommit mode: setAutoCommit(false)");
        }
    }

    @Override
    public final void commit() throws SQLException {
        checkNotAutoCommit("commit");
        tell(() -> {
            keepBatches();
            session.commit();
        });
        warnOfCommit();
    }

    @Override
    public final void rollback() throws SQLException {
        checkNotAutoCommit("rollback");
        tell(() -> {
            keepBatches();
            session.rollback();
        });
    }

    @Override
    public final int getTransactionIsolation() throws SQLException {
        return switch (ask(session::isolation)) {
            case SNAPSHOT -> TRANSACTION_REPEATABLE_READ;
            case SERIALIZABLE -> TRANSACTION_SERIALIZABLE;
        };
    }

    @Override
    public final void setTransactionIsolation(int level) throws SQLException {
        checkOpen();
        switch (level) {
            case TRANSACTION_READ_UNCOMMITTED, TRANSACTION_READ_COMMITTED -> {
                tell(() -> session.setIsolation(Session.Isolation.SNAPSHOT));
                warn("the isolation is REPEATABLE READ, the weakest there is", WARNING_STATE);
            }
            case TRANSACTION_REPEATABLE_READ -> tell(() -> session.setIsolation(Session.Isolation.SNAPSHOT));
            case TRANSACTION_SERIALIZABLE -> tell(() -> session.setIsolation(Session.Isolation.SERIALIZABLE));
            default -> throw SqlErrors.of(ErrorCode.INVALID_ARGUMENT, "there is no isolation level " + level);
        }
    }

    @Override
    public final boolean isReadOnly() throws SQLException {
        return ask(session::isReadOnly);
    }

    @Override
    public final void setReadOnly(boolean readOnly) throws SQLException {
        tell(() -> {
            if (session.inTransaction()) {
                throw new DatabaseException(
                        ErrorCode.ACTIVE_TRANSACTION, "read-only cannot be changed within a transaction");
            }
            session.setReadOnly(readOnly);
        });
    }

    // Names

    @Override
    public final String getSchema() throws SQLException {
        return ask(session::schema);
    }

    @Override
    public final void setSchema(@Nullable String schema) throws SQLException {
        checkOpen();
        var name = StatementSettings.notNull(schema, "the schema");
        tell(() -> session.setSchema(name));
    }

    /** There are no catalogs. */
    @Override
    public final @Nullable String getCatalog() throws SQLException {
        checkOpen();
        return null;
    }

    /** There are no catalogs, so there is nothing to change. */
    @Override
    public final void setCatalog(@Nullable String catalog) throws SQLException {
        checkOpen();
    }

    @Override
    public final Map<String, Class<?>> getTypeMap() throws SQLException {
        checkOpen();
        return new HashMap<>();
    }

    @Override
    public final void setTypeMap(@Nullable Map<String, Class<?>> types) throws SQLException {
        checkOpen();
        if (types != null && !types.isEmpty()) {
            throw SqlErrors.of(ErrorCode.UNSUPPORTED, "a mapping of user-defined types is not supported yet");
        }
    }

    @Override
    public final int getHoldability() throws SQLException {
        checkOpen();
        return ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    @Override
    public final void setHoldability(int holdability) throws SQLException {
        checkOpen();
        checkHoldability(holdability);
    }

    static void checkHoldability(int holdability) throws SQLException {
        if (holdability == ResultSet.CLOSE_CURSORS_AT_COMMIT) {
            throw SqlErrors.of(ErrorCode.UNSUPPORTED, "CLOSE_CURSORS_AT_COMMIT is not supported yet");
        }
        if (holdability != ResultSet.HOLD_CURSORS_OVER_COMMIT) {
            throw SqlErrors.of(ErrorCode.INVALID_ARGUMENT, "there is no holdability " + holdability);
        }
    }

    // Timeouts

    @Override
    public final int getNetworkTimeout() throws SQLException {
        checkOpen();
        return networkTimeoutMillis;
    }

    /** Kept for pools, which set and restore it; between this driver and its database there is no network to wait for. */
    @Override
    public final void setNetworkTimeout(@Nullable Executor executor, int milliseconds) throws SQLException {
        checkOpen();
        StatementSettings.checkNotNegative(milliseconds, "the network timeout");
        networkTimeoutMillis = milliseconds;
    }

    // Client info

    @Override
    public final Properties getClientInfo() throws SQLException {
        var all = new Properties();
        for (String name : CLIENT_INFO) {
            var value = getClientInfo(name);
            if (value != null) {
                all.setProperty(name, value);
            }
        }
        return all;
    }

    @Override
    public final @Nullable String getClientInfo(@Nullable String name) throws SQLException {
        checkOpen();
        var known = knownClientInfo(name);
        if (!APPLICATION_NAME.equals(known)) {
            return known == null ? null : clientInfo.get(known);
        }
        var value = ask(() -> session.setting(Setting.APPLICATION_NAME));
        return value.isEmpty() ? null : value;
    }

    @Override
    public final void setClientInfo(@Nullable String name, @Nullable String value) throws SQLClientInfoException {
        var key = String.valueOf(name);
        var known = knownClientInfo(name);
        if (isClosed()) {
            throw clientInfoError(closedError(), Map.of(key, ClientInfoStatus.REASON_UNKNOWN));
        }
        if (known == null) {
            var unknown = SqlErrors.of(
                    ErrorCode.UNSUPPORTED,
                    "the client info " + key + " is not supported; there are " + String.join(", ", CLIENT_INFO));
            throw clientInfoError(unknown, Map.of(key, ClientInfoStatus.REASON_UNKNOWN_PROPERTY));
        }
        try {
            if (known.equals(APPLICATION_NAME)) {
                session.set(Setting.APPLICATION_NAME, value == null ? "" : value);
            } else if (value == null) {
                clientInfo.remove(known);
            } else {
                clientInfo.put(known, value);
            }
        } catch (RuntimeException e) {
            throw clientInfoError(SqlErrors.toSqlException(e), Map.of(key, ClientInfoStatus.REASON_VALUE_INVALID));
        }
    }

    /** Sets what the properties hold and forgets the rest. */
    @Override
    public final void setClientInfo(@Nullable Properties properties) throws SQLClientInfoException {
        var given = properties == null ? new Properties() : properties;
        var unknown = new HashMap<String, ClientInfoStatus>();
        for (String name : given.stringPropertyNames()) {
            if (knownClientInfo(name) == null) {
                unknown.put(name, ClientInfoStatus.REASON_UNKNOWN_PROPERTY);
            }
        }
        if (!unknown.isEmpty() && !isClosed()) {
            var error = SqlErrors.of(
                    ErrorCode.UNSUPPORTED,
                    "client info " + unknown.keySet() + " is not supported; there are "
                            + String.join(", ", CLIENT_INFO));
            throw clientInfoError(error, unknown);
        }
        for (String known : CLIENT_INFO) {
            setClientInfo(known, null);
        }
        for (String name : given.stringPropertyNames()) {
            setClientInfo(name, given.getProperty(name));
        }
    }

    private static @Nullable String knownClientInfo(@Nullable String name) {
        for (String known : CLIENT_INFO) {
            if (known.equalsIgnoreCase(name)) {
                return known;
            }
        }
        return null;
    }

    private static SQLClientInfoException clientInfoError(
            SQLException error, Map<String, ClientInfoStatus> failedProperties) {
        return new SQLClientInfoException(
                error.getMessage(), error.getSQLState(), error.getErrorCode(), failedProperties, error);
    }

    // Warnings

    /** Notes that something was done in another way than asked for. */
    final void warnOfDowngrade(String message) {
        warn(message, DOWNGRADE_STATE);
    }

    final void warn(String message) {
        warn(message, WARNING_STATE);
    }

    /**
     * Notes what is to be known of the commit that was just made. Once until the warnings are cleared, or a program that never looks
     * would gather one for each commit.
     */
    final void warnOfCommit() {
        var warning = session.takeCommitWarning();
        if (warning != null && !warnedOfCommit) {
            warnedOfCommit = true;
            warn(warning);
        }
    }

    private void warn(String message, String state) {
        var warning = new SQLWarning(message, state);
        if (warnings == null) {
            warnings = warning;
        } else {
            warnings.setNextWarning(warning);
        }
    }

    @Override
    public final @Nullable SQLWarning getWarnings() throws SQLException {
        checkOpen();
        return warnings;
    }

    @Override
    public final void clearWarnings() throws SQLException {
        checkOpen();
        warnings = null;
        warnedOfCommit = false;
    }

    // Requests of a pool

    /** Notes the session's state. 25001 if a transaction is open. */
    @Override
    public final void beginRequest() throws SQLException {
        checkNoTransaction();
        requestStart = ask(() -> SessionState.of(session));
        clearWarnings();
    }

    /** Restores the state that {@link #beginRequest} noted; what SET statements changed is forgotten. */
    @Override
    public final void endRequest() throws SQLException {
        checkNoTransaction();
        var state = requestStart;
        requestStart = null;
        if (state != null) {
            tell(() -> state.restore(session));
        }
        clearWarnings();
    }

    private void checkNoTransaction() throws SQLException {
        if (ask(session::inTransaction)) {
            throw SqlErrors.of(
                    ErrorCode.ACTIVE_TRANSACTION, "a transaction is open: commit or roll back before the request ends");
        }
    }

    private SQLException noSharding() throws SQLException {
        checkOpen();
        return SqlErrors.of(ErrorCode.UNSUPPORTED, "sharding is not supported yet");
    }

    @Override
    public final boolean setShardingKeyIfValid(@Nullable ShardingKey key, int timeout) throws SQLException {
        throw noSharding();
    }

    @Override
    public final boolean setShardingKeyIfValid(@Nullable ShardingKey key, @Nullable ShardingKey superKey, int timeout)
            throws SQLException {
        throw noSharding();
    }

    @Override
    public final void setShardingKey(@Nullable ShardingKey key) throws SQLException {
        throw noSharding();
    }

    @Override
    public final void setShardingKey(@Nullable ShardingKey key, @Nullable ShardingKey superKey) throws SQLException {
        throw noSharding();
    }
}
