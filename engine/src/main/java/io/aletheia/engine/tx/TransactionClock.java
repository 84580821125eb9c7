package io.aletheia.engine.tx;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Time;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * The one clock of a database, and the only reader of the wall clock: gives every commit a system time in microseconds that is
 * greater than that of every commit before it and than every system time that was asked about.
 *
 * <p>{@link #wallMicros} may be called from any thread. Everything else is called under the sequencer's lock, which makes the
 * stamp, the log sequence numbers and the observed times one order.
 */
public final class TransactionClock {
    private static final System.Logger LOGGER = System.getLogger(TransactionClock.class.getName());

    /** Many commits in one reading of the wall clock run ahead of it a little, which is nothing to tell. */
    private static final long WARN_MICROS = Time.MICROS_PER_SECOND;

    private final InstantSource wallClock;
    private final long skewMicrosMax;
    private long last;
    private boolean warned;

    /**
     * A clock that resumes after a system time.
     *
     * @param wallClock where the time comes from
     * @param skewMillisMax how far the wall clock may lie behind the last commit before commits are refused
     * @param last the system time of the last commit there was; {@link Long#MIN_VALUE} if there was none
     */
    public TransactionClock(InstantSource wallClock, long skewMillisMax, long last) {
        this.wallClock = wallClock;
        this.skewMicrosMax = TimeUnit.MILLISECONDS.toMicros(skewMillisMax);
        this.last = last;
    }

    /** What the wall clock says, in microseconds. */
    public long wallMicros() {
        return Time.ofInstant(wallClock.instant());
    }

    /**
     * The system time that the next commit would get: the wall clock's or, if that does not move, one microsecond more than the
     * last. Nothing changes until {@link #advance}, so a commit that is refused never moves the clock.
     *
     * @throws DatabaseException CLOCK_SKEW (25000) if the wall clock lies too far behind the last commit
     */
    long next() {
        long wall = wallMicros();
        if (wall > last) {
            warned = false;
            return wall;
        }
        if (last - wall > skewMicrosMax) {
            throw new DatabaseException(
                    ErrorCode.CLOCK_SKEW,
                    "the system clock (" + Time.toText(wall) + ") is more than " + skewMicrosMax / 1000
                            + " ms behind the last commit (" + Time.toText(last)
                            + "); set the clock right and try again");
        }
        if (last - wall > WARN_MICROS && !warned) {
            warned = true;
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "the system clock went back to {0}; commits go on from {1}",
                    Time.toText(wall),
                    Time.toText(last));
        }
        return last + 1;
    }

    /**
     * The given system time of imported history, if it can still be given.
     *
     * @throws DatabaseException INVALID_ARGUMENT (22023) unless it is later than every commit and not in the future
     */
    long imported(long micros) {
        if (micros <= last) {
            throw new DatabaseException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the system time of a transaction must be later than every commit so far: asked for "
                            + Time.toText(micros) + ", last is " + Time.toText(last));
        }
        long wall = wallMicros();
        if (micros > wall) {
            throw new DatabaseException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the system time of a transaction must not be in the future: asked for " + Time.toText(micros)
                            + ", now is " + Time.toText(wall));
        }
        return micros;
    }

    /** Says that a commit got this system time. */
    void advance(long micros) {
        if (micros <= last) {
            throw new IllegalStateException("system time must grow: last=" + last + ", next=" + micros);
        }
        last = micros;
    }

    /** Says that somebody was told what is known at this system time, so that no later commit may get it. */
    void observe(long micros) {
        last = Math.max(last, micros);
    }
}
