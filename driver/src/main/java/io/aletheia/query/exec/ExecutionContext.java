package io.aletheia.query.exec;

import io.aletheia.engine.Database;
import io.aletheia.engine.Transaction;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.query.expression.EvaluationContext;
import io.aletheia.query.expression.SessionValue;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one run of a plan works with. Confined to the statement's thread. */
public final class ExecutionContext implements EvaluationContext {
    /** Which part of the heap the rows that one statement keeps may take, at most. */
    private static final double HEAP_SHARE_MAX = 0.6;

    private final @Nullable Transaction transaction;
    private final @Nullable TableAccess tables;
    private final @Nullable Object[] parameters;
    private final long clockMicros;
    private final long transactionMicros;
    private final ZoneId zone;
    private final Runnable cancellation;
    private final Memory memory;
    private final @Nullable Scope scope;
    /** Rows that the statement brings along, by the names of their tables. */
    private final Map<List<String>, List<@Nullable Object[]>> given;
    /** Whose log and checkpoints may be asked about; null if no plan can ask. */
    private final @Nullable Database database;
    /** What the session says of itself. */
    private final SessionView session;

    /** What a run keeps in memory; of the part within an outer row also what that part alone keeps. */
    private static final class Memory {
        private final long bytesMax;
        private final @Nullable Memory whole;
        /** Whose rows they are, but for those of measured parts of it; null for not measured. */
        private final @Nullable Measure measure;

        private long bytes;
        private long ownBytes;

        Memory(long bytesMax, @Nullable Memory whole, @Nullable Measure measure) {
            this.bytesMax = bytesMax;
            this.whole = whole;
            this.measure = measure;
        }

        /** Counts bytes; those of {@code own} are not yet an operator's. */
        void add(long more, long own) {
            bytes += more;
            ownBytes += own;
            if (measure != null) {
                measure.holds(ownBytes);
            }
            if (whole != null) {
                whole.add(more, measure == null ? own : 0);
            } else if (bytes > bytesMax) {
                throw outOfMemory("the statement keeps more than " + bytesMax + " bytes of rows in memory");
            }
        }
    }

    /**
     * What a part of a plan sees beside its inputs: the row of an outer query or the rows of a recursion's last round, and what was
     * seen around it.
     *
     * @param correlation number of the outer row's variable; -1 if this is a recursion
     * @param row the outer row; null if this is a recursion
     * @param recursion which recursion; null if this is an outer row
     * @param rows its rows; null if this is an outer row
     */
    private record Scope(
            int correlation,
            @Nullable RowValues row,
            @Nullable Object recursion,
            @Nullable RowStore rows,
            @Nullable Scope around) {}

    /** The values of a row by position. */
    interface RowValues {
        /** The value in the form that its type's kind names. */
        @Nullable
        Object value(int field);
    }

    /**
     * A context for one statement.
     *
     * @param transaction what tables are read through; null if the plan reads none
     * @param parameters engine values, each in the form of its parameter's type
     * @param nowMicros the transaction's time, microseconds since 1970-01-01T00:00:00Z
     * @param zone the session's time zone
     * @param cancellation throws CANCELLED or TIMED_OUT (57014) when the statement is to end; called often
     */
    public ExecutionContext(
            @Nullable Transaction transaction,
            @Nullable Object[] parameters,
            long nowMicros,
            ZoneId zone,
            Runnable cancellation) {
        this(transaction, parameters, nowMicros, zone, cancellation, null);
    }

    /** The same for a statement that may ask about the database's log and checkpoints. */
    public ExecutionContext(
            @Nullable Transaction transaction,
            @Nullable Object[] parameters,
            long nowMicros,
            ZoneId zone,
            Runnable cancellation,
            @Nullable Database database) {
        this.transaction = transaction;
        this.tables = transaction == null ? null : TableAccess.of(transaction);
        this.parameters = parameters;
        this.clockMicros = nowMicros;
        this.transactionMicros = nowMicros;
        this.zone = zone;
        this.cancellation = cancellation;
        this.memory = new Memory((long) (Runtime.getRuntime().maxMemory() * HEAP_SHARE_MAX), null, null);
        this.scope = null;
        this.given = Map.of();
        this.database = database;
        this.session = SessionView.NONE;
    }

    private ExecutionContext(
            ExecutionContext around,
            Memory memory,
            @Nullable Scope scope,
            long clockMicros,
            Map<List<String>, List<@Nullable Object[]>> given,
            SessionView session) {
        this.transaction = around.transaction;
        this.tables = around.tables;
        this.parameters = around.parameters;
        this.clockMicros = clockMicros;
        this.transactionMicros = around.transactionMicros;
        this.zone = around.zone;
        this.cancellation = around.cancellation;
        this.memory = memory;
        this.scope = scope;
        this.given = given;
        this.database = around.database;
        this.session = session;
    }

    private ExecutionContext(
            TableAccess tables, @Nullable Object[] parameters, long nowMicros, long bytesMax, Runnable cancellation) {
        this.transaction = null;
        this.tables = tables;
        this.parameters = parameters;
        this.clockMicros = nowMicros;
        this.transactionMicros = nowMicros;
        this.zone = ZoneOffset.UTC;
        this.cancellation = cancellation;
        this.memory = new Memory(bytesMax, null, null);
        this.scope = null;
        this.given = Map.of();
        this.database = null;
        this.session = SessionView.NONE;
    }

