package io.aletheia.jdbc;

import static io.aletheia.jdbc.Fixture.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aletheia.engine.model.ErrorCode;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Statements through DriverManager to a database in memory. */
class LiveStatementTest {
    private final Connection connection = DriverManager.getConnection("jdbc:aletheia:mem:");
    private final Statement statement = connection.createStatement();

    LiveStatementTest() throws SQLException {}

    @BeforeEach
    void makeTables() throws SQLException {
        statement.execute("CREATE NODE TABLE person (id BIGINT PRIMARY KEY, name VARCHAR NOT NULL)");
        statement.execute("CREATE NODE TABLE note (text VARCHAR)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private List<String> names(Statement from) throws SQLException {
        var names = new ArrayList<String>();
        try (var rows = from.executeQuery("SELECT name FROM person ORDER BY id")) {
            while (rows.next()) {
                names.add(rows.getString("NAME"));
            }
        }
        return names;
    }

    private void insert(long id, String name) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO person (id, name) VALUES (?, ?)")) {
            insert.setLong(1, id);
            insert.setString(2, name);
            assertThat(insert.executeUpdate()).isEqualTo(1);
        }
    }

    private void insertMany(int rows) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO person (id, name) VALUES (?, ?)")) {
            for (int id = 1; id <= rows; id++) {
                insert.setLong(1, id);
                insert.setString(2, "n" + id);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @Test
    void rowsAreWrittenAndRead() throws SQLException {
        insert(1, "Ada");
        insert(2, "Bea");
        assertThat(names(statement)).containsExactly("Ada", "Bea");
        assertThat(statement.executeUpdate("UPDATE person SET name = 'Zoe' WHERE id = 2"))
                .isEqualTo(1);
        assertThat(statement.executeUpdate("DELETE FROM person WHERE id = 1")).isEqualTo(1);
        assertThat(names(statement)).containsExactly("Zoe");
    }

    @Test
    void aPreparedPointSelectFindsItsRowAgainAndAgain() throws SQLException {
        for (int id = 1; id <= 50; id++) {
            insert(id, "n" + id);
        }
        try (var select = connection.prepareStatement("SELECT id, name FROM person WHERE id = ?")) {
            for (int id = 1; id <= 50; id++) {
                select.setLong(1, id);
                try (var rows = select.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getLong(1)).isEqualTo(id);
                    assertThat(rows.getString(2)).isEqualTo("n" + id);
                    assertThat(rows.next()).isFalse();
                }
            }
            select.setLong(1, 51);
            assertThat(select.executeQuery().next()).isFalse();
        }
    }

    // 16
    @Test
    void aRollbackUndoesAndACommitKeeps() throws SQLException {
        connection.setAutoCommit(false);
        insert(1, "Ada");
        connection.rollback();
        insert(2, "Bea");
        connection.commit();
        connection.rollback();
        assertThat(names(statement)).containsExactly("Bea");
        insert(3, "Cleo");
        connection.setAutoCommit(true);
        connection.setAutoCommit(false);
        connection.rollback();
        assertThat(names(statement)).containsExactly("Bea", "Cleo");
    }

    // 18
    @Test
    void savepointsUndoWhatCameAfterThem() throws SQLException {
        connection.setAutoCommit(false);
        insert(1, "Ada");
        var first = connection.setSavepoint("s");
        insert(2, "Bea");
        var second = connection.setSavepoint("s");
        insert(3, "Cleo");
        connection.rollback(second);
        assertThat(names(statement)).containsExactly("Ada", "Bea");
        connection.rollback(first);
        assertThat(names(statement)).containsExactly("Ada");
        connection.releaseSavepoint(first);
        assertFails(ErrorCode.UNKNOWN_SAVEPOINT, () -> connection.rollback(second));
        connection.commit();
        assertThat(names(statement)).containsExactly("Ada");
    }

    // 17, 19
    @Test
    void isolationAndReadOnlyAreFixedWithinATransaction() throws SQLException {
        connection.setAutoCommit(false);
        insert(1, "Ada");
        assertFails(
                ErrorCode.ACTIVE_TRANSACTION,
                () -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE));
        assertFails(ErrorCode.ACTIVE_TRANSACTION, () -> connection.setReadOnly(true));
        connection.commit();
        connection.setReadOnly(true);
        assertFails(ErrorCode.READ_ONLY, () -> insert(2, "Bea"));
        connection.rollback();
        connection.setReadOnly(false);
        insert(2, "Bea");
    }

    // 20
    @Test
    void aResultSetOutlivesTheCommit() throws SQLException {
        insertMany(5000);
        connection.setAutoCommit(false);
        var rows = connection.createStatement().executeQuery("SELECT id FROM person ORDER BY id");
        assertThat(rows.next()).isTrue();
        statement.executeUpdate("DELETE FROM person WHERE id > 10");
        connection.commit();
        int count = 1;
        while (rows.next()) {
            assertThat(rows.getLong(1)).isEqualTo(++count);
        }
        assertThat(count).isEqualTo(5000);
    }

    // 21
    @Test
    void theSchemaIsSwitched() throws SQLException {
        insert(1, "Ada");
        assertThat(connection.getSchema()).isEqualTo("PUBLIC");
        connection.setSchema("HISTORY");
        assertThat(connection.getSchema()).isEqualTo("HISTORY");
        connection.setSchema("public");
        assertFails(ErrorCode.UNKNOWN_SCHEMA, () -> connection.setSchema("nowhere"));
        assertThat(names(statement)).containsExactly("Ada");
    }

    // 30
    @Test
    void aStatementOfTheWrongKindDoesNotRun() throws SQLException {
        assertFails(
                ErrorCode.NOT_A_QUERY, () -> statement.executeQuery("INSERT INTO person (id, name) VALUES (1, 'Ada')"));
        assertFails(ErrorCode.IS_A_QUERY, () -> statement.executeUpdate("SELECT * FROM person"));
        assertThat(names(statement)).isEmpty();
    }

    // 29
    @Test
    void rowsAreLimited() throws SQLException {
        for (int id = 1; id <= 20; id++) {
            insert(id, "n");
        }
        statement.setMaxRows(7);
        assertThat(names(statement)).hasSize(7);
        statement.setMaxRows(0);
        assertThat(names(statement)).hasSize(20);
    }

    // 31
    @Test
    void aScriptGivesAChainOfResults() throws SQLException {
        assertThat(statement.execute("INSERT INTO person (id, name) VALUES (1, 'a;b'), (2, 'c');"
                        + " SELECT name FROM person ORDER BY id; -- a comment; with a semicolon\n"
                        + " DELETE FROM person"))
                .isFalse();
        assertThat(statement.getUpdateCount()).isEqualTo(2);
        assertThat(statement.getMoreResults()).isTrue();
        var rows = Objects.requireNonNull(statement.getResultSet());
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("a;b");
        assertThat(statement.getMoreResults()).isFalse();
        assertThat(statement.getUpdateCount()).isEqualTo(2);
        assertThat(statement.getMoreResults()).isFalse();
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
    }

    // 32
    @Test
    void generatedKeysAreReturnedInAllThreeForms() throws SQLException {
        statement.executeUpdate("INSERT INTO note (text) VALUES ('a'), ('b')", Statement.RETURN_GENERATED_KEYS);
        var keys = statement.getGeneratedKeys();
        assertThat(keys.getMetaData().getColumnCount()).isEqualTo(1);
        assertThat(keys.getMetaData().getColumnName(1)).isEqualTo("_id");
        assertThat(keys.next()).isTrue();
        long first = keys.getLong(1);
        assertThat(keys.next()).isTrue();
        assertThat(keys.getLong("_id")).isEqualTo(first + 1);
        assertThat(keys.next()).isFalse();
        try (var insert =
                connection.prepareStatement("INSERT INTO note (text) VALUES (?)", new String[] {"text", "_id"})) {
            insert.setString(1, "c");
            insert.executeUpdate();
            var named = insert.getGeneratedKeys();
            assertThat(named.next()).isTrue();
            assertThat(named.getString(1)).isEqualTo("c");
            assertThat(named.getLong(2)).isEqualTo(first + 2);
        }
        try (var insert = connection.prepareStatement("INSERT INTO note (text) VALUES (?)", new int[] {2, 1})) {
            insert.setString(1, "d");
            insert.executeUpdate();
            var placed = insert.getGeneratedKeys();
            assertThat(placed.next()).isTrue();
            assertThat(placed.getString(1)).isEqualTo("d");
            assertThat(placed.getLong(2)).isEqualTo(first + 3);
        }
    }

    // 32
    @Test
    void theKeyOfATableThatDeclaresOneIsReturnedAndUnknownColumnsAreRefused() throws SQLException {
        statement.executeUpdate("INSERT INTO person (id, name) VALUES (7, 'Ada')", Statement.RETURN_GENERATED_KEYS);
        var keys = statement.getGeneratedKeys();
        assertThat(keys.next()).isTrue();
        assertThat(keys.getLong("id")).isEqualTo(7);
        assertFails(
                ErrorCode.UNKNOWN_COLUMN,
                () -> statement.executeUpdate(
                        "INSERT INTO person (id, name) VALUES (8, 'Bea')", new String[] {"nothing"}));
        assertThat(names(statement)).containsExactly("Ada");
    }

    // 33
    @Test
    void aPreparedBatchIsWrittenInOneCommit() throws SQLException {
        long before = commits();
        try (var insert = connection.prepareStatement("INSERT INTO person (id, name) VALUES (?, ?)")) {
            for (int id = 1; id <= 100; id++) {
                insert.setInt(1, id);
                insert.setString(2, "n" + id);
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).hasSize(100).containsOnly(1);
        }
        assertThat(names(statement)).hasSize(100);
        assertThat(commits()).isEqualTo(before + 1);
    }

    /** System times that rows have: one for each commit. */
    private long commits() throws SQLException {
        try (var rows = statement.executeQuery("SELECT COUNT(DISTINCT _system_from) FROM person")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    // 33
    @Test
    void aBatchKeepsWhatWasDoneBeforeItsError() throws SQLException {
        for (var text : List.of("VALUES (1, 'a')", "VALUES (1, 'b')", "VALUES (2, 'c')")) {
            statement.addBatch("INSERT INTO person (id, name) " + text);
        }
        assertThatThrownBy(statement::executeBatch).isInstanceOfSatisfying(BatchUpdateException.class, error -> {
            assertThat(error.getSQLState()).isEqualTo("23505");
            assertThat(error.getUpdateCounts()).containsExactly(1);
        });
        assertThat(names(statement)).containsExactly("a");
    }

    // 33
    @Test
    void aBatchGoesOnBehindItsErrorIfTheUrlSaysSo() throws SQLException {
        try (var other = DriverManager.getConnection("jdbc:aletheia:mem:;batchErrors=CONTINUE");
                var batch = other.createStatement()) {
            batch.execute("CREATE NODE TABLE person (id BIGINT PRIMARY KEY, name VARCHAR NOT NULL)");
            for (var text : List.of("VALUES (1, 'a')", "VALUES (1, 'b')", "VALUES (2, 'c')")) {
                batch.addBatch("INSERT INTO person (id, name) " + text);
            }
            assertThatThrownBy(batch::executeBatch)
                    .isInstanceOfSatisfying(
                            BatchUpdateException.class,
                            error -> assertThat(error.getUpdateCounts())
                                    .containsExactly(1, Statement.EXECUTE_FAILED, 1));
            assertThat(names(batch)).containsExactly("a", "c");
        }
    }

    // 35
    @Test
    void aFailedStatementUndoesItselfAndNotItsTransaction() throws SQLException {
        connection.setAutoCommit(false);
        insert(1, "Ada");
        assertFails(
                ErrorCode.DUPLICATE_KEY,
                () -> statement.executeUpdate("INSERT INTO person (id, name) VALUES (2, 'Bea'), (1, 'again')"));
        assertThat(names(statement)).containsExactly("Ada");
        insert(3, "Cleo");
        connection.commit();
        assertThat(names(statement)).containsExactly("Ada", "Cleo");
    }

    // 36
    @Test
    void errorsOfNamesAndSyntaxAppearAtPreparation() {
        assertFails(ErrorCode.UNKNOWN_TABLE, () -> connection.prepareStatement("SELECT * FROM nothing"));
        assertFails(ErrorCode.UNKNOWN_COLUMN, () -> connection.prepareStatement("SELECT nothing FROM person"))
                .hasMessageContaining("line 1, column 8");
        assertFails(ErrorCode.SYNTAX_ERROR, () -> connection.prepareStatement("SELEKT 1"))
                .hasMessageContaining("SELEKT 1");
    }

    // 36
    @Test
    void parametersHaveTheTypesOfTheirColumns() throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO person (id, name) VALUES (?, ?)")) {
            var parameters = insert.getParameterMetaData();
            assertThat(parameters.getParameterCount()).isEqualTo(2);
            assertThat(parameters.getParameterTypeName(1)).isEqualTo("BIGINT");
            assertThat(parameters.getParameterTypeName(2)).isEqualTo("VARCHAR");
        }
    }

    // 40
    @Test
    void aPreparedStatementFollowsChangesOfItsTable() throws SQLException {
        insert(1, "Ada");
        try (var select = connection.prepareStatement("SELECT * FROM person")) {
            assertThat(select.executeQuery().getMetaData().getColumnCount()).isEqualTo(2);
            statement.execute("DROP TABLE person");
            assertFails(ErrorCode.UNKNOWN_TABLE, select::executeQuery);
            statement.execute("CREATE NODE TABLE person (id BIGINT PRIMARY KEY, name VARCHAR, age INTEGER)");
            statement.execute("INSERT INTO person (id, name, age) VALUES (1, 'Bea', 30)");
            var rows = select.executeQuery();
            assertThat(rows.getMetaData().getColumnCount()).isEqualTo(3);
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt("age")).isEqualTo(30);
        }
    }

    // 41
    @Test
    void scrollableResultSetsMoveOverManyBatches() throws SQLException {
        insertMany(5000);
        try (var scroll = connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY)) {
            var rows = scroll.executeQuery("SELECT id, name FROM person ORDER BY id");
            assertThat(rows.absolute(4321)).isTrue();
            assertThat(rows.getString("name")).isEqualTo("n4321");
            assertThat(rows.last()).isTrue();
            assertThat(rows.getRow()).isEqualTo(5000);
            assertThat(rows.relative(-4999)).isTrue();
            assertThat(rows.getLong(1)).isEqualTo(1);
        }
    }

    // 52
    @Test
    void metadataFollowsSimpleProjections() throws SQLException {
        var meta = statement
                .executeQuery("SELECT p.id AS key, p.name, p.id + 1 AS next, n._id FROM person p, note n")
                .getMetaData();
        assertThat(meta.getColumnLabel(1)).isEqualTo("key");
        assertThat(meta.getColumnName(1)).isEqualTo("id");
        assertThat(meta.getTableName(1)).isEqualTo("person");
        assertThat(meta.getSchemaName(1)).isEqualTo("PUBLIC");
        assertThat(meta.getColumnName(2)).isEqualTo("name");
        assertThat(meta.getTableName(3)).isEmpty();
        assertThat(meta.isAutoIncrement(1)).isFalse();
        assertThat(meta.isAutoIncrement(4)).isTrue();
        assertThat(meta.isNullable(2)).isEqualTo(java.sql.ResultSetMetaData.columnNoNulls);
    }

    // 53
    @Test
    void explainIsAQuery() throws SQLException {
        for (var text : List.of("EXPLAIN SELECT * FROM person", "EXPLAIN PLAN FOR SELECT * FROM person")) {
            try (var rows = statement.executeQuery(text)) {
                assertThat(rows.getMetaData().getColumnLabel(1)).isEqualTo("PLAN");
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString("PLAN")).isNotBlank();
            }
        }
    }

    // 25
    @Test
    void callsOfFunctionsWorkThroughPrepareCall() throws SQLException {
        try (var call = connection.prepareCall("CALL CURRENT_SCHEMA")) {
            var rows = call.executeQuery();
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("PUBLIC");
        }
        try (var call = connection.prepareCall("{? = call UPPER(?)}")) {
            call.registerOutParameter(1, java.sql.Types.VARCHAR);
            call.setString(2, "ada");
            call.execute();
            assertThat(call.getString(1)).isEqualTo("ADA");
        }
        try (var rows = statement.executeQuery("SELECT {fn UPPER('x')}, {d '2024-05-01'}")) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("X");
            assertThat(rows.getDate(2)).isEqualTo(java.sql.Date.valueOf("2024-05-01"));
        }
    }

    // 12
    @Test
    void closingRollsBackAnOpenTransaction() throws SQLException {
        var url = "jdbc:aletheia:mem:closing";
        try (var keeper = DriverManager.getConnection(url);
                var reader = keeper.createStatement()) {
            reader.execute("CREATE NODE TABLE person (id BIGINT PRIMARY KEY, name VARCHAR NOT NULL)");
            var writer = DriverManager.getConnection(url);
            writer.setAutoCommit(false);
            writer.createStatement().executeUpdate("INSERT INTO person (id, name) VALUES (1, 'Ada')");
            writer.close();
            assertThat(names(reader)).isEmpty();
        }
    }
}
