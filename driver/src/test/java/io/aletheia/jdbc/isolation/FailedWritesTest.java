package io.aletheia.jdbc.isolation;

import static io.aletheia.jdbc.isolation.TwoConnections.execute;
import static io.aletheia.jdbc.isolation.TwoConnections.stateOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A serializable transaction that was told something of the database, be it by the failure of a statement, and then wrote elsewhere:
 * it cannot commit once that is no longer so.
 */
class FailedWritesTest {
    private TwoConnections both;
    private Connection one;
    private Connection other;

    @BeforeEach
    void connect() throws SQLException {
        both = TwoConnections.open(
                "failures",
                "CREATE TABLE note (id INTEGER PRIMARY KEY)",
                "CREATE TABLE dept (id INTEGER PRIMARY KEY)",
                "CREATE TABLE emp (id INTEGER PRIMARY KEY, dept INTEGER REFERENCES dept, badge INTEGER UNIQUE)",
                "CREATE TABLE same (id INTEGER PRIMARY KEY, v INTEGER) WITH (NOOP_UPDATES = 'DROP')",
                "CREATE TABLE counted (v INTEGER)",
                "CREATE NODE TABLE n (id INTEGER PRIMARY KEY)",
                "CREATE EDGE TABLE e (id INTEGER PRIMARY KEY, FROM n, TO n)",
                "CREATE EDGE TABLE c (id INTEGER PRIMARY KEY, FROM n, TO n) WITH (ENDPOINT_POLICY = 'CLIP')",
                "CREATE EDGE TABLE i (id INTEGER PRIMARY KEY, FROM n, TO n) WITH (ENDPOINT_POLICY = 'IGNORE')",
                "INSERT INTO dept VALUES (1), (2)",
                "INSERT INTO emp VALUES (1, 1, 10)",
                "INSERT INTO same VALUES (1, 1)",
                "INSERT INTO n FOR VALID_TIME FROM DATE '2020-01-01' VALUES (1), (2), (3)",
                "INSERT INTO e FOR VALID_TIME FROM DATE '2020-01-01' (id, source, target) VALUES (1, 1, 2)");
        one = both.one;
        other = both.other;
    }

    @AfterEach
    void disconnect() throws SQLException {
        both.close();
    }

    @ParameterizedTest(name = "{0} | {1} | {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                // A key, a unique value, what is referred to and what refers.
                "INSERT INTO emp (id) VALUES (1) | 23505 | DELETE FROM emp",
                "INSERT INTO emp (id, badge) VALUES (2, 10) | 23505 | UPDATE emp SET badge = 11",
                "INSERT INTO emp (id, dept) VALUES (2, 9) | 23503 | INSERT INTO dept VALUES (9)",
                "INSERT INTO emp FOR VALID_TIME FROM DATE '2000-01-01' (id, dept) VALUES (2, 2) | 23503 | UPSERT INTO dept FOR VALID_TIME FROM DATE '1999-01-01' VALUES (2)",
                "DELETE FROM dept WHERE id = 1 | 23503 | UPDATE emp SET dept = 2",
                "ERASE FROM dept WHERE id = 1 | 23503 | UPDATE emp SET dept = 2",
                "PATCH INTO counted (_id, v) VALUES (1, 1) | 428C9 | INSERT INTO counted (v) VALUES (1)",
                // Edges and their nodes.
                "INSERT INTO e (id, source, target) VALUES (9, 1, 9) | 23503 | INSERT INTO n VALUES (9)",
                "INSERT INTO e FOR VALID_TIME FROM DATE '2000-01-01' (id, source, target) VALUES (9, 1, 2) | 23503 | UPSERT INTO n FOR VALID_TIME FROM DATE '1999-01-01' VALUES (1)",
                "INSERT INTO c FOR VALID_TIME FROM DATE '2000-01-01' (id, source, target) VALUES (9, 1, 2) | 00000 | UPSERT INTO n FOR VALID_TIME FROM DATE '1999-01-01' TO DATE '2000-06-01' VALUES (1)",
                "UPSERT INTO e (id, source, target) VALUES (1, 1, 3) | 428C9 | ERASE FROM e WHERE id = 1",
                "DELETE FROM n WHERE id = 1 | 23503 | DELETE FROM e FOR ALL VALID_TIME",
                "ERASE FROM n WHERE id = 1 | 23503 | ERASE FROM e WHERE id = 1",
                "DETACH DELETE FROM n WHERE id = 3 | 00000 | INSERT INTO i (id, source, target) VALUES (1, 3, 3)",
                // What a write leaves as it is.
                "UPSERT INTO same VALUES (1, 1) | 00000 | UPDATE same SET v = 2",
                // Definitions.
                "ALTER TABLE emp ADD CHECK (badge > 10) | 23514 | UPDATE emp SET badge = 11",
                "ALTER TABLE emp ADD CONSTRAINT f FOREIGN KEY (badge) REFERENCES dept | 23503 | INSERT INTO dept VALUES (10)",
                // Who has committed.
                "SELECT COUNT(*) FROM INFORMATION_SCHEMA.TRANSACTIONS | 00000 | INSERT INTO dept VALUES (3)",
                "SELECT COUNT(*) FROM INFORMATION_SCHEMA.ERASURES | 00000 | ERASE FROM same WHERE id = 1",
            })
    void whatItWasToldMustHoldAtTheCommit(String tells, String state, String changes) throws SQLException {
        assertThat(commitAfter(tells, state, changes)).isEqualTo("40001");
    }

    @ParameterizedTest(name = "{0} | {1} | {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "INSERT INTO emp (id) VALUES (1) | 23505 | INSERT INTO emp (id) VALUES (2)",
                "INSERT INTO emp FOR VALID_TIME FROM DATE '2900-01-01' (id) VALUES (1) | 23505 | DELETE FROM emp FOR PORTION OF VALID_TIME FROM DATE '2800-01-01' TO DATE '2900-01-01'",
                "INSERT INTO emp (id, dept) VALUES (2, 9) | 23503 | INSERT INTO dept VALUES (8)",
                "INSERT INTO e (id, source, target) VALUES (9, 1, 9) | 23503 | INSERT INTO n VALUES (8)",
                "SELECT COUNT(*) FROM dept | 00000 | INSERT INTO emp (id) VALUES (2)",
            })
    void whatDoesNotTouchThatCommits(String tells, String state, String changes) throws SQLException {
        assertThat(commitAfter(tells, state, changes)).isNull();
    }

    /** The SQLSTATE of a commit after a statement that gives a state, and another transaction's change since; null if it succeeds. */
    private @Nullable String commitAfter(String tells, String state, String changes) throws SQLException {
        one.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        String told = stateOf(() -> execute(one, tells));
        assertThat(told == null ? "00000" : told).isEqualTo(state);
        execute(one, "INSERT INTO note VALUES (1)");
        execute(other, changes);
        other.commit();
        return stateOf(one::commit);
    }
}
