package io.aletheia.grammar.tree;

/** The two time axes. */
public enum TimeAxis {
    /** When a fact holds in the world. */
    VALID_TIME,
    /** When the database knew it. */
    SYSTEM_TIME
}
