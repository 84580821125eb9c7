package io.aletheia.engine.model;

/** What the bounds of valid periods in a table are whole numbers of. */
public enum ValidGranularity {
    /** Any instant. */
    MICROSECOND,
    /** Midnights in UTC. What begins now begins with today. */
    DAY
}
