package io.aletheia.engine.model;

/** Which way edges are followed from a node. */
public enum Direction {
    /** From source to target. */
    OUTGOING,
    /** From target to source. */
    INCOMING
}
