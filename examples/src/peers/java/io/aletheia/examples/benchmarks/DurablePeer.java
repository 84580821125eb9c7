package io.aletheia.examples.benchmarks;

import java.sql.SQLException;

/** A database of which each commit is on stable storage when it returns. Thread-safe. */
interface DurablePeer extends AutoCloseable {
    /** A connection: commits one small row after the other. Of one thread. */
    interface Writer extends AutoCloseable {
        /** Inserts a row of this id, which no other has, and commits. */
        void commit(long id) throws Exception;

        @Override
        void close() throws SQLException;
    }

    /** What stands beside the id. */
    String PAYLOAD = "a payload of some sixty bytes, as a small row of a table has them";

    Writer connect() throws SQLException;

    @Override
    void close() throws SQLException;
}
