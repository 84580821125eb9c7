package io.aletheia.engine.model;

/**
 * Walks the edges at one node in the order in which they were made. Every edge ever made is there; whether it is visible is
 * said by its versions. Not thread-safe.
 */
public interface EdgeCursor {
    /** Moves to the next edge; false at the end. */
    boolean next();

    /** The entity id of the node at the other end. */
    long neighbourId();

    /** The entity id of the edge. */
    long edgeId();
}
