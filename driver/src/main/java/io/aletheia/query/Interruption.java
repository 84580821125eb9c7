package io.aletheia.query;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.query.exec.ExecutionContext;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One run of a statement as others see it: what may end it before its time, which is somebody's wish or its time limit, and how far it
 * is. The statement's thread writes how far it is, with release and without waiting for anybody; any thread may read that and is told
 * what was true a moment ago. Thread-safe.
 */
final class Interruption implements Runnable {
    /** What a statement is doing. */
    enum State {
        /** It is parsed and planned. */
        PLANNING,
        /** It runs. */
        RUNNING,
        /** It waits until what it wrote is as durable as its transaction asks. */
        COMMITTING,
        /** It has rows that were not fetched yet. */
        FETCHING,
        /** Nothing any more. */
        ENDED
    }

    private static final VarHandle STATE;
    private static final VarHandle ROWS;
    private static final VarHandle CONTEXT;
    private static final VarHandle START;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(Interruption.class, "state", State.class);
            ROWS = lookup.findVarHandle(Interruption.class, "rows", long.class);
            CONTEXT = lookup.findVarHandle(Interruption.class, "context", ExecutionContext.class);
            START = lookup.findVarHandle(Interruption.class, "startNanos", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final String sql;
    private final long deadlineNanos;
    private final boolean limited;
    /** Set from any thread, read by the statement's. */
    private volatile boolean cancelled;
    /** Likewise. */
    private volatile boolean aborted;

    /** By STATE: written with release by the statement's thread. */
    @SuppressWarnings("unused")
    private State state;

    /** By ROWS: likewise. */
    private long rows;

    /** By CONTEXT: likewise; null before and after the run. */
    @SuppressWarnings("unused")
    private @Nullable ExecutionContext context;

    /** By START: likewise; 0 for not known. */
    @SuppressWarnings("unused")
    private long startNanos;

    /** Begins now, to run at once; 0 for no time limit. */
    Interruption(String sql, long timeoutMillis) {
        this(sql, timeoutMillis, State.RUNNING);
    }

    private Interruption(String sql, long timeoutMillis, State state) {
        this.sql = sql;
        this.state = state;
        this.limited = timeoutMillis > 0;
        this.deadlineNanos = limited ? System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis) : 0;
    }

    /** Begins now with being planned. */
    static Interruption planning(String sql) {
        var planning = new Interruption(sql, 0, State.PLANNING);
        planning.isTimed();
        return planning;
    }

    /** Says that the run takes long enough for its beginning to be worth a look at the clock. */
    void isTimed() {
        START.setRelease(this, System.nanoTime() | 1);
    }

    /** Says what the statement is doing now. */
    void is(State now) {
        STATE.setRelease(this, now);
        if (now == State.ENDED) {
            CONTEXT.setRelease(this, (ExecutionContext) null);
        }
    }

    /** Says what the statement runs with, which knows how much memory that takes. */
    void runsWith(ExecutionContext running) {
        CONTEXT.setRelease(this, running);
    }

    /** Counts rows that were given, written or read for what is built. */
    void progressed(long more) {
        ROWS.setRelease(this, rows + more);
    }

    String sql() {
        return sql;
    }

    State state() {
        return (State) STATE.getAcquire(this);
    }

    /** How many rows were given or written so far. */
    long rows() {
        return (long) ROWS.getAcquire(this);
    }

    /** How many bytes of rows it holds in memory, about. */
    long heldBytes() {
        ExecutionContext running = (ExecutionContext) CONTEXT.getAcquire(this);
        return running == null ? 0 : running.heldBytes();
    }

    /** For how long it has run, in microseconds; -1 if nobody looked at the clock when it began. */
    long elapsedMicros() {
        long start = (long) START.getAcquire(this);
        return start == 0 ? -1 : TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
    }

    void cancel() {
        cancelled = true;
    }

    void abort() {
        aborted = true;
    }

    @Override
    public void run() {
        check();
    }

    /** Ends the statement if it is to end: CANCELLED or TIMED_OUT (57014), CONNECTION_BROKEN (08006) after an abort. */
    void check() {
        if (aborted) {
            throw new DatabaseException(ErrorCode.CONNECTION_BROKEN, "the connection was aborted");
        }
        if (cancelled) {
            throw new DatabaseException(ErrorCode.CANCELLED, "the statement was cancelled");
        }
        if (limited && System.nanoTime() - deadlineNanos >= 0) {
            throw new DatabaseException(ErrorCode.TIMED_OUT, "the statement took longer than its time limit");
        }
    }
}
