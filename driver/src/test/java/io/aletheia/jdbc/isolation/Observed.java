package io.aletheia.jdbc.isolation;

import java.util.List;

/**
 * A transaction as its client saw it.
 *
 * @param id unique in the history
 * @param session the connection that ran it
 * @param outcome what the client knows of its end
 * @param steps what it did, in order
 */
record Observed(int id, int session, Outcome outcome, List<Step> steps) {
    /** The end of a transaction. */
    enum Outcome {
        COMMITTED,
        ABORTED,
        /** The client never learnt it. */
        UNKNOWN
    }

    /** One step. */
    sealed interface Step {
        int key();
    }

    /** A read of a whole list; empty if the key was not there. */
    record Read(int key, List<Integer> list) implements Step {}

    /** An append of a value that nobody else appends. */
    record Append(int key, int value) implements Step {}
}
