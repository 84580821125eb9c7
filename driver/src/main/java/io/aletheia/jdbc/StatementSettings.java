package io.aletheia.jdbc;

import io.aletheia.engine.model.ErrorCode;
import io.aletheia.jdbc.types.Identifiers;
import io.aletheia.query.Execution;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is set on a statement, how it quotes, and whether it is closed: 08003 if its connection is, else HY010. Not thread-safe.
 */
abstract class StatementSettings extends Unwrappable implements Statement {
    private static final String WARNING_STATE = "01000";

    final AletheiaConnection connection;
    final boolean scrollable;
    boolean closed;
    int maxFieldSize;
    int fetchSize;
    boolean escapeProcessing = true;

    private Execution execution;
    private boolean closeOnCompletion;
    private boolean poolable;
    private int fetchDirection = ResultSet.FETCH_FORWARD;
    private @Nullable SQLWarning warnings;

    StatementSettings(AletheiaConnection connection, boolean scrollable) throws SQLException {
        this.connection = connection;
        this.scrollable = scrollable;
        this.fetchSize = connection.defaultFetchSize();
        int timeoutSeconds = connection.defaultQueryTimeout();
        this.execution = timeoutSeconds == 0 ? Execution.DEFAULT : new Execution(0, millis(timeoutSeconds), null);
    }

    /** Throws unless the statement and its connection are open. */
    final void checkOpen() throws SQLException {
        if (closed) {
            throw connection.isClosed()
                    ? AletheiaConnection.closedError()
                    : SqlErrors.of(ErrorCode.CALL_SEQUENCE, "the statement is closed");
        }
    }

    /** How to run something without generated keys. */
    final Execution execution() {
        return execution;
    }

    /** How to run something and get keys. */
    final Execution execution(@Nullable List<String> generatedKeys) {
        return generatedKeys == null
                ? execution
                : new Execution(execution.maxRows(), execution.timeoutMillis(), generatedKeys);
    }

    static void checkNotNegative(long number, String what) throws SQLException {
        if (number < 0) {
            throw SqlErrors.of(ErrorCode.INVALID_ARGUMENT, what + " must not be negative: " + number);
        }
    }

    static void checkFetchDirection(int direction) throws SQLException {
        if (direction != ResultSet.FETCH_FORWARD
                && direction != ResultSet.FETCH_REVERSE
                && direction != ResultSet.FETCH_UNKNOWN) {
            throw SqlErrors.of(ErrorCode.INVALID_ARGUMENT, "there is no fetch direction " + direction);
        }
    }

    private static long millis(int seconds) {
        return TimeUnit.SECONDS.toMillis(seconds);
    }

    @Override
    public final long getLargeMaxRows() throws SQLException {
        checkOpen();
        return execution.maxRows();
    }

    @Override
    public final void setLargeMaxRows(long max) throws SQLException {
        checkOpen();
        checkNotNegative(max, "the most rows");
        execution = new Execution(max, execution.timeoutMillis(), null);
    }

    @Override
    public final int getMaxRows() throws SQLException {
        return (int) Math.min(Integer.MAX_VALUE, getLargeMaxRows());
    }

    @Override
    public final void setMaxRows(int max) throws SQLException {
        setLargeMaxRows(max);
    }

    @Override
    public final int getQueryTimeout() throws SQLException {
        checkOpen();
        return (int) TimeUnit.MILLISECONDS.toSeconds(execution.timeoutMillis());
    }

    @Override
    public final void setQueryTimeout(int seconds) throws SQLException {
        checkOpen();
        checkNotNegative(seconds, "the query timeout");
        execution = new Execution(execution.maxRows(), millis(seconds), null);
    }

    @Override
    public final int getMaxFieldSize() throws SQLException {
        checkOpen();
        return maxFieldSize;
    }

    @Override
    public final void setMaxFieldSize(int max) throws SQLException {
        checkOpen();
        checkNotNegative(max, "the largest field size");
        maxFieldSize = max;
    }

    /** A hint that the engine, which reads in batches of its own, has no use for. */
    @Override
    public final int getFetchSize() throws SQLException {
        checkOpen();
        return fetchSize;
    }

    @Override
    public final void setFetchSize(int rows) throws SQLException {
        checkOpen();
        checkNotNegative(rows, "the fetch size");
        fetchSize = rows == 0 ? connection.defaultFetchSize() : rows;
    }

    @Override
    public final int getFetchDirection() throws SQLException {
        checkOpen();
        return fetchDirection;
    }

    @Override
    public final void setFetchDirection(int direction) throws SQLException {
        checkOpen();
        checkFetchDirection(direction);
        fetchDirection = direction;
    }

    @Override
    public final void setEscapeProcessing(boolean enable) throws SQLException {
        checkOpen();
        escapeProcessing = enable;
    }

    @Override
    public final boolean isPoolable() throws SQLException {
        checkOpen();
        return poolable;
    }

    @Override
    public final void setPoolable(boolean poolable) throws SQLException {
        checkOpen();
        this.poolable = poolable;
    }

    /** What isPoolable says at first. */
    final void startPoolable() {
        poolable = true;
    }

    @Override
    public final void closeOnCompletion() throws SQLException {
        checkOpen();
        closeOnCompletion = true;
    }

    @Override
    public final boolean isCloseOnCompletion() throws SQLException {
        checkOpen();
        return closeOnCompletion;
    }

    final boolean closesOnCompletion() {
        return closeOnCompletion;
    }

    @Override
    public final void setCursorName(@Nullable String name) throws SQLException {
        checkOpen();
        throw SqlErrors.of(ErrorCode.UNSUPPORTED, "positioned update is not supported yet");
    }

    @Override
    public final int getResultSetType() throws SQLException {
        checkOpen();
        return scrollable ? ResultSet.TYPE_SCROLL_INSENSITIVE : ResultSet.TYPE_FORWARD_ONLY;
    }

    @Override
    public final int getResultSetConcurrency() throws SQLException {
        checkOpen();
        return ResultSet.CONCUR_READ_ONLY;
    }

    @Override
    public final int getResultSetHoldability() throws SQLException {
        checkOpen();
        return ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    @Override
    public final AletheiaConnection getConnection() throws SQLException {
        checkOpen();
        return connection;
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
    }

    /** Adds a warning, which stays until the statement is run again. */
    final void warn(String message) {
        var warning = new SQLWarning(message, WARNING_STATE);
        if (warnings == null) {
            warnings = warning;
        } else {
            warnings.setNextWarning(warning);
        }
    }

    final void forgetWarnings() {
        warnings = null;
    }

    @Override
    public final String enquoteLiteral(@Nullable String text) throws SQLException {
        checkOpen();
        return Identifiers.literal(notNull(text, "the text to quote"));
    }

    @Override
    public final String enquoteNCharLiteral(@Nullable String text) throws SQLException {
        return enquoteLiteral(text);
    }

    @Override
    public final String enquoteIdentifier(@Nullable String identifier, boolean alwaysQuote) throws SQLException {
        checkOpen();
        try {
            return Identifiers.quoted(notNull(identifier, "the identifier"), alwaysQuote);
        } catch (RuntimeException e) {
            throw SqlErrors.toSqlException(e);
        }
    }

    @Override
    public final boolean isSimpleIdentifier(@Nullable String identifier) throws SQLException {
        checkOpen();
        return Identifiers.isSimple(notNull(identifier, "the identifier"));
    }

    static String notNull(@Nullable String text, String what) throws SQLException {
        if (text == null) {
            throw SqlErrors.of(ErrorCode.INVALID_ARGUMENT, what + " is null");
        }
        return text;
    }
}
