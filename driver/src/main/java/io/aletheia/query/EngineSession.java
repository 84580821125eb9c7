package io.aletheia.query;

import io.aletheia.engine.Database;
import io.aletheia.engine.Savepoint;
import io.aletheia.engine.Transaction;
import io.aletheia.engine.TransactionOptions;
import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.DurabilityMode;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.RecoveryReport;
import io.aletheia.grammar.AletheiaSql;
import io.aletheia.grammar.tree.Copy;
import io.aletheia.grammar.tree.DataChange;
import io.aletheia.grammar.tree.Statement;
import io.aletheia.query.catalog.Schemas;
import io.aletheia.query.catalog.SystemTable;
import io.aletheia.query.exec.ExecutionContext;
import io.aletheia.query.exec.Resources;
import io.aletheia.query.exec.SessionView;
import io.aletheia.query.expression.SessionValue;
import io.aletheia.query.plan.PlanErrors;
import io.aletheia.query.plan.StatementError;
import io.aletheia.query.statement.CommitStamp;
import io.aletheia.query.statement.Environment;
import io.aletheia.query.statement.InstantExpression;
import io.aletheia.query.temporal.TimeSettings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** A session over a database in this process. Threads as {@link Session} says. */
final class EngineSession implements Session, SessionView {
    /** Longer texts are scripts' bulk inserts, not worth keeping. */
    private static final int CACHED_TEXT_MAX = 8192;

    private final OpenDatabases.Held held;
    private @Nullable Resources resources;
    private final long id;
    private final long connectedNanos = System.nanoTime();
    private final Database database;
    private final SessionSettings settings;
    private final SessionTransaction transactions;
    /** By their exact texts. */
    private final Map<String, BoundStatement> plans;

    private final StatementShapes shapes;
    private final LiteralScanner scanner = new LiteralScanner();

    private @Nullable ErrorPosition lastErrorPosition;
    private @Nullable ExecutionContext conversions;
    private @Nullable Schemas ownSchemas;
    /** The statement that was started last; read by whoever cancels. */
    private volatile @Nullable Interruption running;
    /** Set by close and abort, from any thread. */
    private volatile boolean closed;

    private final AtomicBoolean released = new AtomicBoolean();

    EngineSession(OpenDatabases.Held held, Settings settings) {
        this.held = held;
        this.database = held.database().database();
        this.settings = new SessionSettings(settings);
        this.transactions = new SessionTransaction(
                database,
                () -> this.settings.get(Setting.APPLICATION_NAME),
                io.aletheia.engine.Isolation.valueOf(settings.get(Setting.ISOLATION)),
                settings.isTrue(Setting.READ_ONLY) || database.isReadOnly(),
                this.settings.durability());
        int capacity = (int) settings.number(Setting.PLAN_CACHE_SIZE);
        this.plans = new StatementShapes.LeastRecent<>(capacity);
        this.shapes = new StatementShapes(this, capacity);
        this.id = held.database().register(this);
    }

    Database database() {
        return database;
    }

    SessionSettings settings() {
        return settings;
    }

    SessionTransaction transactions() {
        return transactions;
    }

    /** What statements are bound in now. */
    Environment environment() {
        CatalogVersion catalog = transactions.catalog();
        Schemas schemas;
        if (ownSchemas != null && ownSchemas.catalog() == catalog) {
            schemas = ownSchemas;
        } else {
            schemas = held.database().schemas(catalog);
            ownSchemas = schemas;
        }
        return settings.environment(schemas, times());
    }

    /** The time clauses for tables that say none: the transaction's, then the session's. */
    TimeSettings times() {
        return transactions.defaults().times().over(settings.times());
    }

    private Resources resources() {
        Resources known = resources;
        long bytesMax = settings.maxQueryMemory();
        int threads = settings.queryThreads();
        if (known == null || known.bytesMax() != bytesMax || known.threads() != threads) {
            known = new Resources(database, held.database().workers(), threads, bytesMax);
            resources = known;
        }
        return known;
    }

