package io.aletheia.jdbc;

import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.ResultColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/** What the tests over a {@link FakeSession} share. */
final class Fixture {
    static final String SELECT = "SELECT id, name FROM person";
    static final String INSERT = "INSERT INTO person VALUES (?, ?)";
    static final List<ResultColumn> PERSON =
            List.of(ResultColumn.of("id", ValueType.BIGINT), ResultColumn.of("name", ValueType.VARCHAR));

    private Fixture() {}

    static AletheiaConnection connection(FakeSession session) {
        return new AletheiaConnection(session, "jdbc:aletheia:mem:");
    }

    /** A session with five persons. */
    static FakeSession people() {
        var session = new FakeSession();
        session.onQuery(
                SELECT,
                PERSON,
                new Object[] {1L, "Ada"},
                new Object[] {2L, "Bea"},
                new Object[] {3L, "Cleo"},
                new Object[] {4L, "Dora"},
                new @Nullable Object[] {5L, null});
        session.onUpdate(INSERT, 1).parameters(ValueType.BIGINT, ValueType.VARCHAR);
        return session;
    }

    /** A result set on its one row, whose one value has the type. */
    static ResultSet one(ValueType type, @Nullable Object value) throws SQLException {
        return one(new FakeSession(), type, value);
    }

    static ResultSet one(FakeSession session, ValueType type, @Nullable Object value) throws SQLException {
        session.onQuery("SELECT v", List.of(ResultColumn.of("v", type)), new @Nullable Object[] {value});
        var rows = connection(session).createStatement().executeQuery("SELECT v");
        rows.next();
        return rows;
    }

    /** Asserts that an SQLException with the code's SQLSTATE and vendor code is thrown. */
    static AbstractThrowableAssert<?, ? extends Throwable> assertFails(ErrorCode code, ThrowingCallable call) {
        return Assertions.assertThatThrownBy(call).isInstanceOfSatisfying(SQLException.class, error -> {
            Assertions.assertThat(error.getSQLState()).as(error.getMessage()).isEqualTo(code.sqlState());
            Assertions.assertThat(error.getErrorCode()).isEqualTo(code.vendorCode());
        });
    }
}
