package io.aletheia.query.catalog;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The table functions over a table's versions. */
public enum HistoryFunction {
    /** {@code HISTORY(t [, key])}: all versions there ever were, and how each came to be. */
    HISTORY(0, 0),
    /** {@code TIMELINE(t, key)}: one entity through valid time. */
    TIMELINE(0, 0),
    /** {@code CHANGES(t, s1, s2)}: what each commit after s1 and up to s2 changed. */
    CHANGES(2, 2),
    /** {@code DIFF(t, s1, s2 [, v])}: how the state known at s2 differs from that known at s1. */
    DIFF(2, 3);

    /** What the schemas of the functions' row types are called by; no statement can name one of them to any use. */
    private static final String PREFIX = "$";

    private final int instantsMin;
    private final int instantsMax;

    HistoryFunction(int instantsMin, int instantsMax) {
        this.instantsMin = instantsMin;
        this.instantsMax = instantsMax;
    }

    /** The function of this name in any case; null if it is another. */
    public static @Nullable HistoryFunction find(String name) {
        for (HistoryFunction function : values()) {
            if (function.name().equals(name.toUpperCase(Locale.ROOT))) {
                return function;
            }
        }
        return null;
    }

    /** The schema under which the planner knows the row types. */
    public String schema() {
        return PREFIX + name();
    }

    /** Whether what follows the table are instants, not a key. */
    public boolean takesInstants() {
        return instantsMax > 0;
    }

    /** Whether it may be called with so many arguments behind the table. */
    public boolean takes(int arguments, int keyColumns) {
        return switch (this) {
            case HISTORY -> arguments == 0 || arguments == keyColumns;
            case TIMELINE -> arguments == keyColumns;
            case CHANGES, DIFF -> arguments >= instantsMin && arguments <= instantsMax;
        };
    }

    /** How it is called. */
    public String usage() {
        return switch (this) {
            case HISTORY -> "HISTORY(table) or HISTORY(table, key)";
            case TIMELINE -> "TIMELINE(table, key)";
            case CHANGES -> "CHANGES(table, from system time, to system time)";
            case DIFF -> "DIFF(table, system time, system time) or DIFF(table, system time, system time, valid time)";
        };
    }
}
