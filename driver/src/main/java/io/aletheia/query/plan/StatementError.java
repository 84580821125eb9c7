package io.aletheia.query.plan;

import io.aletheia.engine.model.DatabaseException;

/** An error whose place in the statement's text is known; whoever catches it keeps the place and throws the error. */
public final class StatementError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final DatabaseException error;
    private final int line;
    private final int column;

    /**
     * An error at a place.
     *
     * @param error the error itself, its message complete
     * @param line from 1
     * @param column from 1
     */
    public StatementError(DatabaseException error, int line, int column) {
        super(error.getMessage(), error, false, false);
        this.error = error;
        this.line = line;
        this.column = column;
    }

    /** The error itself. */
    public DatabaseException error() {
        return error;
    }

    /** The line, from 1. */
    public int line() {
        return line;
    }

    /** The column, from 1. */
    public int column() {
        return column;
    }
}
