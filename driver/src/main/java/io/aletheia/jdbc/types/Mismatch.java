package io.aletheia.jdbc.types;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;

/** The errors of conversions. */
final class Mismatch {
    private static final int CHARACTERS_MAX = 60;

    private Mismatch() {}

    /** No value of the type has the form asked for. */
    static DatabaseException types(ValueType type, String target) {
        return new DatabaseException(
                ErrorCode.INVALID_CAST, "a value of type " + type + " cannot be read as " + target);
    }

    /** A text that does not spell a value of the target. */
    static DatabaseException text(Object value, String target, Throwable cause) {
        return new DatabaseException(ErrorCode.INVALID_CAST, quoted(value) + " is not a valid " + target, cause);
    }

    /** A text that does not spell a value of the target. */
    static DatabaseException text(Object value, String target) {
        return new DatabaseException(ErrorCode.INVALID_CAST, quoted(value) + " is not a valid " + target);
    }

    /** A number that the target has no room for. */
    static DatabaseException range(Object value, String target) {
        return new DatabaseException(
                ErrorCode.NUMERIC_OUT_OF_RANGE, "the value " + trimmed(value) + " is out of range for " + target);
    }

    private static String quoted(Object value) {
        return "'" + trimmed(value) + "'";
    }

    private static String trimmed(Object value) {
        var text = value.toString();
        return text.length() <= CHARACTERS_MAX ? text : text.substring(0, CHARACTERS_MAX) + "...";
    }
}
