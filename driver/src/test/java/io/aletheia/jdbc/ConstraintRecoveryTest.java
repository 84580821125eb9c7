package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aletheia.engine.DatabaseOptions;
import io.aletheia.engine.FaultyDisk;
import io.aletheia.query.statement.CheckConditions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Constraints hold after a database was opened again as they did before, whether declared with their table or added to it. */
class ConstraintRecoveryTest {
    /** How the database comes to be opened again. */
    private enum Way {
        /** The log holds all. */
        CRASH,
        /** A checkpoint holds all. */
        CHECKPOINT_AND_CRASH,
        /** A checkpoint holds the tables, the log what became of them. */
        CHECKPOINT_BEFORE_THE_CHANGES,
        CLOSE,
        CLOSE_TWICE
    }

    private FaultyDisk disk = new FaultyDisk(Long.MAX_VALUE);
    private Connection connection = open();

    private Connection open() {
        return SessionConnections.to(disk.open(DatabaseOptions.DEFAULTS.withChecks(new CheckConditions())))
                .open();
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @EnumSource
    void constraintsHoldAfterOpening(Way way) throws SQLException {
        run("CREATE TABLE dept (id INTEGER PRIMARY KEY, name VARCHAR NOT NULL UNIQUE)");
        run(
                "CREATE TABLE emp (id INTEGER PRIMARY KEY, dept INTEGER REFERENCES dept, age INTEGER CHECK (age > 15), x INTEGER)");
        run("INSERT INTO dept VALUES (1, 'a')");
        run("INSERT INTO emp VALUES (1, 1, 30, 7)");
        if (way == Way.CHECKPOINT_BEFORE_THE_CHANGES) {
            run("CHECKPOINT");
        }
        run("ALTER TABLE emp ADD COLUMN badge INTEGER DEFAULT 5, DROP COLUMN x");
        run("ALTER TABLE emp ADD CONSTRAINT badged UNIQUE (badge), ADD COLUMN boss INTEGER");
        run("ALTER TABLE emp ADD CONSTRAINT led FOREIGN KEY (boss) REFERENCES emp (id)");
        run("ALTER TABLE emp ADD CONSTRAINT low CHECK (badge < 100)");
        run("ALTER TABLE emp ALTER COLUMN badge SET NOT NULL");
        run("INSERT INTO emp (id, badge, boss) VALUES (2, 6, 1)");
        openAgain(way);
        assertRefused("23505", "dept_name_key", "INSERT INTO dept VALUES (2, 'a')");
        assertRefused("23502", "name", "INSERT INTO dept VALUES (2, NULL)");
        assertRefused("23503", "emp_dept_fkey", "INSERT INTO emp (id, dept, badge) VALUES (3, 9, 9)");
        assertRefused("23503", "emp_dept_fkey", "DELETE FROM dept");
        assertRefused("23514", "emp_age_check", "UPDATE emp SET age = 3 WHERE id = 2");
        assertRefused("23505", "badged", "INSERT INTO emp (id, badge) VALUES (3, 5)");
        assertRefused("23505", "badged", "UPDATE emp SET badge = 5 WHERE id = 2");
        assertRefused("23503", "led", "UPDATE emp SET boss = 8 WHERE id = 1");
        assertRefused("23503", "led", "DELETE FROM emp WHERE id = 1");
        assertRefused("23514", "low", "INSERT INTO emp (id, badge) VALUES (3, 100)");
        assertRefused("23502", "badge", "UPDATE emp SET badge = NULL WHERE id = 2");
        assertRefused("42703", "x", "SELECT x FROM emp");
        run("INSERT INTO emp (id, dept, badge, boss) VALUES (3, 1, 7, 2)");
        assertRefused("2BP01", "emp_dept_fkey", "DROP TABLE dept");
        assertThat(text("SELECT badge FROM emp WHERE id = 1")).isEqualTo("5");
    }

    private void openAgain(Way way) throws SQLException {
        switch (way) {
            case CRASH, CHECKPOINT_BEFORE_THE_CHANGES -> crash();
            case CHECKPOINT_AND_CRASH -> {
                run("CHECKPOINT");
                crash();
            }
            case CLOSE -> close();
            case CLOSE_TWICE -> {
                close();
                close();
            }
        }
    }

    private void crash() throws SQLException {
        FaultyDisk survivor = disk.survivor(new Random(7));
        connection.close();
        disk = survivor;
        connection = open();
    }

    private void close() throws SQLException {
        connection.close();
        connection = open();
    }

    private void assertRefused(String state, String named, String sql) {
        SQLException refused = catchThrowableOfType(SQLException.class, () -> run(sql));
        assertThat((Object) refused).as(sql).isNotNull();
        assertThat(refused.getSQLState()).as(sql + ": " + refused.getMessage()).isEqualTo(state);
        assertThat(refused.getMessage()).contains(named);
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String text(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }
}
