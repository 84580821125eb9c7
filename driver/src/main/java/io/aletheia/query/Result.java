package io.aletheia.query;

import org.jspecify.annotations.Nullable;

/**
 * What a statement gave.
 *
 * @param rows the rows of a query, to be closed by the receiver; null if it was none
 * @param updateCount distinct entities touched; -1 for a query, 0 for statements that touch none
 * @param generatedKeys keys of written rows, if asked for; otherwise null
 * @param warning what the user should know of a statement that succeeded (01000); null if nothing
 */
public record Result(
        @Nullable Cursor rows,
        long updateCount,
        @Nullable Cursor generatedKeys,
        @Nullable String warning) {
    /** Rows. */
    public static Result rows(Cursor rows) {
        return new Result(rows, -1, null, null);
    }

    /** A count. */
    public static Result count(long updateCount, @Nullable Cursor generatedKeys) {
        return new Result(null, updateCount, generatedKeys, null);
    }

    /** The same with a warning; null for none. */
    public Result with(@Nullable String newWarning) {
        return new Result(rows, updateCount, generatedKeys, newWarning);
    }
}
