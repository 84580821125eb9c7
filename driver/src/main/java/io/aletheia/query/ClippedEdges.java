package io.aletheia.query;

import io.aletheia.engine.Transaction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts the edges that a statement cuts because a node of theirs is not there. For one statement. */
final class ClippedEdges {
    private long edges;

    /** Runs what writes through the transaction. */
    <T> T count(Transaction transaction, Supplier<T> writing) {
        long before = transaction.clippedEdges();
        T result = writing.get();
        edges = transaction.clippedEdges() - before;
        return result;
    }

    /** What the user is told; null if no edge was cut. */
    @Nullable
    String warning() {
        if (edges == 0) {
            return null;
        }
        return edges == 1
                ? "1 edge was clipped to the periods of its nodes"
                : edges + " edges were clipped to the periods of their nodes";
    }
}
