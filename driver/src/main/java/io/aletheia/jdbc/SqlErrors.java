package io.aletheia.jdbc;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.query.Session.ErrorPosition;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The one place where an error becomes an {@link SQLException}: of the JDBC 4 subclass that frameworks branch on, with SQLSTATE
 * and vendor code of its {@link ErrorCode}, the cause kept. Stateless.
 */
public final class SqlErrors {
    private static final int SQL_CHARACTERS_MAX = 200;

    private SqlErrors() {}

    /** An error found by the driver itself. */
    public static SQLException of(ErrorCode code, String message) {
        return create(code, message, null);
    }

    /** An error found by the driver itself, with what led to it. */
    public static SQLException of(ErrorCode code, String message, Throwable cause) {
        return create(code, message, cause);
    }

    /** An error of the engine or of the query layer. */
    public static SQLException toSqlException(DatabaseException error) {
        return create(error.code(), text(error), error);
    }

    /**
     * Whatever was thrown where nothing but a {@link DatabaseException} should be: that one as its code says, a stack that was
     * too small as 54001, everything else as XX000.
     */
    public static SQLException toSqlException(Throwable error) {
        if (error instanceof DatabaseException known) {
            return toSqlException(known);
        }
        return create(code(error), text(error), error);
    }

    /** The error of a statement: the message says where in its text, and shows the beginning of that unless it shows the place. */
    static SQLException toSqlException(Throwable error, @Nullable String sql, @Nullable ErrorPosition position) {
        var message = new StringBuilder(text(error));
        if (position != null && message.indexOf("line ") < 0) {
            message.append(" (line ")
                    .append(position.line())
                    .append(", column ")
                    .append(position.column())
                    .append(')');
        }
        // A syntax error's message already ends with the line that it is in, and a caret below that.
        if (sql != null && message.indexOf("\n") < 0) {
            message.append("; statement: ").append(trimmed(sql));
        }
        return create(code(error), message.toString(), error);
    }

    /** The error of a value that cannot be read as asked. */
    static SQLException ofColumn(String label, RuntimeException error) {
        return create(code(error), "column " + label + ": " + text(error), error);
    }

    /** The error of a value that is no such parameter. */
    static SQLException ofParameter(int index, RuntimeException error) {
        return create(code(error), "parameter " + index + ": " + text(error), error);
    }

    private static ErrorCode code(Throwable error) {
        if (error instanceof DatabaseException known) {
            return known.code();
        }
        return error instanceof StackOverflowError ? ErrorCode.TOO_COMPLEX : ErrorCode.INTERNAL;
    }

    private static String text(Throwable error) {
        if (error instanceof DatabaseException) {
            return Objects.requireNonNullElse(error.getMessage(), "");
        }
        if (error instanceof StackOverflowError) {
            return "the statement is nested too deeply";
        }
        return "internal error: " + error;
    }

    private static String trimmed(String sql) {
        var text = sql.strip();
        return text.length() <= SQL_CHARACTERS_MAX ? text : text.substring(0, SQL_CHARACTERS_MAX) + "...";
    }

    private static SQLException create(ErrorCode code, String message, @Nullable Throwable cause) {
        String state = code.sqlState();
        int vendor = code.vendorCode();
        if (code == ErrorCode.PROPERTY_CONFLICT) {
            return new SQLNonTransientConnectionException(message, state, vendor, cause);
        }
        if (code == ErrorCode.UNSUPPORTED) {
            return new SQLFeatureNotSupportedException(message, state, vendor, cause);
        }
        if (code == ErrorCode.TIMED_OUT) {
            return new SQLTimeoutException(message, state, vendor, cause);
        }
        if (code == ErrorCode.CANCELLED) {
            // Not a timeout: pools throw a connection away that reports one.
            return new SQLException(message, state, vendor, cause);
        }
        if (code == ErrorCode.OUT_OF_MEMORY || code == ErrorCode.LOCK_TIMEOUT) {
            return new SQLTransientException(message, state, vendor, cause);
        }
        return ofClass(state, vendor, message, cause);
    }

    private static SQLException ofClass(String state, int vendor, String message, @Nullable Throwable cause) {
        return switch (state.substring(0, 2)) {
            case "08" -> new SQLNonTransientConnectionException(message, state, vendor, cause);
            case "21", "22" -> new SQLDataException(message, state, vendor, cause);
            case "23" -> new SQLIntegrityConstraintViolationException(message, state, vendor, cause);
            case "2B", "3F", "42" -> new SQLSyntaxErrorException(message, state, vendor, cause);
            case "40" -> new SQLTransactionRollbackException(message, state, vendor, cause);
            default -> new SQLNonTransientException(message, state, vendor, cause);
        };
    }
}
