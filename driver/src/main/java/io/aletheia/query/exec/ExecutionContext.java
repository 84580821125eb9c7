package io.aletheia.query.exec;

import io.aletheia.engine.Database;
import io.aletheia.engine.Transaction;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.SpillFile;
import io.aletheia.query.expression.EvaluationContext;
import io.aletheia.query.expression.SessionValue;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;

/** What one run of a plan works with. Confined to the statement's thread. */
public final class ExecutionContext implements EvaluationContext {
    /** What the rows that one statement keeps may take of the heap, unless it is told. */
    private static final long HEAP_BYTES_MAX = (long) (Runtime.getRuntime().maxMemory() * 0.6);

    /** A part of a table that has a thread of its own has at least so many versions. */
    private static final long PART_ROWS_MIN = 1 << 16;

    private final @Nullable Transaction transaction;
    /** Where tables are read that are not read through the transaction; otherwise made by the first read. */
    private @Nullable TableAccess tables;

    private final @Nullable Object[] parameters;
    private final long clockMicros;
    private final long transactionMicros;
    private final ZoneId zone;
    private final Runnable cancellation;
    /** Made when somebody first wants to know: many a run keeps nothing. */
    private @Nullable Memory memory;

    private final @Nullable Scope scope;
    /** What the joins around tell, the innermost first. */
    private List<ToldKeys> told = List.of();
    /** Rows that the statement brings along, by the names of their tables. */
    private final Map<List<String>, List<@Nullable Object[]>> given;
    /** What the run may use of the database and of the machine; null if nothing. */
    private final @Nullable Resources resources;
    /** What the session says of itself. */
    private final SessionView session;

    /** What a run keeps in memory; of the part within an outer row also what that part alone keeps. */
    private static final class Memory {
        /** Beyond this share of its memory a statement writes rows to files where it can, so that the rest has room as well. */
        private static final double SPILL_SHARE = 0.5;

        private final long bytesMax;
        private static final AtomicLongFieldUpdater<Memory> BYTES =
                AtomicLongFieldUpdater.newUpdater(Memory.class, "bytes");
        private static final AtomicLongFieldUpdater<Memory> OWN_BYTES =
                AtomicLongFieldUpdater.newUpdater(Memory.class, "ownBytes");

        private final @Nullable Memory whole;
        /** Whose rows they are, but for those of measured parts of it; null for not measured. */
        private final @Nullable Measure measure;
        /** Parts of a run count from threads of their own. */
        private volatile long bytes;

        private volatile long ownBytes;

        Memory(long bytesMax, @Nullable Memory whole, @Nullable Measure measure) {
            this.bytesMax = bytesMax;
            this.whole = whole;
            this.measure = measure;
        }

        /** Counts bytes; those of {@code own} are not yet an operator's. */
        void add(long more, long own) {
            BYTES.addAndGet(this, more);
            if (measure != null) {
                measure.holds(OWN_BYTES.addAndGet(this, own));
            } else {
                OWN_BYTES.addAndGet(this, own);
            }
            if (whole != null) {
                whole.add(more, measure == null ? own : 0);
            } else if (bytes > bytesMax) {
                throw outOfMemory("the statement keeps more than " + bytesMax
                        + " bytes of rows in memory; maxQueryMemory says how many it may");
            }
        }

        boolean hasRoom(long more) {
            return whole == null ? bytes + more <= bytesMax * SPILL_SHARE : whole.hasRoom(more);
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
        this(transaction, parameters, nowMicros, zone, cancellation, null, SessionView.NONE);
    }

    /** The same for a statement of a session, which may ask about that, and use what the session gives to it. */
    public ExecutionContext(
            @Nullable Transaction transaction,
            @Nullable Object[] parameters,
            long nowMicros,
            ZoneId zone,
            Runnable cancellation,
            @Nullable Resources resources,
            SessionView session) {
        this.transaction = transaction;
        this.parameters = parameters;
        this.clockMicros = nowMicros;
        this.transactionMicros = nowMicros;
        this.zone = zone;
        this.cancellation = cancellation;
        this.scope = null;
        this.given = Map.of();
        this.resources = resources;
        this.session = session;
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
        this.told = around.told;
        this.given = given;
        this.resources = around.resources;
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
        this.resources = null;
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
                new Memory(memory().bytesMax, memory(), null),
                new Scope(correlation, row, null, null, scope),
                clockMicros,
                given,
                session);
    }

