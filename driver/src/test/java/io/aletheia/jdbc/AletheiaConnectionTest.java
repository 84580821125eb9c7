package io.aletheia.jdbc;

import static io.aletheia.jdbc.Fixture.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.RecoveryReport;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.ResultColumn;
import io.aletheia.query.Session;
import io.aletheia.query.Setting;
import java.sql.ClientInfoStatus;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class AletheiaConnectionTest {
    private final FakeSession session = Fixture.people();
    private final AletheiaConnection connection = Fixture.connection(session);

    // 12
    @Test
    void closingTwiceIsAllowedAndClosesStatementsAndTheSession() throws SQLException {
        var statement = connection.createStatement();
        var rows = statement.executeQuery(Fixture.SELECT);
        connection.close();
        connection.close();
        assertThat(statement.isClosed()).isTrue();
        assertThat(rows.isClosed()).isTrue();
        assertThat(session.openCursors).isZero();
        assertThat(session.events).containsOnlyOnce("close");
        assertFails(ErrorCode.CONNECTION_CLOSED, () -> statement.executeQuery(Fixture.SELECT));
    }

    // 13
    @Test
    void validityIsAnsweredFromTheSessionAndNeverThrows() throws SQLException {
        assertThat(connection.isValid(0)).isTrue();
        assertThat(connection.isValid(10_000)).isTrue();
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> connection.isValid(-1));
        session.alive = false;
        assertThat(connection.isValid(1)).isFalse();
        connection.close();
        assertThat(connection.isValid(1)).isFalse();
    }

    // 14
    @Test
    void abortMarksTheConnectionClosedAtOnce() throws SQLException {
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> connection.abort(null));
        assertThat(connection.isClosed()).isFalse();
        connection.abort(command -> {});
        assertThat(connection.isClosed()).isTrue();
        assertThat(connection.isValid(1)).isFalse();
        assertThat(session.closed).isTrue();
        assertFails(ErrorCode.CONNECTION_CLOSED, connection::createStatement);
        connection.abort(Runnable::run);
    }

    // 15
    @Test
    void theNetworkTimeoutIsKept() throws SQLException {
        connection.setNetworkTimeout(Runnable::run, 1500);
        assertThat(connection.getNetworkTimeout()).isEqualTo(1500);
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> connection.setNetworkTimeout(Runnable::run, -1));
    }

    // 16
    @Test
    void commitAndRollbackAreRefusedInAutocommitMode() throws SQLException {
        assertFails(ErrorCode.NO_ACTIVE_TRANSACTION, connection::commit);
        assertFails(ErrorCode.NO_ACTIVE_TRANSACTION, connection::rollback);
        connection.setAutoCommit(false);
        connection.commit();
        connection.rollback();
        assertThat(session.events).containsExactly("autocommit false", "commit", "rollback");
    }

    // 16
    @Test
    void settingAutocommitToWhatItIsDoesNothing() throws SQLException {
        connection.setAutoCommit(true);
        assertThat(session.events).isEmpty();
        assertThat(connection.getAutoCommit()).isTrue();
    }

    // 17
    @Test
    void weakerIsolationLevelsAreUpgradedWithAWarning() throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
        assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_REPEATABLE_READ);
        assertThat(warning().getSQLState()).isEqualTo("01000");
        connection.clearWarnings();
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        assertThat((Throwable) connection.getWarnings()).isNull();
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
        assertThat(session.isolation).isEqualTo(Session.Isolation.SERIALIZABLE);
    }

    // 17
    @Test
    void anUnknownIsolationLevelOrOneWithinATransactionIsRefused() {
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> connection.setTransactionIsolation(77));
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> connection.setTransactionIsolation(Connection.TRANSACTION_NONE));
        session.inTransaction = true;
        assertFails(
                ErrorCode.ACTIVE_TRANSACTION,
                () -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE));
    }

    // 18
    @Test
    void savepointsAreKeptByRollbackAndGoneAfterRelease() throws SQLException {
        connection.setAutoCommit(false);
        var named = connection.setSavepoint("a");
        connection.rollback(named);
        connection.rollback(named);
        connection.releaseSavepoint(named);
        assertFails(ErrorCode.UNKNOWN_SAVEPOINT, () -> connection.rollback(named));
        assertFails(ErrorCode.UNKNOWN_SAVEPOINT, () -> connection.releaseSavepoint(named));
    }

    // 18
    @Test
    void twoSavepointsOfOneNameStayApart() throws SQLException {
        connection.setAutoCommit(false);
        var first = connection.setSavepoint("a");
        var second = connection.setSavepoint("a");
        connection.rollback(first);
        assertThat(session.savepoints).hasSize(1);
        assertFails(ErrorCode.UNKNOWN_SAVEPOINT, () -> connection.rollback(second));
    }

    // 18
    @Test
    void savepointsHaveANameOrAnId() throws SQLException {
        connection.setAutoCommit(false);
        var named = connection.setSavepoint("a");
        var unnamed = connection.setSavepoint();
        assertThat(named.getSavepointName()).isEqualTo("a");
        assertThat(unnamed.getSavepointId()).isPositive();
        assertFails(ErrorCode.UNKNOWN_SAVEPOINT, named::getSavepointId);
        assertFails(ErrorCode.UNKNOWN_SAVEPOINT, unnamed::getSavepointName);
    }

    // 18
    @Test
    void savepointsAreRefusedInAutocommitModeAndThoseOfOthersAlways() throws SQLException {
        assertFails(ErrorCode.NO_ACTIVE_TRANSACTION, connection::setSavepoint);
        connection.setAutoCommit(false);
        var other = Fixture.connection(new FakeSession());
        other.setAutoCommit(false);
        var foreign = other.setSavepoint();
        assertFails(ErrorCode.UNKNOWN_SAVEPOINT, () -> connection.rollback(foreign));
        connection.setAutoCommit(true);
        assertFails(ErrorCode.NO_ACTIVE_TRANSACTION, () -> connection.rollback(foreign));
    }

    // 18
    @Test
    void aSavepointOfAnEarlierTransactionIsUnknown() throws SQLException {
        connection.setAutoCommit(false);
        var savepoint = connection.setSavepoint("a");
        connection.commit();
        connection.setSavepoint("a");
        assertFails(ErrorCode.UNKNOWN_SAVEPOINT, () -> connection.rollback(savepoint));
    }

    // 19
    @Test
    void aReadOnlyConnectionRefusesWrites() throws SQLException {
        session.onUpdate("DELETE FROM person", 1);
        connection.setReadOnly(true);
        assertThat(connection.isReadOnly()).isTrue();
        assertFails(ErrorCode.READ_ONLY, () -> connection.createStatement().executeUpdate("DELETE FROM person"));
        session.inTransaction = true;
        assertFails(ErrorCode.ACTIVE_TRANSACTION, () -> connection.setReadOnly(false));
    }

    // 20
    @Test
    void cursorsAreHeldOverCommitAndNothingElse() throws SQLException {
        assertThat(connection.getHoldability()).isEqualTo(ResultSet.HOLD_CURSORS_OVER_COMMIT);
        int close = ResultSet.CLOSE_CURSORS_AT_COMMIT;
        assertFails(ErrorCode.UNSUPPORTED, () -> connection.setHoldability(close));
        assertFails(
                ErrorCode.UNSUPPORTED,
                () -> connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, close));
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> connection.setHoldability(3));
    }

    // 21
    @Test
    void theSchemaIsTheSessionsAndThereAreNoCatalogs() throws SQLException {
        connection.setSchema("HISTORY");
        assertThat(connection.getSchema()).isEqualTo("HISTORY");
        assertFails(ErrorCode.UNKNOWN_SCHEMA, () -> connection.setSchema("nowhere"));
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> connection.setSchema(null));
        connection.setCatalog("anything");
        assertThat(connection.getCatalog()).isNull();
    }

    // 22
    @Test
    void clientInfoIsKeptAndUnknownNamesAreRefusedByName() throws SQLException {
        connection.setClientInfo("ApplicationName", "tests");
        connection.setClientInfo("clientuser", "ada");
        assertThat(session.settings).containsEntry(Setting.APPLICATION_NAME, "tests");
        assertThat(connection.getClientInfo("ApplicationName")).isEqualTo("tests");
        assertThat(connection.getClientInfo()).isEqualTo(properties("ApplicationName", "tests", "ClientUser", "ada"));
        assertThat(connection.getClientInfo("Nothing")).isNull();
        assertThatThrownBy(() -> connection.setClientInfo("Nothing", "x"))
                .isInstanceOfSatisfying(SQLClientInfoException.class, error -> {
                    assertThat(error.getSQLState()).isEqualTo("HYC00");
                    assertThat(error.getFailedProperties())
                            .isEqualTo(Map.of("Nothing", ClientInfoStatus.REASON_UNKNOWN_PROPERTY));
                });
    }

    // 22
    @Test
    void clientInfoPropertiesReplaceWhatWasThere() throws SQLException {
        connection.setClientInfo("ClientHostname", "here");
        connection.setClientInfo(properties("ClientUser", "bea"));
        assertThat(connection.getClientInfo()).isEqualTo(properties("ClientUser", "bea"));
        assertThatThrownBy(() -> connection.setClientInfo(properties("Nothing", "x")))
                .isInstanceOf(SQLClientInfoException.class);
        assertThat(connection.getClientInfo()).isEqualTo(properties("ClientUser", "bea"));
        connection.close();
        assertThatThrownBy(() -> connection.setClientInfo("ClientUser", "x"))
                .isInstanceOfSatisfying(
                        SQLClientInfoException.class,
                        error -> assertThat(error.getSQLState()).isEqualTo("08003"));
    }

    // 8, 23
    @Test
    void whatRecoveryDidIsAWarningOfTheOpeningConnection() throws SQLException {
        var opened = new FakeSession();
        opened.recovery = new RecoveryReport(0, 2, 40, 30, 90, 5_000_000, 17, 90, List.of());
        var first = Fixture.connection(opened);
        var warning = Objects.requireNonNull(first.getWarnings());
        assertThat(warning.getSQLState()).isEqualTo("01000");
        assertThat(warning.getMessage()).contains("30 transactions").contains("torn tail of 17 bytes");
        first.clearWarnings();
        assertThat((Throwable) first.getWarnings()).isNull();
        opened.recovery = RecoveryReport.NOTHING;
        assertThat((Throwable) Fixture.connection(opened).getWarnings()).isNull();
    }

    // 23
    @Test
    void warningsFormAChain() throws SQLException {
        connection.createStatement(ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_UPDATABLE);
        assertThat(warning().getSQLState()).isEqualTo("01S02");
        assertThat(warning().getNextWarning().getSQLState()).isEqualTo("01S02");
    }

    // 24
    @Test
    void theEndOfARequestRestoresWhatTheRequestChanged() throws SQLException {
        connection.beginRequest();
        connection.setAutoCommit(false);
        connection.setSchema("HISTORY");
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        session.set(Setting.VALID_TIME_AS_OF, "2020-01-01");
        connection.endRequest();
        assertThat(connection.getAutoCommit()).isTrue();
        assertThat(connection.getSchema()).isEqualTo("PUBLIC");
        assertThat(connection.isReadOnly()).isFalse();
        assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_REPEATABLE_READ);
        assertThat(session.setting(Setting.VALID_TIME_AS_OF)).isEqualTo("CURRENT");
        session.inTransaction = true;
        assertFails(ErrorCode.ACTIVE_TRANSACTION, connection::endRequest);
    }

    // 25
    @Test
    void escapesAreTranslatedAndStructsRefused() throws SQLException {
        assertThat(connection.nativeSQL("SELECT {d '2024-05-01'}")).isEqualTo("SELECT DATE '2024-05-01'");
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> connection.nativeSQL(null));
        assertFails(ErrorCode.UNSUPPORTED, () -> connection.createStruct("t", new Object[0]));
    }

    // 25
    @Test
    void arraysAreMadeOfAnyElementType() throws SQLException {
        var array = connection.createArrayOf("INTEGER", new Object[] {1, null, "3"});
        assertThat(array.getArray()).isEqualTo(new Integer[] {1, null, 3});
        assertThat(array.getBaseTypeName()).isEqualTo("INTEGER");
        assertThat(array.getArray(2, 2)).isEqualTo(new Integer[] {null, 3});
        try (var rows = array.getResultSet(3, 1)) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong(1)).isEqualTo(3);
            assertThat(rows.getInt("VALUE")).isEqualTo(3);
            assertThat(rows.next()).isFalse();
        }
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> array.getArray(3, 2));
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> connection.createArrayOf("NOTHING", new Object[0]));
        assertFails(ErrorCode.INVALID_CAST, () -> connection.createArrayOf("INTEGER", new Object[] {"x"}));
        array.free();
        assertFails(ErrorCode.CALL_SEQUENCE, array::getArray);
    }

    // 25
    @Test
    void aFunctionCallReturnsItsValueAsAnOutput() throws SQLException {
        session.onQuery("SELECT f(?)", List.of(ResultColumn.of("x", ValueType.INTEGER)), new Object[] {42L})
                .parameters(ValueType.BIGINT);
        try (var call = connection.prepareCall("{? = call f(?)}")) {
            call.registerOutParameter(1, java.sql.Types.INTEGER);
            assertFails(ErrorCode.CALL_SEQUENCE, () -> call.getInt(1));
            call.setLong(2, 7);
            assertThat(call.execute()).isFalse();
            assertThat(call.getInt(1)).isEqualTo(42);
            assertThat(call.getString("P1")).isEqualTo("42");
            assertThat(call.wasNull()).isFalse();
            assertFails(ErrorCode.INDEX_OUT_OF_RANGE, () -> call.getInt(2));
            assertFails(ErrorCode.INDEX_OUT_OF_RANGE, () -> call.setLong(1, 7));
            assertThat(session.executedWith.get(0)).containsExactly(7L);
        }
    }

    // 25
    @Test
    void aCallWithoutOutputReturnsItsValueAsARow() throws SQLException {
        session.onQuery(
                "SELECT CURRENT_SCHEMA", List.of(ResultColumn.of("x", ValueType.VARCHAR)), new Object[] {"PUBLIC"});
        for (var text : List.of("CALL CURRENT_SCHEMA", "{call CURRENT_SCHEMA}", "{ call CURRENT_SCHEMA };")) {
            try (var call = connection.prepareCall(text)) {
                assertThat(call.execute()).isTrue();
                var rows = Objects.requireNonNull(call.getResultSet());
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("PUBLIC");
            }
        }
    }

    // 26
    @Test
    void objectsUnwrapToTheirOwnClassesAndInterfacesOnly() throws SQLException {
        assertThat(connection.unwrap(Connection.class)).isSameAs(connection);
        assertThat(connection.unwrap(AletheiaConnection.class)).isSameAs(connection);
        assertThat(connection.isWrapperFor(AletheiaConnection.class)).isTrue();
        assertThat(connection.isWrapperFor(String.class)).isFalse();
        assertThat(connection.isWrapperFor(null)).isFalse();
        assertFails(ErrorCode.NOT_WRAPPED, () -> connection.unwrap(String.class));
        assertFails(ErrorCode.NOT_WRAPPED, () -> connection.unwrap(null));
    }

    // 46
    @Test
    void metadataResultsHaveAStatement() throws SQLException {
        var rows = connection.getMetaData().getTableTypes();
        var statement = rows.getStatement();
        assertThat(statement.getConnection()).isSameAs(connection);
        rows.close();
        assertThat(statement.isClosed()).isTrue();
    }

    @Test
    void whatIsNoDatabaseExceptionIsAnInternalError() {
        session.onFailure("DELETE", new IllegalStateException("bug"));
        var statement = connection;
        assertFails(ErrorCode.INTERNAL, () -> statement.createStatement().execute("DELETE"))
                .hasMessageContaining("bug")
                .hasCauseInstanceOf(IllegalStateException.class);
        session.onFailure("INSERT", new DatabaseException(ErrorCode.DUPLICATE_KEY, "key 1 is there"));
        assertFails(ErrorCode.DUPLICATE_KEY, () -> statement.createStatement().execute("INSERT"))
                .hasMessage("key 1 is there; statement: INSERT");
    }

    private SQLWarning warning() throws SQLException {
        return Objects.requireNonNull(connection.getWarnings());
    }

    private static Properties properties(String... namesAndValues) {
        var properties = new Properties();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
        }
        return properties;
    }
}
