package io.aletheia.engine.model;

/**
 * What an {@link EndpointSearch} found for one row: for the insertion of that row within that portion by the transaction that
 * searched. Immutable.
 */
public interface FoundEndpoints {
    /** Nothing was found ahead, so the insertion looks for the nodes itself. */
    FoundEndpoints NONE = new FoundEndpoints() {};
}
