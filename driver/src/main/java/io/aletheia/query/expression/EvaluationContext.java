package io.aletheia.query.expression;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What an expression may ask about the statement that it runs in. Fixed while the statement runs. */
public interface EvaluationContext {
    /**
     * The value of a parameter, already in the form of the type that the plan gives it.
     *
     * @param index from 0
     */
    @Nullable
    Object parameter(int index);

    /** The statement's time, microseconds since 1970-01-01T00:00:00Z. */
    long nowMicros();

    /** The session's time zone. */
    ZoneId zone();

    /**
     * The value of a column of an outer row.
     *
     * @param correlation number of the correlation variable
     * @param field position of the column in the outer row
     */
    @Nullable
    Object outer(int correlation, int field);

    /** What the session says of itself. */
    String session(SessionValue value);

    /** The number of the session. */
    long sessionId();

    /** Ends what another session runs; false if it runs nothing. */
    boolean cancelSession(long sessionId);

    /** Ends the statement if somebody asked for that: CANCELLED or TIMED_OUT (57014). Cheap enough for every batch. */
    void checkCancelled();
}