    /** The same run inside of a round of a recursion. {@link #releaseAll} is to be called when the round has ended. */
    ExecutionContext within(Object recursion, RowStore rows) {
        return new ExecutionContext(
                this,
                new Memory(memory().bytesMax, memory(), null),
                new Scope(-1, null, recursion, rows, scope),
                clockMicros,
                given,
                session);
    }

    /** The same run for a side of a join, a filter of which is told the keys of the other side. */
    ExecutionContext telling(ToldKeys keys) {
        var telling = new ExecutionContext(this, memory(), scope, clockMicros, given, session);
        List<ToldKeys> all = new ArrayList<>(told);
        all.add(0, keys);
        telling.told = all;
        return telling;
    }

    /** The rows whose keys a filter is told; null if it is told nothing. */
    @Nullable
    HashCandidates told(int filter) {
        for (ToldKeys each : told) {
            if (each.filter() == filter) {
                return each.kept();
            }
        }
        return null;
    }

    /** The same run for one operator, whose memory is measured. */
    ExecutionContext measured(Measure measure) {
        return new ExecutionContext(
                this, new Memory(memory().bytesMax, memory(), measure), scope, clockMicros, given, session);
    }

    /** How many bytes of rows the run keeps in memory; may be asked by any thread, which then sees about what there is. */
    public long heldBytes() {
        Memory known = memory;
        return known == null ? 0 : known.bytes;
    }

    /**
     * The same run with another clock: what CURRENT_TIMESTAMP is and when a plain read of valid time is. What is known stays what the
     * transaction knows.
     */
    public ExecutionContext atClock(long micros) {
        return new ExecutionContext(this, memory(), scope, micros, given, session);
    }

    /**
     * The same run with rows for tables whose rows are given.
     *
     * @param rows by the qualified names of the tables; values in the forms that the columns' types name
     */
    public ExecutionContext withGiven(Map<List<String>, List<@Nullable Object[]>> rows) {
        return new ExecutionContext(this, memory(), scope, clockMicros, rows, session);
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
        if (resources == null) {
            throw new IllegalStateException("a plan that asks about the database runs without one");
        }
        return resources.database();
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
        TableAccess known = tables;
        if (known == null) {
            if (transaction == null) {
                throw new IllegalStateException("a plan that reads tables runs without a transaction");
            }
            known = TableAccess.of(transaction);
            tables = known;
        }
        return known;
    }

    private Memory memory() {
        Memory known = memory;
        if (known == null) {
            long bytesMax = resources == null ? 0 : resources.bytesMax();
            known = new Memory(bytesMax == 0 ? HEAP_BYTES_MAX : bytesMax, null, null);
            memory = known;
        }
        return known;
    }

    /** Counts memory that rows take: OUT_OF_MEMORY (53200) beyond the statement's share, before the heap is exhausted. */
    void reserve(long bytes) {
        memory().add(bytes, bytes);
    }

    /** Counts memory that is free again. */
    void release(long bytes) {
        memory().add(-bytes, -bytes);
    }

    /** Whether so many bytes can be kept as well without writing rows to files. */
    boolean hasRoom(long bytes) {
        return memory().hasRoom(bytes);
    }

    /** In how many parts a table is worth to be scanned: 1 for a small one, or where this run has one thread. */
    int parts(int tableId) {
        if (resources == null || scope != null || resources.threads() == 1) {
            return 1;
        }
        return (int)
                Math.max(1, Math.min(resources.threads(), resources.database().versions(tableId) / PART_ROWS_MIN));
    }

    /** Who computes parts of this run. */
    Workers workers() {
        if (resources == null) {
            throw new IllegalStateException("a run without resources is divided");
        }
        return resources.workers();
    }

    /** Whether there is a place for files. */
    boolean canSpill() {
        return resources != null && resources.database().canSpill();
    }

    /** A new temporary file, which the caller closes. */
    SpillFile spillFile() {
        return database().spillFile();
    }

    /** The same run; what is reserved through it is counted apart as well, for {@link #releaseAll}. */
    ExecutionContext apart() {
        return new ExecutionContext(
                this, new Memory(memory().bytesMax, memory(), null), scope, clockMicros, given, session);
    }

    /** Counts as free all that this context and those derived of it have reserved. */
    void releaseAll() {
        memory().add(-memory().bytes, -memory().ownBytes);
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
