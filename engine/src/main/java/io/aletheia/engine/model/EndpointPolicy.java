package io.aletheia.engine.model;

/** What holds of an edge where one of its nodes is not there. */
public enum EndpointPolicy {
    /** Such an edge cannot be written, and a node cannot be ended where an edge needs it. */
    RESTRICT,
    /** An edge is written only where both its nodes are, and is ended where one of them is. */
    CLIP,
    /** An edge is stored whatever its nodes are; reads of an instant leave it out where one of them is not there. */
    IGNORE
}
