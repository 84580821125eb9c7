package io.aletheia.engine.model;

import org.jspecify.annotations.Nullable;

/** What stands in a log, entry by entry. Not thread-safe; to be closed, since the log keeps what is still to be read. */
public interface LogEntries extends AutoCloseable {
    /** The next entry; null at the end. */
    @Nullable
    LogEntry next();

    @Override
    void close();
}
