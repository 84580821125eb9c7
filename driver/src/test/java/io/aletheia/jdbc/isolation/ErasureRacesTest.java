package io.aletheia.jdbc.isolation;

import static io.aletheia.jdbc.isolation.TwoConnections.execute;
import static io.aletheia.jdbc.isolation.TwoConnections.stateOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.jdbc.CheckedDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One transaction erases a row that another one comes to need: the second to commit is to be tried again, whichever that is. */
class ErasureRacesTest {
    private TwoConnections both;
    private Connection one;
    private Connection other;

    @BeforeEach
    void connect() throws SQLException {
        both = TwoConnections.open(
                "erasures",
                "CREATE NODE TABLE p (id INTEGER PRIMARY KEY)",
                edgeTable("RESTRICT"),
                edgeTable("CLIP"),
                edgeTable("IGNORE"),
                "CREATE TABLE r (id INTEGER PRIMARY KEY, p INTEGER REFERENCES p)",
                "INSERT INTO p FOR VALID_TIME FROM DATE '2020-01-01' VALUES (1), (2)");
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
                "INSERT INTO e_restrict (id, source, target) VALUES (1, 1, 2) | ERASE FROM p WHERE id = 2 CASCADE",
                "INSERT INTO e_clip (id, source, target) VALUES (1, 1, 2) | ERASE FROM p WHERE id = 2 CASCADE",
                "INSERT INTO e_ignore (id, source, target) VALUES (1, 1, 2) | ERASE FROM p WHERE id = 2 CASCADE",
                "INSERT INTO e_ignore (id, source, target) VALUES (1, 2, 1) | ERASE FROM p WHERE id = 2",
                "UPSERT INTO e_ignore FOR VALID_TIME FROM DATE '2010-01-01' TO DATE '2011-01-01' (id, source, target) VALUES (1, 2, 2) | ERASE FROM p WHERE id = 2",
                "INSERT INTO r VALUES (1, 2) | ERASE FROM p WHERE id = 2",
            })
    void theSecondToCommitIsToTryAgain(String needs, String erases) throws SQLException {
        for (String[] order : new String[][] {{needs, erases}, {erases, needs}}) {
            execute(one, order[0]);
            execute(other, order[1]);
            one.commit();
            assertThat(stateOf(other::commit)).as(order[1]).isEqualTo("40001");
            assertThat(CheckedDatabase.violations(one)).isEmpty();
            one.rollback();
            for (String table : new String[] {"e_restrict", "e_clip", "e_ignore", "r", "p"}) {
                execute(one, "ERASE FROM " + table + " WHERE TRUE");
            }
            execute(one, "INSERT INTO p FOR VALID_TIME FROM DATE '2020-01-01' VALUES (1), (2)");
            one.commit();
        }
    }

    @Test
    void anEdgeAtARowThatTookTheKeyOfAnErasedOneCommits() throws SQLException {
        execute(other, "ERASE FROM p WHERE id = 2");
        execute(other, "INSERT INTO p FOR VALID_TIME FROM DATE '2020-01-01' VALUES (2)");
        other.commit();
        execute(one, "INSERT INTO e_ignore (id, source, target) VALUES (1, 1, 2)");
        execute(one, "INSERT INTO r VALUES (1, 2)");
        execute(other, "INSERT INTO p VALUES (3)");
        other.commit();
        assertThat(stateOf(one::commit)).isNull();
        assertThat(CheckedDatabase.violations(one)).isEmpty();
    }

    private static String edgeTable(String policy) {
        return "CREATE EDGE TABLE e_" + policy + " (id INTEGER PRIMARY KEY, FROM p, TO p, w INTEGER)"
                + " WITH (ENDPOINT_POLICY = '" + policy + "')";
    }
}
