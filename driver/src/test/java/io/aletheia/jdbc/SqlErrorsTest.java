package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
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
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SqlErrorsTest {
    // Points F26 of docs/architecture/recovery.md.
    private static final Map<ErrorCode, Class<? extends SQLException>> CLASSES = Map.ofEntries(
            Map.entry(ErrorCode.BAD_URL, SQLNonTransientConnectionException.class),
            Map.entry(ErrorCode.PROPERTY_CONFLICT, SQLNonTransientConnectionException.class),
            Map.entry(ErrorCode.DATABASE_LOCKED, SQLNonTransientConnectionException.class),
            Map.entry(ErrorCode.DATABASE_CORRUPT, SQLNonTransientException.class),
            Map.entry(ErrorCode.CONNECTION_CLOSED, SQLNonTransientConnectionException.class),
            Map.entry(ErrorCode.CONNECTION_BROKEN, SQLNonTransientConnectionException.class),
            Map.entry(ErrorCode.COMMIT_OUTCOME_UNKNOWN, SQLNonTransientConnectionException.class),
            Map.entry(ErrorCode.SYNTAX_ERROR, SQLSyntaxErrorException.class),
            Map.entry(ErrorCode.UNKNOWN_TABLE, SQLSyntaxErrorException.class),
            Map.entry(ErrorCode.UNKNOWN_SCHEMA, SQLSyntaxErrorException.class),
            Map.entry(ErrorCode.TYPE_MISMATCH, SQLSyntaxErrorException.class),
            Map.entry(ErrorCode.INVALID_CAST, SQLDataException.class),
            Map.entry(ErrorCode.NUMERIC_OUT_OF_RANGE, SQLDataException.class),
            Map.entry(ErrorCode.PERIOD_EMPTY, SQLDataException.class),
            Map.entry(ErrorCode.DUPLICATE_KEY, SQLIntegrityConstraintViolationException.class),
            Map.entry(ErrorCode.MISSING_ENDPOINT, SQLIntegrityConstraintViolationException.class),
            Map.entry(ErrorCode.PERIOD_OVERLAP, SQLIntegrityConstraintViolationException.class),
            Map.entry(ErrorCode.WRITE_CONFLICT, SQLTransactionRollbackException.class),
            Map.entry(ErrorCode.DEADLOCK, SQLTransactionRollbackException.class),
            Map.entry(ErrorCode.LOCK_TIMEOUT, SQLTransientException.class),
            Map.entry(ErrorCode.CANCELLED, SQLException.class),
            Map.entry(ErrorCode.TIMED_OUT, SQLTimeoutException.class),
            Map.entry(ErrorCode.OUT_OF_MEMORY, SQLTransientException.class),
            Map.entry(ErrorCode.DISK_FULL, SQLNonTransientException.class),
            Map.entry(ErrorCode.READ_ONLY, SQLNonTransientException.class),
            Map.entry(ErrorCode.UNKNOWN_SAVEPOINT, SQLNonTransientException.class),
            Map.entry(ErrorCode.NOT_A_QUERY, SQLNonTransientException.class),
            Map.entry(ErrorCode.CALL_SEQUENCE, SQLNonTransientException.class),
            Map.entry(ErrorCode.INVALID_ARGUMENT, SQLDataException.class),
            Map.entry(ErrorCode.UNSUPPORTED, SQLFeatureNotSupportedException.class),
            Map.entry(ErrorCode.INTERNAL, SQLNonTransientException.class));

    @Test
    void eachErrorHasTheClassThatFrameworksBranchOn() {
        CLASSES.forEach((code, type) ->
                assertThat((Object) SqlErrors.of(code, "x")).as(code.name()).isExactlyInstanceOf(type));
    }

    @Test
    void everyErrorKeepsItsStateVendorCodeMessageAndCause() {
        for (var code : ErrorCode.values()) {
            var cause = new DatabaseException(code, "what happened");
            var error = SqlErrors.toSqlException(cause);
            assertThat(error.getSQLState()).isEqualTo(code.sqlState());
            assertThat(error.getErrorCode()).isEqualTo(code.vendorCode());
            assertThat(error.getMessage()).isEqualTo("what happened");
            assertThat(error.getCause()).isSameAs(cause);
        }
    }

    /** Pools throw a connection away at these. */
    @Test
    void noErrorThatLeavesTheConnectionSoundLooksFatalToAPool() {
        var fatal = Set.of("0A000", "57P01", "57P02", "57P03", "01002");
        for (var code : ErrorCode.values()) {
            assertThat(fatal).doesNotContain(code.sqlState());
            assertThat(code.vendorCode()).isNotIn(500150, 2399, 1105);
        }
    }

    @Test
    void aStackOverflowIsAStatementTooComplex() {
        assertThat(SqlErrors.toSqlException((Throwable) new StackOverflowError())
                        .getSQLState())
                .isEqualTo("54001");
        assertThat(SqlErrors.toSqlException(new AssertionError("bug")).getSQLState())
                .isEqualTo("XX000");
    }
}
