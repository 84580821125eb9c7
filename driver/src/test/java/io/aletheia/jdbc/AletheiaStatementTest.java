package io.aletheia.jdbc;

import static io.aletheia.jdbc.Fixture.SELECT;
import static io.aletheia.jdbc.Fixture.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.Execution;
import io.aletheia.query.ResultColumn;
import io.aletheia.query.Setting;
import java.sql.BatchUpdateException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AletheiaStatementTest {
    private static final String DELETE = "DELETE FROM person";
    private static final List<ResultColumn> KEY = List.of(ResultColumn.of("id", ValueType.BIGINT));

    private final FakeSession session = Fixture.people();
    private final AletheiaConnection connection = Fixture.connection(session);
    private Statement statement = connection.createStatement();

    AletheiaStatementTest() throws SQLException {}

    @BeforeEach
    void tellTheSessionWhatToAnswer() {
        session.onUpdate(DELETE, 5);
        session.onOther("CREATE TABLE t");
        session.onUpdate("INSERT 1", 1).keys(KEY, new Object[] {11L});
        session.onUpdate("INSERT 2", 2).keys(KEY, new Object[] {21L}, new Object[] {22L});
        session.onFailure("INSERT bad", new DatabaseException(ErrorCode.DUPLICATE_KEY, "duplicate"));
    }

    // 27
    @Test
    void cancellingWhileRunningReachesTheSession() throws SQLException {
        session.duringExecute = execution -> cancelHere();
        statement.execute(DELETE);
        assertThat(session.cancelled).isTrue();
    }

    // 27
    @Test
    void cancellingBetweenFetchesEndsTheNextFetchButNotTheNextExecution() throws SQLException {
        var rows = statement.executeQuery(SELECT);
        assertThat(rows.next()).isTrue();
        statement.cancel();
        assertThat(session.cancelled).isFalse();
        assertThat(rows.next()).isTrue();
        assertFails(ErrorCode.CANCELLED, rows::next).isNotInstanceOf(SQLTimeoutException.class);
        assertThat(statement.executeQuery(SELECT).next()).isTrue();
    }

    // 27
    @Test
    void cancellingAnIdleStatementDoesNothing() throws SQLException {
        statement.cancel();
        statement.execute(DELETE);
        statement.cancel();
        try (var rows = statement.executeQuery(SELECT)) {
            int count = 0;
            while (rows.next()) {
                count++;
            }
            assertThat(count).isEqualTo(5);
        }
        assertThat(session.cancelled).isFalse();
    }

    @Test
    void cancellingAClosedStatementDoesNothing() throws SQLException {
        statement.close();
        statement.cancel();
        assertThat(session.cancelled).isFalse();
    }

    private void cancelHere() {
        try {
            statement.cancel();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    // 28
    @Test
    void theQueryTimeoutGoesWithTheExecution() throws SQLException {
        statement.setQueryTimeout(3);
        statement.execute(DELETE);
        assertThat(statement.getQueryTimeout()).isEqualTo(3);
        assertThat(session.executions).containsExactly(new Execution(0, 3000, null));
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> statement.setQueryTimeout(-1));
    }

    // 28
    @Test
    void onlyATimeoutIsAnSqlTimeoutExceptionAndTheStatementLivesOn() throws SQLException {
        session.duringExecute = execution -> {
            throw new DatabaseException(ErrorCode.TIMED_OUT, "out of time");
        };
        assertFails(ErrorCode.TIMED_OUT, () -> statement.execute(DELETE)).isInstanceOf(SQLTimeoutException.class);
        session.duringExecute = execution -> {};
        assertThat(statement.executeUpdate(DELETE)).isEqualTo(5);
    }

    // 28
    @Test
    void newStatementsHaveTheConnectionsTimeout() throws SQLException {
        session.settings.put(Setting.QUERY_TIMEOUT, "7");
        assertThat(connection.createStatement().getQueryTimeout()).isEqualTo(7);
    }

    // 29
    @Test
    void limitsGoWithTheExecutionAndNegativeOnesAreRefused() throws SQLException {
        statement.setLargeMaxRows(5_000_000_000L);
        assertThat(statement.getMaxRows()).isEqualTo(Integer.MAX_VALUE);
        assertThat(statement.getLargeMaxRows()).isEqualTo(5_000_000_000L);
        statement.setMaxRows(3);
        statement.executeQuery(SELECT);
        assertThat(session.executions).containsExactly(new Execution(3, 0, null));
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> statement.setMaxRows(-1));
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> statement.setFetchSize(-1));
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> statement.setMaxFieldSize(-1));
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> statement.setFetchDirection(5));
    }

    // 29
    @Test
    void settingsAreKept() throws SQLException {
        statement.setFetchSize(10);
        assertThat(statement.getFetchSize()).isEqualTo(10);
        statement.setFetchSize(0);
        assertThat(statement.getFetchSize()).isEqualTo(1000);
        statement.setFetchDirection(ResultSet.FETCH_REVERSE);
        assertThat(statement.getFetchDirection()).isEqualTo(ResultSet.FETCH_REVERSE);
        assertThat(statement.isPoolable()).isFalse();
        statement.setPoolable(true);
        assertThat(statement.isPoolable()).isTrue();
        statement.setEscapeProcessing(false);
        assertFails(ErrorCode.UNSUPPORTED, () -> statement.setCursorName("c"));
    }

    // 29
    @Test
    void longTextsAreCutOffAtTheFieldSize() throws SQLException {
        statement.setMaxFieldSize(2);
        var rows = statement.executeQuery(SELECT);
        rows.next();
        assertThat(rows.getString(2)).isEqualTo("Ad");
        assertThat(rows.getObject(2)).isEqualTo("Ad");
    }

    // 29
    @Test
    void aStatementClosesOnCompletionOfItsLastResultSet() throws SQLException {
        statement.closeOnCompletion();
        var rows = statement.executeQuery(SELECT);
        rows.next();
        var again = statement.executeQuery(SELECT);
        assertThat(rows.isClosed()).isTrue();
        assertThat(statement.isClosed()).isFalse();
        again.close();
        assertThat(statement.isClosed()).isTrue();
    }

    // 30
    @Test
    void theKindOfAStatementIsCheckedBeforeItRuns() {
        assertFails(ErrorCode.NOT_A_QUERY, () -> statement.executeQuery(DELETE));
        assertFails(ErrorCode.NOT_A_QUERY, () -> statement.executeQuery("CREATE TABLE t"));
        assertFails(ErrorCode.IS_A_QUERY, () -> statement.executeUpdate(SELECT));
        assertThat(session.executedWith).isEmpty();
    }

    // 31
    @Test
    void countsAndRowsFollowEachOtherUntilTheEnd() throws SQLException {
        assertThat(statement.execute(DELETE)).isFalse();
        assertThat(statement.getUpdateCount()).isEqualTo(5);
        assertThat(statement.getResultSet()).isNull();
        assertThat(statement.getMoreResults()).isFalse();
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
        assertThat(statement.execute(SELECT)).isTrue();
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
        assertThat(statement.executeUpdate("CREATE TABLE t")).isZero();
        assertThat(statement.getLargeUpdateCount()).isZero();
    }

    // 31
    @Test
    void severalStatementsInOneTextAllRunAndGiveAChainOfResults() throws SQLException {
        assertThat(statement.execute("CREATE TABLE t; " + SELECT + "; " + DELETE + "; " + SELECT + ";"))
                .isFalse();
        assertThat(session.executedWith).hasSize(4);
        assertThat(statement.getUpdateCount()).isZero();
        assertThat(statement.getMoreResults()).isTrue();
        var first = Objects.requireNonNull(statement.getResultSet());
        assertThat(statement.getMoreResults(Statement.KEEP_CURRENT_RESULT)).isFalse();
        assertThat(statement.getUpdateCount()).isEqualTo(5);
        assertThat(statement.getMoreResults()).isTrue();
        var second = Objects.requireNonNull(statement.getResultSet());
        assertThat(first.isClosed()).isFalse();
        assertThat(statement.getMoreResults(Statement.CLOSE_ALL_RESULTS)).isFalse();
        assertThat(first.isClosed()).isTrue();
        assertThat(second.isClosed()).isTrue();
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
        assertThat(session.openCursors).isZero();
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> statement.getMoreResults(9));
    }

    // 31
    @Test
    void aFailureInTheMiddleOfATextClosesTheResultsBeforeIt() {
        assertFails(ErrorCode.DUPLICATE_KEY, () -> statement.execute(SELECT + "; INSERT bad; " + DELETE));
        assertThat(session.openCursors).isZero();
        assertThat(session.executedWith).hasSize(2);
    }

    // 32
    @Test
    void generatedKeysComeInAllThreeForms() throws SQLException {
        session.onUpdate("INSERT 3", 1).target = new TableDefinition(
                1,
                "PUBLIC",
                "t",
                List.of(
                        ColumnDefinition.generatedId(),
                        new ColumnDefinition("a", ValueType.VARCHAR, true, null, false)),
                List.of(0),
                null);
        statement.executeUpdate("INSERT 1", Statement.RETURN_GENERATED_KEYS);
        assertThat(keys()).containsExactly(11L);
        statement.execute("INSERT 2", new String[] {"id"});
        assertThat(keys()).containsExactly(21L, 22L);
        statement.executeLargeUpdate("INSERT 3", new int[] {2, 1});
        assertThat(session.executions)
                .extracting(Execution::generatedKeys)
                .containsExactly(List.of(), List.of("id"), List.of("a", "_id"));
        assertFails(ErrorCode.UNKNOWN_COLUMN, () -> statement.executeUpdate("INSERT 3", new int[] {3}));
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> statement.executeUpdate("INSERT 1", 77));
    }

    private List<Long> keys() throws SQLException {
        var keys = new java.util.ArrayList<Long>();
        try (var rows = statement.getGeneratedKeys()) {
            while (rows.next()) {
                keys.add(rows.getLong(1));
            }
        }
        return keys;
    }

    // 32
    @Test
    void withoutKeysTheResultIsEmptyAndNeverNull() throws SQLException {
        assertThat(keys()).isEmpty();
        statement.executeUpdate(DELETE);
        assertThat(keys()).isEmpty();
        statement.executeUpdate(DELETE, Statement.RETURN_GENERATED_KEYS);
        assertThat(keys()).isEmpty();
        assertThat(session.executions.get(0).generatedKeys()).isNull();
    }

    // 33
    @Test
    void aBatchIsOneTransactionInAutocommitMode() throws SQLException {
        statement.addBatch("INSERT 1");
        statement.addBatch("INSERT 2");
        statement.addBatch("CREATE TABLE t");
        assertThat(statement.executeBatch()).containsExactly(1, 2, 0);
        assertThat(session.events).startsWith("begin batch").endsWith("end batch true");
        assertThat(statement.executeBatch()).isEmpty();
    }

    // 33
    @Test
    void aBatchStopsAtTheFirstErrorAndKeepsWhatWasDone() throws SQLException {
        statement.addBatch("INSERT 1");
        statement.addBatch("INSERT bad");
        statement.addBatch("INSERT 2");
        assertThatThrownBy(statement::executeBatch).isInstanceOfSatisfying(BatchUpdateException.class, error -> {
            assertThat(error.getUpdateCounts()).containsExactly(1);
            assertThat(error.getSQLState()).isEqualTo("23505");
            assertThat(error.getErrorCode()).isEqualTo(ErrorCode.DUPLICATE_KEY.vendorCode());
        });
        assertThat(session.events).endsWith("end batch true");
        assertThat(statement.executeBatch()).isEmpty();
    }

    // 33
    @Test
    void aBatchGoesOnIfTheConnectionSaysSo() throws SQLException {
        session.settings.put(Setting.BATCH_ERRORS, "CONTINUE");
        statement.addBatch("INSERT 1");
        statement.addBatch("INSERT bad");
        statement.addBatch(SELECT);
        statement.addBatch("INSERT 2");
        assertThatThrownBy(statement::executeLargeBatch).isInstanceOfSatisfying(BatchUpdateException.class, error -> {
            assertThat(error.getLargeUpdateCounts())
                    .containsExactly(1, Statement.EXECUTE_FAILED, Statement.EXECUTE_FAILED, 2);
            assertThat(error.getNextException().getNextException().getSQLState())
                    .isEqualTo("07503");
        });
    }

    // 33
    @Test
    void aBatchWhoseCommitFailsHasDoneNothing() throws SQLException {
        session.commitFailure = new DatabaseException(ErrorCode.WRITE_CONFLICT, "somebody was first");
        statement.addBatch("INSERT 1");
        statement.addBatch("INSERT 2");
        assertThatThrownBy(statement::executeBatch).isInstanceOfSatisfying(BatchUpdateException.class, error -> {
            assertThat(error.getUpdateCounts()).containsExactly(Statement.EXECUTE_FAILED, Statement.EXECUTE_FAILED);
            assertThat(error.getSQLState()).isEqualTo("40001");
        });
    }

    // 33
    @Test
    void aQueryInABatchIsRefusedWithoutRunning() throws SQLException {
        statement.addBatch(SELECT);
        assertThatThrownBy(statement::executeBatch)
                .isInstanceOfSatisfying(
                        BatchUpdateException.class,
                        error -> assertThat(error.getSQLState()).isEqualTo("07503"));
        assertThat(session.executedWith).isEmpty();
    }

    // 33
    @Test
    void aCancelledBatchStopsEvenIfItIsToGoOn() throws SQLException {
        session.settings.put(Setting.BATCH_ERRORS, "CONTINUE");
        session.onFailure("INSERT cancelled", new DatabaseException(ErrorCode.CANCELLED, "cancelled"));
        statement.addBatch("INSERT cancelled");
        statement.addBatch("INSERT 1");
        assertThatThrownBy(statement::executeBatch).isInstanceOf(BatchUpdateException.class);
        assertThat(session.executedWith).hasSize(1);
    }

    // 33
    @Test
    void aClearedBatchRunsNothing() throws SQLException {
        statement.addBatch("INSERT 1");
        statement.clearBatch();
        assertThat(statement.executeBatch()).isEmpty();
        assertThat(session.executedWith).isEmpty();
    }

    // 34
    @Test
    void namesAndTextsAreQuotedAsTheGrammarNeedsThem() throws SQLException {
        assertThat(statement.enquoteLiteral("O'Hara")).isEqualTo("'O''Hara'");
        assertThat(statement.enquoteNCharLiteral("a")).isEqualTo("'a'");
        assertThat(statement.enquoteIdentifier("name", false)).isEqualTo("name");
        assertThat(statement.enquoteIdentifier("name", true)).isEqualTo("\"name\"");
        assertThat(statement.enquoteIdentifier("my \"name\"", false)).isEqualTo("\"my \"\"name\"\"\"");
        assertThat(statement.enquoteIdentifier("\"kept\"", false)).isEqualTo("\"kept\"");
        assertThat(statement.enquoteIdentifier("select", false)).isEqualTo("\"select\"");
        assertThat(statement.isSimpleIdentifier("_valid_from")).isTrue();
        assertThat(statement.isSimpleIdentifier("Order")).isFalse();
        assertThat(statement.isSimpleIdentifier("1st")).isFalse();
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> statement.enquoteIdentifier("", false));
    }

    // 35
    @Test
    void aFailedStatementLeavesTheStatementUsable() throws SQLException {
        assertFails(ErrorCode.DUPLICATE_KEY, () -> statement.execute("INSERT bad"));
        assertFails(ErrorCode.SYNTAX_ERROR, () -> statement.execute("nonsense"));
        assertThat(statement.executeUpdate(DELETE)).isEqualTo(5);
        statement = connection.createStatement();
        statement.close();
        assertFails(ErrorCode.CALL_SEQUENCE, () -> statement.execute(DELETE));
    }

    @Test
    void anErrorShowsItsPlaceAndTheBeginningOfTheText() {
        session.position = new io.aletheia.query.Session.ErrorPosition(3, 14);
        assertFails(ErrorCode.SYNTAX_ERROR, () -> statement.execute("nonsense " + "x".repeat(300)))
                .hasMessageContaining("unknown text (line 3, column 14); statement: nonsense xxx")
                .hasMessageEndingWith("...");
    }

    @Test
    void aStatementWithParametersNeedsToBePrepared() {
        assertFails(ErrorCode.PARAMETER_MISSING, () -> statement.execute(Fixture.INSERT));
    }
}
