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
 * <p>{@link #wallMicros} and {@link #lagMicros} may be called from any thread. Everything else is called under the sequencer's lock, which makes the
 * stamp, the log sequence numbers and the observed times one order.
 */
public final class TransactionClock {
    private static final System.Logger LOGGER = System.getLogger(TransactionClock.class.getName());

    /** Many commits in one reading of the wall clock run ahead of it a little, which is nothing to tell. */
    private static final long WARN_MICROS = Time.MICROS_PER_SECOND;

    private final InstantSource wallClock;
    private final long skewMicrosMax;
    private long last;
    /** Whether the log was told, until the wall clock has caught up. */
    private boolean warned;

    /** Volatile: any thread reads it. Written only where it changes, which costs nothing as long as the clock is right. */
    private volatile long lagMicros;

    /**
     * A clock that resumes after a system time.
     *
     * @param wallClock where the time comes from
     * @param skewMillisMax how far the wall clock may lie behind the last commit before commits are refused; {@link
     *     Long#MAX_VALUE} for as far as it likes
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
     * How far the wall clock lay behind the last commit when the last system time was asked for; 0 if that is nothing to tell:
     * less than what many commits in one reading of the clock run ahead of it.
     */
    long lagMicros() {
        return lagMicros;
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
            setLag(0);
            return wall;
        }
        long lag = last - wall;
        if (lag > skewMicrosMax) {
            throw new DatabaseException(
                    ErrorCode.CLOCK_SKEW,
                    "the system clock (" + Time.toText(wall) + ") is more than " + skewMicrosMax / 1000
                            + " ms behind the last commit (" + Time.toText(last)
                            + "); set the clock right and try again, or open the database with a greater maxClockSkew or with"
                            + " allowClockSkew, which lets commits go on from the last one");
        }
        setLag(lag > WARN_MICROS ? lag : 0);
        if (lag > WARN_MICROS && !warned) {
            warned = true;
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "the system clock went back to {0}; commits go on from {1}",
                    Time.toText(wall),
                    Time.toText(last));
        }
        return last + 1;
    }

    private void setLag(long micros) {
        if (lagMicros != micros) {
            lagMicros = micros;
        }
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

    /** The system time that every later commit is after; {@link Long#MIN_VALUE} if there is none. */
    long last() {
        return last;
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
