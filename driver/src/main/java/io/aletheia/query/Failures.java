package io.aletheia.query;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;

/** The last line before the driver: whatever else is thrown while a statement runs becomes a {@link DatabaseException}. */
final class Failures {
    private Failures() {}

    /** The error to throw for something thrown. */
    static DatabaseException of(Throwable thrown) {
        if (thrown instanceof DatabaseException error) {
            return error;
        } else if (thrown instanceof StackOverflowError) {
            return new DatabaseException(ErrorCode.TOO_COMPLEX, "the statement nests too deeply to be run", thrown);
        } else if (thrown instanceof OutOfMemoryError) {
            return new DatabaseException(ErrorCode.OUT_OF_MEMORY, "no memory is left to run the statement", thrown);
        }
        return new DatabaseException(ErrorCode.INTERNAL, "the statement failed: " + thrown, thrown);
    }
}