    /** What a statement runs with in a transaction of this session. */
    ExecutionContext context(Transaction transaction, @Nullable Object[] values, Interruption interruption) {
        var context = new ExecutionContext(
                transaction, values, transaction.nowMicros(), settings.zone(), interruption, resources(), this);
        Long clock = transactions.defaults().clockMicros();
        var running = clock == null ? context : context.atClock(clock);
        interruption.runsWith(running);
        return running;
    }

    @Override
    public String value(SessionValue value) {
        return switch (value) {
            case USER -> settings.get(Setting.USER);
            case PRODUCT -> Product.NAME;
            case VERSION -> Product.VERSION;
        };
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public boolean cancel(long sessionId) {
        EngineSession other = held.database().session(sessionId);
        return other != null && other.cancelRunning();
    }

    @Override
    public List<@Nullable Object[]> rows(SystemTable.Name table, long nowMicros) {
        return SessionRows.of(table, held.database().sessions(), this, nowMicros);
    }

    @Override
    public void progressed(long rows) {
        Interruption interruption = running;
        if (interruption != null) {
            interruption.progressed(rows);
        }
    }

    /** What the session runs or has open; null if nothing. From any thread. */
    @Nullable
    Interruption running() {
        Interruption interruption = running;
        return interruption == null || interruption.state() == Interruption.State.ENDED ? null : interruption;
    }

    /** Ends the statement that runs or is planned, if it is to end. */
    void checkRunning() {
        Interruption interruption = running;
        if (interruption != null) {
            interruption.check();
        }
    }

    /** For how long the session has been connected. */
    long connectedMicros() {
        return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - connectedNanos);
    }

    /** Marks the beginning of a statement's run. */
    private Interruption start(String sql, long timeoutMillis) {
        checkOpen();
        lastErrorPosition = null;
        var interruption = new Interruption(sql, timeoutMillis);
        running = interruption;
        if (closed) {
            interruption.abort();
        }
        return interruption;
    }

    /** Runs a statement from its beginning until it has ended or has rows to fetch. Errors come out as of {@link #located}. */
    Result run(String sql, Execution execution, Function<Interruption, Result> statement) {
        Interruption interruption = start(sql, execution.timeoutMillis());
        boolean open = false;
        try {
            Result result = located(sql, () -> statement.apply(interruption));
            open = result.rows() instanceof QueryRows;
            return result;
        } finally {
            interruption.is(open ? Interruption.State.FETCHING : Interruption.State.ENDED);
        }
    }

    void checkOpen() {
        if (closed) {
            throw new DatabaseException(ErrorCode.CONNECTION_CLOSED, "the connection is closed");
        }
    }

    /** Runs something whose errors may have a place in the text, which is kept; nothing else unchecked comes out. */
    <T extends @Nullable Object> T located(String sql, Supplier<T> action) {
        try {
            return action.get();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | AssertionError e) {
            throw located(sql, e);
        }
    }

    /** The error to throw for something thrown; its place in the text is kept if it has one. */
    DatabaseException located(String sql, Throwable thrown) {
        if (thrown instanceof DatabaseException known) {
            return known;
        }
        RuntimeException error = PlanErrors.of(thrown, sql, transactions.catalog());
        if (error instanceof StatementError placed) {
            lastErrorPosition = new ErrorPosition(placed.line(), placed.column());
            return placed.error();
        }
        return Failures.of(error);
    }

    /** Refuses a write where the session only reads: READ_ONLY (25006). */
    void requireWritable() {
        if (transactions.isNextReadOnly()) {
            throw new DatabaseException(ErrorCode.READ_ONLY, "the connection or transaction is read-only");
        }
        if (times().system() != null) {
            throw new DatabaseException(
                    ErrorCode.READ_ONLY, "a session or transaction that asks as of a system time is read-only");
        }
    }

    /**
     * Runs a statement that writes: in the open transaction, where an error undoes the statement only, or in one of its own, which is
     * committed.
     */
    <T extends @Nullable Object> T write(Function<Transaction, T> statement) {
        return write(statement, (result, stamp) -> {});
    }

