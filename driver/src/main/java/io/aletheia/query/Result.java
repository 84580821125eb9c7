package io.aletheia.query;

import org.jspecify.annotations.Nullable;

/**
 * What a statement gave.
 *
 * @param rows the rows of a query, to be closed by the receiver; null if it was none
 * @param updateCount distinct entities touched; -1 for a query, 0 for statements that touch none
 * @param generatedKeys keys of written rows, if asked for; otherwise null
 */
public record Result(
        @Nullable Cursor rows, long updateCount, @Nullable Cursor generatedKeys) {
    /** Rows. */
    public static Result rows(Cursor rows) {
        return new Result(rows, -1, null);
    }

    /** A count. */
    public static Result count(long updateCount, @Nullable Cursor generatedKeys) {
        return new Result(null, updateCount, generatedKeys);
    }
}