    /** A context that reads tables elsewhere and may keep a number of bytes. */
    static ExecutionContext of(
            TableAccess tables, @Nullable Object[] parameters, long nowMicros, long bytesMax, Runnable cancellation) {
        return new ExecutionContext(tables, parameters, nowMicros, bytesMax, cancellation);
    }

    /** The same run inside of an outer row; {@link #releaseAll} is to be called when that part of it has ended. */
    ExecutionContext within(int correlation, RowValues row) {
        return new ExecutionContext(
                this,
                new Memory(memory.bytesMax, memory, null),
                new Scope(correlation, row, null, null, scope),
                clockMicros,
                given,
                session);
    }

    /** The same run inside of a round of a recursion. {@link #releaseAll} is to be called when the round has ended. */
    ExecutionContext within(Object recursion, RowStore rows) {
        return new ExecutionContext(
                this,
                new Memory(memory.bytesMax, memory, null),
                new Scope(-1, null, recursion, rows, scope),
                clockMicros,
                given,
                session);
    }

    /** The same run for one operator, whose memory is measured. */
    ExecutionContext measured(Measure measure) {
        return new ExecutionContext(
                this, new Memory(memory.bytesMax, memory, measure), scope, clockMicros, given, session);
    }

    /** How many bytes of rows the run keeps in memory; may be asked by any thread, which then sees about what there is. */
    public long heldBytes() {
        return memory.bytes;
    }

    /**
     * The same run with another clock: what CURRENT_TIMESTAMP is and when a plain read of valid time is. What is known stays what the
     * transaction knows.
     */
    public ExecutionContext atClock(long micros) {
        return new ExecutionContext(this, memory, scope, micros, given, session);
    }

    /**
     * The same run with rows for tables whose rows are given.
     *
     * @param rows by the qualified names of the tables; values in the forms that the columns' types name
     */
    public ExecutionContext withGiven(Map<List<String>, List<@Nullable Object[]>> rows) {
        return new ExecutionContext(this, memory, scope, clockMicros, rows, session);
    }

    /** The same run in a session that says something of itself. */
    public ExecutionContext inSession(SessionView view) {
        return new ExecutionContext(this, memory, scope, clockMicros, given, view);
    }

    /** The rows given for a table. */
    List<@Nullable Object[]> given(List<String> table) {
        List<@Nullable Object[]> rows = given.get(table);
        if (rows == null) {
            throw new IllegalStateException("no rows are given for " + table);
        }
        return rows;
    }

    /** The database that the statement runs in. */
    Database database() {
        if (database == null) {
            throw new IllegalStateException("a plan that asks about the database runs without one");
        }
        return database;
    }

    /** The transaction that the statement runs in. */
    public Transaction transaction() {
        if (transaction == null) {
            throw new IllegalStateException("a plan that needs a transaction runs without one");
        }
        return transaction;
    }

    /** What tables are read through. */
    TableAccess tables() {
        if (tables == null) {
            throw new IllegalStateException("a plan that reads tables runs without a transaction");
        }
        return tables;
    }

    /** Counts memory that rows take: OUT_OF_MEMORY (53200) beyond the statement's share, before the heap is exhausted. */
    void reserve(long bytes) {
        memory.add(bytes, bytes);
    }

    /** Counts memory that is free again. */
    void release(long bytes) {
        memory.add(-bytes, -bytes);
    }

    /** Counts as free all that this context and those derived of it have reserved. */
    void releaseAll() {
        memory.add(-memory.bytes, -memory.ownBytes);
    }

    static DatabaseException outOfMemory(String what) {
        return new DatabaseException(ErrorCode.OUT_OF_MEMORY, what);
    }

    @Override
    public @Nullable Object parameter(int index) {
        if (index >= parameters.length) {
            throw new DatabaseException(ErrorCode.PARAMETER_MISSING, "parameter " + (index + 1) + " has no value");
        }
        return parameters[index];
    }

    /** What CURRENT_TIMESTAMP is: the transaction's time, or what the statement or transaction says by CLOCK_TIME. */
    @Override
    public long nowMicros() {
        return clockMicros;
    }

    /** The transaction's time, at which a plain read asks what is known. */
    public long transactionMicros() {
        return transactionMicros;
    }

    @Override
    public ZoneId zone() {
        return zone;
    }

    @Override
    public @Nullable Object outer(int correlation, int field) {
        for (Scope each = scope; each != null; each = each.around) {
            if (each.row != null && each.correlation == correlation) {
                return each.row.value(field);
            }
        }
        throw new IllegalStateException("no outer row for correlation " + correlation + ", field " + field);
    }

    /** The rows of a recursion's last round. */
    RowStore lastRound(Object recursion) {
        for (Scope each = scope; each != null; each = each.around) {
            if (each.rows != null && recursion.equals(each.recursion)) {
                return each.rows;
            }
        }
        throw new IllegalStateException("no recursion " + recursion);
    }

    @Override
    public String session(SessionValue value) {
        return session.value(value);
    }

    @Override
    public long sessionId() {
        return session.id();
    }

    @Override
    public boolean cancelSession(long sessionId) {
        return session.cancel(sessionId);
    }

    /** The sessions of the database. */
    SessionView sessions() {
        return session;
    }

    /** Counts a row that was written, for whoever watches the statement, and ends the statement if it is to end. */
    public void wrote() {
        session.progressed(1);
        checkCancelled();
    }

    @Override
    public void checkCancelled() {
        cancellation.run();
    }
}