    /** The same; where the statement is its own transaction, its result is told the commit's stamp. */
    <T extends @Nullable Object> T write(Function<Transaction, T> statement, BiConsumer<T, CommitStamp> committed) {
        boolean lasting = transactions.isLasting();
        Transaction transaction = transactions.forStatement();
        if (lasting) {
            transactions.settleRows();
            Savepoint before = transaction.savepoint();
            try {
                return statement.apply(transaction);
            } catch (RuntimeException | Error e) {
                transaction.rollbackTo(before);
                throw e;
            }
        }
        try (transaction) {
            T result = statement.apply(transaction);
            transactions.describe(transaction, null);
            Interruption interruption = running;
            if (interruption != null) {
                interruption.is(Interruption.State.COMMITTING);
            }
            long commitTime = transactions.complete(transaction);
            if (transaction.committedId() != 0) {
                committed.accept(result, new CommitStamp(commitTime, transaction.committedId()));
            }
            return result;
        }
    }

    /** The instant that an expression outside of a query names, in microseconds. */
    long instant(SqlNode expression, Interruption interruption) {
        boolean lasting = transactions.isLasting();
        Transaction transaction = lasting && transactions.isOpen()
                ? transactions.forStatement()
                : database.begin(TransactionOptions.DEFAULTS);
        try {
            ExecutionContext context = context(transaction, new Object[0], interruption);
            return InstantExpression.evaluate(expression, environment(), context);
        } finally {
            if (!(lasting && transactions.isOpen())) {
                transaction.close();
            }
        }
    }

    /** A context for what runs outside of transactions: conversions of parameters and the like. */
    ExecutionContext conversions() {
        ExecutionContext known = conversions;
        if (known == null || !known.zone().equals(settings.zone())) {
            known = new ExecutionContext(null, new Object[0], 0, settings.zone(), () -> {});
            conversions = known;
        }
        return known;
    }

    @Override
    public Prepared prepare(String sql) {
        checkOpen();
        lastErrorPosition = null;
        BoundStatement known = plans.get(sql);
        if (known != null) {
            try {
                known.refresh();
                return known;
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError | AssertionError e) {
                throw located(sql, e);
            } finally {
                endPlanning();
            }
        }
        TextShape text = sql.length() <= CACHED_TEXT_MAX ? scanner.scan(sql) : null;
        Prepared shaped = text == null ? null : shapes.find(sql, text);
        return shaped == null ? bind(sql, text) : shaped;
    }

    /** A statement bound by its own text. */
    Prepared bind(String sql) {
        return bind(sql, null);
    }

    private Prepared bind(String sql, @Nullable TextShape text) {
        beginPlanning(sql);
        try {
            return located(sql, () -> bind(sql, AletheiaSql.parse(sql), text));
        } finally {
            endPlanning();
        }
    }

    /** A statement is about to be planned: as part of its run, or else by itself. */
    void beginPlanning(String sql) {
        Interruption interruption = running;
        Interruption.State state = interruption == null ? Interruption.State.ENDED : interruption.state();
        if (state != Interruption.State.RUNNING && state != Interruption.State.PLANNING) {
            running = Interruption.planning(sql);
        }
    }

    private void endPlanning() {
        Interruption interruption = running;
        if (interruption != null && interruption.state() == Interruption.State.PLANNING) {
            interruption.is(Interruption.State.ENDED);
        }
    }

    private Prepared bind(String sql, Statement statement, @Nullable TextShape text) {
        if (statement instanceof Statement.Query || statement instanceof DataChange) {
            var bound = new BoundStatement(this, sql, statement);
            if (sql.length() <= CACHED_TEXT_MAX) {
                plans.put(sql, bound);
            }
            if (text != null) {
                shapes.met(sql, text, bound);
            }
            return bound;
        }
        if (statement instanceof Statement.Explain explain) {
            return new ExplainStatement(this, sql, explain);
        }
        return statement instanceof Copy.From copy
                ? new CopyStatement(this, sql, copy)
                : new ControlStatement(this, sql, statement);
    }

