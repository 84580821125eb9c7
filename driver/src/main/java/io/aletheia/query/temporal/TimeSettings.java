package io.aletheia.query.temporal;

import io.aletheia.grammar.tree.TimeSpecs;
import org.jspecify.annotations.Nullable;

/**
 * The time clauses of a session or a transaction for tables that say none; an axis without one means what holds below, and now in the
 * end. Immutable.
 *
 * @param valid the axis of valid time
 * @param system the axis of system time
 */
public record TimeSettings(
        @Nullable PeriodDefault valid, @Nullable PeriodDefault system) {
    /** Now, as known now. */
    public static final TimeSettings NOW = new TimeSettings(null, null);

    /** These clauses, and those below on the axes that these leave out. */
    public TimeSettings over(TimeSettings below) {
        if (below.valid == null && below.system == null) {
            return this;
        }
        return new TimeSettings(valid != null ? valid : below.valid, system != null ? system : below.system);
    }

    /** The clauses that hold for a statement: its own, then the session's; as new syntax trees. */
    public TimeSpecs under(TimeSpecs statement) {
        return new TimeSpecs(
                statement.validTime() != null ? statement.validTime() : valid == null ? null : valid.toSpec(),
                statement.systemTime() != null ? statement.systemTime() : system == null ? null : system.toSpec());
    }
}
