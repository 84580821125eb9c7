package io.aletheia.jdbc;

import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.RecoveryReport;
import io.aletheia.jdbc.metadata.AletheiaDatabaseMetaData;
import io.aletheia.jdbc.types.EscapeSyntax;
import io.aletheia.query.Cursor;
import io.aletheia.query.Prepared;
import io.aletheia.query.Session;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.DatabaseMetaData;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.WeakHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A session with a database. Closing it rolls back an open transaction and closes its statements; after that every method but
 * close, isClosed, isValid, abort and those of Wrapper is 08003. Confined to one thread at a time but for {@link #abort}, {@link
 * #isValid}, {@link #isClosed} and a statement's cancel.
 */
public final class AletheiaConnection extends ConnectionSettings {
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final String url;

    /** The open statements, to be closed with the connection; weak, for programs that forget to close theirs. */
    private final WeakHashMap<StatementExecution, Boolean> statements = new WeakHashMap<>();

    private int savepoints;

    /** Set once; volatile, for abort is called from other threads. */
    private volatile boolean closed;

    AletheiaConnection(Session session, String url) {
        super(session);
        this.url = url;
        var report = session.recovery();
        if (report != null && (report.transactions() > 0 || report.tornTailBytes() > 0)) {
            warn(text(report));
        }
        if (report != null) {
            report.losses().forEach(loss -> warn("the database is salvaged, and open for reading only: " + loss));
        }
    }

    private static String text(RecoveryReport report) {
        return "recovery replayed " + report.transactions() + " transactions: " + report.operations()
                + " operations of "
                + report.frames() + " frames in " + report.segments() + " log segments behind the checkpoint at LSN "
                + report.checkpointLsn() + ", in " + report.durationNanos() / NANOS_PER_MILLI + " ms. "
                + end(report)
                + " The last LSN is " + report.lastLsn() + ".";
    }

    private static String end(RecoveryReport report) {
        if (!report.losses().isEmpty()) {
            return "The log is damaged.";
        }
        return report.tornTailBytes() == 0
                ? "The log ended whole."
                : "A torn tail of " + report.tornTailBytes() + " bytes was cut off.";
    }

    Session session() {
        return session;
    }

    /** The URL without its password. */
    String url() {
        return url;
    }

    /** Rows that come from no statement's text, such as metadata; closing them closes the statement that they belong to. */
    ResultSet resultOf(Cursor rows) throws SQLException {
        var statement = track(new AletheiaStatement(this, true));
        return statement.rowsOf(rows);
    }

    // Statements

    private <S extends StatementExecution> S track(S statement) {
        synchronized (statements) {
            statements.put(statement, true);
        }
        return statement;
    }

    @Override
    void keepBatches() {
        for (var statement : statements()) {
            statement.keepBatches();
        }
    }

    /** A statement was closed. */
    void forget(StatementExecution statement) {
        synchronized (statements) {
            statements.remove(statement);
        }
    }

    @Override
    public Statement createStatement() throws SQLException {
        checkOpen();
        return track(new AletheiaStatement(this, false));
    }

    @Override
    public Statement createStatement(int type, int concurrency) throws SQLException {
        return track(new AletheiaStatement(this, isScrollable(type, concurrency)));
    }

    @Override
    public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
        checkOpen();
        checkHoldability(holdability);
        return createStatement(type, concurrency);
    }

    @Override
    public PreparedStatement prepareStatement(@Nullable String sql) throws SQLException {
        return prepare(sql, false, KeyColumns.NONE);
    }

    @Override
    public PreparedStatement prepareStatement(@Nullable String sql, int type, int concurrency) throws SQLException {
        return prepare(sql, isScrollable(type, concurrency), KeyColumns.NONE);
    }

    @Override
    public PreparedStatement prepareStatement(@Nullable String sql, int type, int concurrency, int holdability)
            throws SQLException {
        checkOpen();
        checkHoldability(holdability);
        return prepareStatement(sql, type, concurrency);
    }

    @Override
    public PreparedStatement prepareStatement(@Nullable String sql, int autoGeneratedKeys) throws SQLException {
        checkOpen();
        return prepare(sql, false, KeyColumns.flagged(autoGeneratedKeys));
    }

    @Override
    public PreparedStatement prepareStatement(@Nullable String sql, int @Nullable [] columns) throws SQLException {
        return prepare(sql, false, KeyColumns.at(columns));
    }

    @Override
    public PreparedStatement prepareStatement(@Nullable String sql, String @Nullable [] columns) throws SQLException {
        checkOpen();
        return prepare(sql, false, KeyColumns.named(columns));
    }

    private PreparedStatement prepare(@Nullable String sql, boolean scrollable, KeyColumns keys) throws SQLException {
        checkOpen();
        var prepared = prepared(StatementSettings.notNull(sql, "the statement's text"));
        return track(new AletheiaPreparedStatement(this, prepared, scrollable, keys));
    }

    private Prepared prepared(String sql) throws SQLException {
        try {
            var texts = sql.indexOf(';') < 0 ? List.of(sql) : session.split(sql);
            if (texts.size() != 1) {
                throw SqlErrors.of(
                        ErrorCode.UNSUPPORTED,
                        "preparing " + texts.size() + " statements at once is not supported yet");
            }
            return session.prepare(texts.get(0));
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            throw SqlErrors.toSqlException(e, sql, session.lastErrorPosition());
        }
    }

    @Override
    public CallableStatement prepareCall(@Nullable String sql) throws SQLException {
        return prepareCall(sql, false);
    }

    @Override
    public CallableStatement prepareCall(@Nullable String sql, int type, int concurrency) throws SQLException {
        return prepareCall(sql, isScrollable(type, concurrency));
    }

    @Override
    public CallableStatement prepareCall(@Nullable String sql, int type, int concurrency, int holdability)
            throws SQLException {
        checkOpen();
        checkHoldability(holdability);
        return prepareCall(sql, type, concurrency);
    }

    private CallableStatement prepareCall(@Nullable String sql, boolean scrollable) throws SQLException {
        checkOpen();
        var call = EscapeSyntax.call(StatementSettings.notNull(sql, "the statement's text"));
        return track(new AletheiaCallableStatement(this, prepared(call.sql()), scrollable, call.returnsValue()));
    }

    /** Sensitive and updatable result sets become insensitive and read-only, with a warning. */
    private boolean isScrollable(int type, int concurrency) throws SQLException {
        checkOpen();
        if (type != ResultSet.TYPE_FORWARD_ONLY
                && type != ResultSet.TYPE_SCROLL_INSENSITIVE
                && type != ResultSet.TYPE_SCROLL_SENSITIVE) {
            throw SqlErrors.of(ErrorCode.INVALID_ARGUMENT, "there is no result set type " + type);
        }
        if (concurrency != ResultSet.CONCUR_READ_ONLY && concurrency != ResultSet.CONCUR_UPDATABLE) {
            throw SqlErrors.of(ErrorCode.INVALID_ARGUMENT, "there is no concurrency " + concurrency);
        }
        if (type == ResultSet.TYPE_SCROLL_SENSITIVE) {
            warnOfDowngrade("result sets are TYPE_SCROLL_INSENSITIVE, not TYPE_SCROLL_SENSITIVE");
        }
        if (concurrency == ResultSet.CONCUR_UPDATABLE) {
            warnOfDowngrade("result sets are CONCUR_READ_ONLY, not CONCUR_UPDATABLE");
        }
        return type != ResultSet.TYPE_FORWARD_ONLY;
    }

    /** The text with escapes such as <code>{d '2024-05-01'}</code> written as standard SQL. The database takes both. */
    @Override
    public String nativeSQL(@Nullable String sql) throws SQLException {
        checkOpen();
        return EscapeSyntax.translate(StatementSettings.notNull(sql, "the statement's text"));
    }

    // Savepoints

    @Override
    public Savepoint setSavepoint() throws SQLException {
        return newSavepoint(null);
    }

    @Override
    public Savepoint setSavepoint(@Nullable String name) throws SQLException {
        checkOpen();
        return newSavepoint(StatementSettings.notNull(name, "the savepoint's name"));
    }

    private Savepoint newSavepoint(@Nullable String name) throws SQLException {
        checkNotAutoCommit("a savepoint");
        var savepoint = new AletheiaSavepoint(this, ++savepoints, name);
        tell(() -> session.savepoint(savepoint.sessionName()));
        return savepoint;
    }

    @Override
    public void rollback(@Nullable Savepoint savepoint) throws SQLException {
        var own = checked(savepoint);
        tell(() -> {
            keepBatches();
            session.rollbackTo(own.sessionName());
        });
    }

    @Override
    public void releaseSavepoint(@Nullable Savepoint savepoint) throws SQLException {
        var own = checked(savepoint);
        tell(() -> session.release(own.sessionName()));
        own.setReleased();
    }

    private AletheiaSavepoint checked(@Nullable Savepoint savepoint) throws SQLException {
        checkNotAutoCommit("a savepoint");
        if (!(savepoint instanceof AletheiaSavepoint own)) {
            throw SqlErrors.of(ErrorCode.UNKNOWN_SAVEPOINT, "the savepoint is none of this driver: " + savepoint);
        }
        own.check(this);
        return own;
    }

    // Values in memory

    @Override
    public Blob createBlob() throws SQLException {
        checkOpen();
        return new AletheiaBlob(new byte[0]);
    }

    @Override
    public Clob createClob() throws SQLException {
        return createNClob();
    }

    @Override
    public NClob createNClob() throws SQLException {
        checkOpen();
        return new AletheiaClob("");
    }

    @Override
    public SQLXML createSQLXML() throws SQLException {
        checkOpen();
        return new AletheiaSqlXml();
    }

    @Override
    public Array createArrayOf(@Nullable String typeName, @Nullable Object @Nullable [] elements) throws SQLException {
        checkOpen();
        var name = StatementSettings.notNull(typeName, "the name of the elements' type");
        if (elements == null) {
            throw SqlErrors.of(ErrorCode.INVALID_ARGUMENT, "the elements are null");
        }
        return ask(() -> AletheiaArray.of(this, name, elements));
    }

    @Override
    public Struct createStruct(@Nullable String typeName, @Nullable Object @Nullable [] attributes)
            throws SQLException {
        checkOpen();
        throw SqlErrors.of(ErrorCode.UNSUPPORTED, "the type STRUCT is not supported yet");
    }

    // Life

    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
        checkOpen();
        return new AletheiaDatabaseMetaData(new ConnectionMetadataSource(this));
    }

    /** Answers at once and without I/O, so the timeout never passes. */
    @Override
    public boolean isValid(int timeoutSeconds) throws SQLException {
        StatementSettings.checkNotNegative(timeoutSeconds, "the timeout");
        try {
            return !closed && session.isAlive();
        } catch (RuntimeException e) {
            return false;
        }
    }

    @Override
    public boolean isClosed() {
        return closed || session.isClosed();
    }

    @Override
    public void abort(@Nullable Executor executor) throws SQLException {
        if (executor == null) {
            throw SqlErrors.of(ErrorCode.INVALID_ARGUMENT, "the executor is null");
        }
        closed = true;
        try {
            // Here and not in the executor, which may be late or never run: it takes no time, and the running statement
            // ends.
            session.abort();
        } catch (RuntimeException e) {
            throw SqlErrors.toSqlException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        if (closed) {
            return;
        }
        closed = true;
        SQLException failure = closeStatements();
        try {
            session.close();
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            var error = SqlErrors.toSqlException(e);
            if (failure != null) {
                error.addSuppressed(failure);
            }
            throw error;
        }
        if (failure != null) {
            throw failure;
        }
    }

    private List<StatementExecution> statements() {
        synchronized (statements) {
            return new ArrayList<>(statements.keySet());
        }
    }

    private @Nullable SQLException closeStatements() {
        SQLException failure = null;
        for (var statement : statements()) {
            try {
                statement.close();
            } catch (SQLException e) {
                failure = e;
            }
        }
        return failure;
    }
}
