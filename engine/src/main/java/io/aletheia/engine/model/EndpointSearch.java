package io.aletheia.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * Looks for the nodes of edges before the edges are inserted, so that another thread than the transaction's can do that. It changes
 * nothing and refuses nothing: what is wrong with a row is said when it is inserted. For one thread at a time, not longer than the
 * transaction is active.
 */
public interface EndpointSearch {
    /** Finds nothing: for tables and transactions where there is nothing to be found ahead. */
    EndpointSearch NONE = (portion, row) -> FoundEndpoints.NONE;

    /**
     * Looks for both nodes of an edge.
     *
     * @param portion where the edge is to be inserted
     * @param row the edge's row, the same array that is given to the insertion, and unchanged until then
     */
    FoundEndpoints find(Portion portion, @Nullable Object[] row);
}
