package io.aletheia.engine.model;

import org.jspecify.annotations.Nullable;

/** The one exception that the engine throws. Unchecked; its {@link ErrorCode} says what a caller can do about it. */
public final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    /** An error found by the engine itself. */
    public DatabaseException(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    /** An error that another exception caused. */
    public DatabaseException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** What happened, as a code of the table in {@code docs/errors.md}. */
    public ErrorCode code() {
        return code;
    }
}
