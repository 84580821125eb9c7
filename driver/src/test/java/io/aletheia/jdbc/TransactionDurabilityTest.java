package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each transaction can have a durability mode of its own, on one log with all others. */
class TransactionDurabilityTest {
    // Points F20 of docs/architecture/recovery.md.
    @TempDir
    Path directory;

    private Connection connection;
    private Statement statement;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection(
                "jdbc:aletheia:file:" + directory.resolve("db") + ";closeDelay=0;flushIntervalMs=60000");
        statement = connection.createStatement();
        statement.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private long lag() throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT LAG FROM INFORMATION_SCHEMA.WAL")) {
            assertThat(row.next()).isTrue();
            return row.getLong(1);
        }
    }

    private void assertMode(String mode) throws SQLException {
        try (ResultSet row = statement.executeQuery("SHOW DURABILITY")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo(mode);
        }
    }

    @Test
    void theNextTransactionAloneHasTheModeThatIsSetForIt() throws SQLException {
        statement.execute("SET TRANSACTION DURABILITY ASYNC");
        assertMode("ASYNC");
        statement.execute("INSERT INTO t VALUES (1)");
        assertThat(lag()).isEqualTo(1);
        assertMode("GROUP_COMMIT");
        // A durable commit makes all before it durable.
        statement.execute("INSERT INTO t VALUES (2)");
        assertThat(lag()).isZero();
    }

    @Test
    void beginSaysTheModeOfItsTransaction() throws SQLException {
        statement.execute("BEGIN ISOLATION LEVEL SERIALIZABLE, DURABILITY = 'async'");
        assertMode("ASYNC");
        statement.execute("INSERT INTO t VALUES (1)");
        assertMode("ASYNC");
        statement.execute("INSERT INTO t VALUES (2)");
        statement.execute("COMMIT");
        assertMode("GROUP_COMMIT");
        assertThat(lag()).isEqualTo(2);
        statement.execute("INSERT INTO t VALUES (3)");
        assertThat(lag()).isZero();
    }

    @Test
    void theModeCanBeSetUntilTheCommit() throws SQLException {
        connection.setAutoCommit(false);
        statement.execute("INSERT INTO t VALUES (1)");
        statement.execute("SET TRANSACTION DURABILITY TO ASYNC");
        connection.commit();
        assertThat(lag()).isEqualTo(1);
        statement.execute("INSERT INTO t VALUES (2)");
        connection.commit();
        assertThat(lag()).isZero();
    }

    @Test
    void whatWasSaidOfATransactionThatDidNothingIsNotSaidOfTheNext() throws SQLException {
        statement.execute("BEGIN READ ONLY, DURABILITY ASYNC");
        statement.execute("ROLLBACK");
        statement.execute("INSERT INTO t VALUES (1)");
        assertThat(lag()).isZero();
    }

    @Test
    void theSessionsModeIsACharacteristicOfItsTransactions() throws SQLException {
        statement.execute("SET SESSION CHARACTERISTICS AS TRANSACTION DURABILITY ASYNC");
        assertMode("ASYNC");
        statement.execute("INSERT INTO t VALUES (1)");
        assertThat(lag()).isEqualTo(1);
    }

    @Test
    void aModeThatThereIsNotIsRefused() {
        assertThatThrownBy(() -> statement.execute("BEGIN DURABILITY SOMETIMES"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("durability must be one of")
                .hasMessageContaining("SOMETIMES");
        assertThatThrownBy(() -> statement.execute("BEGIN DURABILITY ASYNC, DURABILITY ASYNC"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("the durability mode is given twice");
    }
}
