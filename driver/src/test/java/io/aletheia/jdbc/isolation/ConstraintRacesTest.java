package io.aletheia.jdbc.isolation;

import static io.aletheia.jdbc.isolation.TwoConnections.execute;
import static io.aletheia.jdbc.isolation.TwoConnections.stateOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two transactions each of which keeps the constraints on its snapshot, but not both together: the first to commit wins, whichever
 * that is.
 */
class ConstraintRacesTest {
    private static final int THREADS = 4;
    private static final int TRANSACTIONS = 60;
    private static final String DEPARTMENTS = "INSERT INTO dept VALUES (1, 'a'), (2, 'b')";
    private static final String EMPLOYEES = "INSERT INTO emp (id, dept, badge, grade) VALUES (1, 1, 10, 2)";

    private TwoConnections both;
    private Connection one;
    private Connection other;

    @BeforeEach
    void connect() throws SQLException {
        both = TwoConnections.open("races", ConstrainedTables.DEFINITIONS, DEPARTMENTS, EMPLOYEES);
        one = both.one;
        other = both.other;
    }

    @AfterEach
    void disconnect() throws SQLException {
        both.close();
    }

    @ParameterizedTest(name = "{0} | {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                // Two holders of one unique value.
                "INSERT INTO emp (id, badge) VALUES (2, 20) | INSERT INTO emp (id, badge) VALUES (3, 20)",
                "UPDATE emp SET badge = 20 WHERE id = 1 | INSERT INTO emp (id, badge) VALUES (3, 20)",
                "INSERT INTO emp FOR VALID_TIME FROM DATE '2020-01-01' (id, badge) VALUES (2, 20) | INSERT INTO emp FOR VALID_TIME FROM DATE '2019-01-01' TO DATE '2020-01-02' (id, badge) VALUES (3, 20)",
                "INSERT INTO dept VALUES (3, 'c') | UPDATE dept SET name = 'c' WHERE id = 2",
                // A row that loses what it refers to.
                "INSERT INTO emp (id, dept) VALUES (2, 2) | DELETE FROM dept WHERE id = 2",
                "UPDATE emp SET dept = 2 | DELETE FROM dept WHERE id = 2",
                "INSERT INTO emp (id, dept) VALUES (2, 2) | DELETE FROM dept FOR PORTION OF VALID_TIME FROM DATE '2900-01-01' TO DATE '2900-01-02' WHERE id = 2",
                "MERGE INTO emp USING (VALUES (2)) AS s (d) ON emp.id = 7 WHEN NOT MATCHED THEN INSERT (id, dept) VALUES (7, s.d) | DELETE FROM dept WHERE id = 2",
                // A row that a new constraint forbids.
                "ALTER TABLE dept ADD CONSTRAINT few CHECK (id < 5) | INSERT INTO dept VALUES (9, 'z')",
                "ALTER TABLE dept ADD CONSTRAINT few CHECK (id < 5) | UPDATE dept SET name = 'z' WHERE id = 2",
                "ALTER TABLE emp ADD CONSTRAINT u UNIQUE (grade) | INSERT INTO emp (id, grade) VALUES (2, 2)",
                "ALTER TABLE emp ADD CONSTRAINT f FOREIGN KEY (boss) REFERENCES emp | INSERT INTO emp (id, boss) VALUES (2, 99)",
                "ALTER TABLE emp ADD CONSTRAINT f FOREIGN KEY (boss) REFERENCES dept | INSERT INTO emp (id, boss) VALUES (2, 99)",
                "ALTER TABLE emp ALTER COLUMN dept SET NOT NULL | INSERT INTO emp (id) VALUES (2)",
                "ALTER TABLE emp ADD CONSTRAINT f FOREIGN KEY (grade) REFERENCES dept | DELETE FROM dept WHERE id = 2",
                // Two definitions.
                "ALTER TABLE emp ADD CONSTRAINT u UNIQUE (grade) | ALTER TABLE emp DROP CONSTRAINT graded",
                "DROP TABLE emp | INSERT INTO emp (id) VALUES (2)",
            })
    void theSecondToCommitIsToTryAgain(String first, String second) throws SQLException {
        for (String[] order : new String[][] {{first, second}, {second, first}}) {
            execute(one, order[0]);
            execute(other, order[1]);
            one.commit();
            assertThat(stateOf(other::commit)).as(order[1]).isEqualTo("40001");
            assertThat(ConstrainedTables.violations(one)).isEmpty();
            one.rollback();
            restore();
        }
    }

    @ParameterizedTest(name = "{0} | {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "INSERT INTO emp (id, badge) VALUES (2, 20) | INSERT INTO emp (id, badge) VALUES (3, 21)",
                "INSERT INTO emp FOR VALID_TIME FROM DATE '2020-01-01' (id, badge) VALUES (2, 20) | INSERT INTO emp FOR VALID_TIME FROM DATE '2019-01-01' TO DATE '2020-01-01' (id, badge) VALUES (3, 20)",
                "INSERT INTO emp (id, badge) VALUES (2, NULL) | INSERT INTO emp (id, badge) VALUES (3, NULL)",
                "INSERT INTO emp (id, dept) VALUES (2, 2) | UPDATE dept SET name = 'c' WHERE id = 2",
                "INSERT INTO emp (id, dept) VALUES (2, 1) | DELETE FROM dept WHERE id = 2",
                "INSERT INTO emp FOR VALID_TIME FROM DATE '2100-01-01' TO DATE '2200-01-01' (id, dept) VALUES (2, 2) | DELETE FROM dept FOR PORTION OF VALID_TIME FROM DATE '2200-01-01' TO DATE '2300-01-01' WHERE id = 2",
            })
    void whatDoesNotMeetCommits(String first, String second) throws SQLException {
        for (String[] order : new String[][] {{first, second}, {second, first}}) {
            execute(one, order[0]);
            execute(other, order[1]);
            one.commit();
            assertThat(stateOf(other::commit)).as(order[1]).isNull();
            assertThat(ConstrainedTables.violations(one)).isEmpty();
            one.rollback();
            restore();
        }
    }

    @Test
    void manyWritersAtOnceLeaveNoViolation() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Integer>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                var random = new Random(i);
                running.add(threads.submit(() -> write(random)));
            }
            int committed = 0;
            for (Future<Integer> thread : running) {
                committed += thread.get(2, TimeUnit.MINUTES);
            }
            assertThat(committed).isGreaterThan(TRANSACTIONS);
        } finally {
            threads.shutdownNow();
        }
        assertThat(ConstrainedTables.violations(one)).isEmpty();
    }

    private static int write(Random random) throws SQLException {
        int committed = 0;
        try (Connection connection = DriverManager.getConnection("jdbc:aletheia:mem:races")) {
            connection.setAutoCommit(false);
            if (random.nextBoolean()) {
                connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            }
            for (int i = 0; i < TRANSACTIONS; i++) {
                committed += ConstrainedTables.transact(connection, random) ? 1 : 0;
            }
        }
        return committed;
    }

    /** The tables as they were, for the other order. */
    private void restore() throws SQLException {
        execute(one, "DROP TABLE IF EXISTS emp");
        execute(one, "DROP TABLE dept");
        one.commit();
        execute(one, ConstrainedTables.DEFINITIONS);
        one.commit();
        execute(one, DEPARTMENTS);
        execute(one, EMPLOYEES);
        one.commit();
        other.rollback();
    }
}
