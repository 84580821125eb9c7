package io.aletheia.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * What {@code WITH (...)} says of a table. Immutable. An option more is a component here, a value in {@link #DEFAULTS}, and a
 * number in the log's codec of options.
 *
 * @param endpointPolicy edge tables: what holds of an edge where one of its nodes is not there; RESTRICT in a node table
 * @param validTime whether writes can say from when to when a row is valid; otherwise all are from now on
 * @param validGranularity what the bounds of valid periods are whole numbers of; MICROSECOND without valid time
 * @param noopUpdates what is done with a write that makes a row what it is already
 * @param historyRetention for how long what is no longer believed is known; null for ever
 */
public record TableOptions(
        EndpointPolicy endpointPolicy,
        boolean validTime,
        ValidGranularity validGranularity,
        NoopUpdates noopUpdates,
        @Nullable HistoryRetention historyRetention) {
    /** What a table has that says nothing. */
    public static final TableOptions DEFAULTS =
            new TableOptions(EndpointPolicy.RESTRICT, true, ValidGranularity.MICROSECOND, NoopUpdates.KEEP, null);

    /** The same with another endpoint policy. */
    public TableOptions withEndpointPolicy(EndpointPolicy policy) {
        return new TableOptions(policy, validTime, validGranularity, noopUpdates, historyRetention);
    }

    /** The same with or without valid time. */
    public TableOptions withValidTime(boolean has) {
        return new TableOptions(endpointPolicy, has, validGranularity, noopUpdates, historyRetention);
    }

    /** The same with another granularity. */
    public TableOptions withValidGranularity(ValidGranularity granularity) {
        return new TableOptions(endpointPolicy, validTime, granularity, noopUpdates, historyRetention);
    }

    /** The same with another treatment of writes that change nothing. */
    public TableOptions withNoopUpdates(NoopUpdates treatment) {
        return new TableOptions(endpointPolicy, validTime, validGranularity, treatment, historyRetention);
    }

    /** The same with another retention; null for ever. */
    public TableOptions withHistoryRetention(@Nullable HistoryRetention retention) {
        return new TableOptions(endpointPolicy, validTime, validGranularity, noopUpdates, retention);
    }

    /**
     * The portion of valid time that a write to such a table is about, which {@link Portion#resolvedFrom} places: all of it where
     * there is no valid time. Asked again with its own answer it gives the same.
     *
     * @param stated what the write says
     * @param nowMicros the transaction's time
     * @param table the table's name for messages
     * @throws DatabaseException INVALID_STATEMENT (42000) for a period where there is no valid time; DATETIME_OUT_OF_RANGE (22008)
     *     for a bound that is no midnight where days are wanted
     */
    public Portion portion(Portion stated, long nowMicros, String table) {
        if (!validTime) {
            if (!stated.equals(Portion.FROM_NOW_ON) && !stated.equals(Portion.ALL)) {
                throw new DatabaseException(
                        ErrorCode.INVALID_STATEMENT,
                        "table " + table + " has no valid time (VALID_TIME = OFF): its rows are valid at all of time");
            }
            return Portion.ALL;
        }
        return validGranularity == ValidGranularity.DAY ? days(stated, nowMicros, table) : stated;
    }

    private static Portion days(Portion stated, long nowMicros, String table) {
        long from = stated.fromCommit() ? Math.max(stated.from(), Time.midnight(nowMicros)) : stated.from();
        checkMidnight(from, table);
        checkMidnight(stated.to(), table);
        // A portion that is over by now stays void.
        return stated.fromCommit() && from < stated.to() ? Portion.of(from, stated.to()) : stated;
    }

    private static void checkMidnight(long micros, String table) {
        if (Time.midnight(micros) != micros) {
            throw new DatabaseException(
                    ErrorCode.DATETIME_OUT_OF_RANGE,
                    "valid periods in table " + table + " are days (VALID_GRANULARITY = 'DAY'), and "
                            + Time.toText(micros) + " is no midnight in UTC");
        }
    }
}
