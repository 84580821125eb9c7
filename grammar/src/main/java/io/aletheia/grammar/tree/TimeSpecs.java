package io.aletheia.grammar.tree;

import org.jspecify.annotations.Nullable;

/**
 * The time clauses of a table, a pattern or a pattern's element; an axis left out takes the default that applies.
 *
 * @param validTime the {@code FOR VALID_TIME} clause
 * @param systemTime the {@code FOR SYSTEM_TIME} clause
 */
public record TimeSpecs(
        @Nullable PeriodSpec validTime, @Nullable PeriodSpec systemTime) {

    /** No clause on either axis. */
    public static final TimeSpecs NONE = new TimeSpecs(null, null);

    /** Whether neither axis has a clause. */
    public boolean isEmpty() {
        return validTime == null && systemTime == null;
    }
}