    /** Whether a text is prepared already, so that it runs without being planned. */
    boolean isPlanned(String sql) {
        return plans.containsKey(sql);
    }

    @Override
    public List<String> split(String sql) {
        return located(sql, () -> {
            List<String> texts = StatementTexts.split(sql);
            return texts.isEmpty() ? List.of(sql) : texts;
        });
    }

    @Override
    public @Nullable ErrorPosition lastErrorPosition() {
        return lastErrorPosition;
    }

    @Override
    public CatalogVersion catalog() {
        checkOpen();
        return transactions.catalog();
    }

    @Override
    public String setting(Setting setting) {
        checkOpen();
        return setting == Setting.SCHEMA ? settings.schema() : settings.get(setting);
    }

    @Override
    public void set(Setting setting, String value) {
        checkOpen();
        settings.set(setting, value);
        if (setting == Setting.DURABILITY) {
            transactions.setDurability(DurabilityMode.valueOf(settings.get(setting)));
        } else if (setting == Setting.ISOLATION) {
            transactions.setIsolation(io.aletheia.engine.Isolation.valueOf(settings.get(setting)));
        }
    }

    @Override
    public boolean isAutoCommit() {
        checkOpen();
        return transactions.isAutoCommit();
    }

    @Override
    public void setAutoCommit(boolean autoCommit) {
        checkOpen();
        transactions.setAutoCommit(autoCommit);
    }

    @Override
    public boolean inTransaction() {
        checkOpen();
        return transactions.isOpen();
    }

    @Override
    public void commit() {
        checkOpen();
        transactions.commit();
    }

    @Override
    public void rollback() {
        checkOpen();
        transactions.rollback();
    }

    @Override
    public void savepoint(String name) {
        checkOpen();
        transactions.savepoint(name);
    }

    @Override
    public void rollbackTo(String name) {
        checkOpen();
        transactions.rollbackTo(name);
    }

    @Override
    public void release(String name) {
        checkOpen();
        transactions.release(name);
    }

    @Override
    public void beginBatch() {
        checkOpen();
        transactions.beginBatch();
    }

    @Override
    public void endBatch(boolean commit) {
        checkOpen();
        transactions.endBatch(commit);
    }

    @Override
    public @Nullable String takeCommitWarning() {
        return transactions.takeCommitWarning();
    }

    @Override
    public Isolation isolation() {
        checkOpen();
        return Isolation.valueOf(transactions.isolation().name());
    }

    @Override
    public void setIsolation(Isolation isolation) {
        checkOpen();
        transactions.setIsolation(io.aletheia.engine.Isolation.valueOf(isolation.name()));
    }

    @Override
    public boolean isReadOnly() {
        checkOpen();
        return transactions.isReadOnly();
    }

    @Override
    public void setReadOnly(boolean readOnly) {
        checkOpen();
        transactions.setReadOnly(readOnly);
    }

    @Override
    public String schema() {
        checkOpen();
        return settings.schema();
    }

    @Override
    public void setSchema(String schema) {
        checkOpen();
        settings.set(Setting.SCHEMA, schema);
    }

    @Override
    public void cancel() {
        cancelRunning();
    }

    private boolean cancelRunning() {
        Interruption interruption = running();
        if (interruption == null) {
            return false;
        }
        interruption.cancel();
        return true;
    }

    @Override
    public void abort() {
        closed = true;
        Interruption interruption = running;
        if (interruption != null) {
            interruption.abort();
        }
        // The transaction is the session's thread's to end; nothing of it is visible to others.
        release();
    }

    private void release() {
        if (released.compareAndSet(false, true)) {
            held.database().forget(id);
            OpenDatabases.instance().release(held);
        }
    }

    @Override
    public @Nullable RecoveryReport recovery() {
        checkOpen();
        RecoveryReport report = database.recovery();
        return held.opened() || !report.losses().isEmpty() ? report : null;
    }

    @Override
    public boolean isAlive() {
        return !closed && database.isAlive();
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            try {
                transactions.close();
            } finally {
                release();
            }
        }
    }
}
