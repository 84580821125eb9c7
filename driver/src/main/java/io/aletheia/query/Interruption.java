package io.aletheia.query;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.util.concurrent.TimeUnit;

/** What may end one run of a statement before its time: somebody's wish, or its time limit. Thread-safe. */
final class Interruption implements Runnable {
    private final long deadlineNanos;
    private final boolean limited;
    /** Set from any thread, read by the statement's. */
    private volatile boolean cancelled;
    /** Likewise. */
    private volatile boolean aborted;

    /** Begins now; 0 for no time limit. */
    Interruption(long timeoutMillis) {
        this.limited = timeoutMillis > 0;
        this.deadlineNanos = limited ? System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis) : 0;
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
