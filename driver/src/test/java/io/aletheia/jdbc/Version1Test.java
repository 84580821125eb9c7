package io.aletheia.jdbc;

import static io.aletheia.jdbc.Fixture.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.model.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database of version 1, the golden files of the log, as a user meets it. */
class Version1Test {
    private static final Path GOLDEN = Path.of("../engine/src/test/resources/formats/wal-1");

    @TempDir
    private Path directory;

    @BeforeEach
    void copyTheGoldenFiles() throws IOException {
        for (String name : List.of("000001.log", "000002.log")) {
            Files.copy(GOLDEN.resolve(name), directory.resolve(name));
        }
    }

    @Test
    void whatIsTrueNowIsAskedAsAlways() throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            assertThat(rows(statement, "SELECT * FROM \"Person\""))
                    .containsExactly("0|Ada|37|null|[maths, machines]|null|null");
            assertThat(rows(statement, "SELECT node_id, name, listed FROM \"Company\""))
                    .containsExactly("2|Aletheia|true");
        }
    }

    @Test
    void whatWasTrueAndKnownIsAskedByBothTimes() throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            assertThat(rows(
                            statement,
                            "SELECT name, age, age_double FROM \"Person\""
                                    + " FOR VALID_TIME AS OF TIMESTAMP '2024-01-02 12:00:00' ORDER BY node_id"))
                    .containsExactly("Ada|36|null", "Åse|null|41.5");
            assertThat(rows(
                            statement,
                            "SELECT name, age, age_double FROM \"Person\""
                                    + " FOR VALID_TIME AS OF TIMESTAMP '2024-01-02 12:00:00'"
                                    + " FOR SYSTEM_TIME AS OF TIMESTAMP '2024-01-03 00:00:00' ORDER BY node_id"))
                    .containsExactly("Ada|36|null", "Åse|41|null");
            assertThat(rows(
                            statement,
                            "SELECT since, _valid_from, _valid_to, _system_from, _system_to FROM HISTORY.\"knows\""
                                    + " ORDER BY _system_from, _valid_from"))
                    .containsExactly(
                            "2019|2024-01-02 00:00:00|2024-01-04 00:00:00|2024-01-02 00:00:00|9999-12-30 00:00:00",
                            "2019|2024-01-04 00:00:00|9999-12-30 00:00:00|2024-01-02 00:00:00|2024-01-04 00:00:00",
                            "2020|2024-01-04 00:00:00|9999-12-30 00:00:00|2024-01-04 00:00:00|9999-12-30 00:00:00");
        }
    }

    @Test
    void labelsAreFollowedInPatterns() throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            statement.execute("SET VALID_TIME TO AS OF TIMESTAMP '2024-01-04 12:00:00'");
            assertThat(rows(
                            statement,
                            "SELECT a, b, since FROM GRAPH_TABLE (MATCH (p:\"Person\")-[k:\"knows\"]->(q:\"Person\")"
                                    + " COLUMNS (p.name AS a, q.name AS b, k.since AS since))"))
                    .containsExactly("Ada|Åse|2020");
            assertThat(rows(
                            statement,
                            "SELECT a, b FROM GRAPH_TABLE (MATCH (p:\"Person\")-[:\"knows_Person_Company\"]->(q:\"Company\")"
                                    + " COLUMNS (p.name AS a, q.name AS b))"))
                    .containsExactly("Åse|Aletheia");
        }
    }

    @Test
    void toolsSeeTablesKeysAndTransactions() throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet found = connection.getMetaData().getTables(null, "PUBLIC", "%", null)) {
                while (found.next()) {
                    tables.add(found.getString("TABLE_NAME"));
                }
            }
            assertThat(tables)
                    .containsExactlyInAnyOrder("Person", "Company", "knows", "works_at", "knows_Person_Company");
            try (ResultSet keys = connection.getMetaData().getImportedKeys(null, "PUBLIC", "works_at")) {
                assertThat(keys.next()).isTrue();
                assertThat(keys.getString("FKCOLUMN_NAME")).isIn("source", "target");
            }
            assertThat(rows(statement, "SELECT MAX(TRANSACTION_ID), COUNT(*) FROM INFORMATION_SCHEMA.TRANSACTIONS"))
                    .containsExactly("12|11");
        }
    }

    @Test
    void writingIsRefused() throws SQLException, IOException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            for (String write : List.of(
                    "INSERT INTO \"Person\" (node_id, name) VALUES (7, 'x')",
                    "DELETE FROM \"Person\"",
                    "CREATE TABLE t (id INTEGER PRIMARY KEY)",
                    "CHECKPOINT")) {
                assertFails(ErrorCode.READ_ONLY, () -> statement.execute(write));
            }
        }
        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("000001.log", "000002.log", "aletheia.lock");
        }
        assertThat(directory.resolve("000001.log")).hasSameBinaryContentAs(GOLDEN.resolve("000001.log"));
    }

    @Test
    void openingForWritingIsRefusedAndSaysWhatToDo() {
        assertFails(ErrorCode.CANNOT_OPEN, () -> DriverManager.getConnection(url()))
                .hasMessageContaining("holds a log of version 1 (000001.log), which can only be read")
                .hasMessageContaining("open it with readOnly=true")
                .hasMessageContaining("SET TRANSACTION SYSTEM_TIME");
    }

    @Test
    void aCopyMadeAsThePageSaysHasTheSameHistory() throws SQLException {
        String all =
                "SELECT node_id, name, age, _valid_from, _valid_to, _system_from, _system_to FROM HISTORY.\"Person\""
                        + " ORDER BY node_id, _system_from, _valid_from";
        try (Connection old = open();
                Statement source = old.createStatement();
                Connection copy = DriverManager.getConnection("jdbc:aletheia:mem:");
                Statement target = copy.createStatement()) {
            copyPeople(source, copy);
            assertThat(rows(target, all)).hasSize(8).isEqualTo(rows(source, all));
        }
    }

    private static void copyPeople(Statement source, Connection copy) throws SQLException {
        String times = "SELECT _system_from FROM HISTORY.\"Person\" UNION SELECT _system_to FROM HISTORY.\"Person\""
                + " WHERE _system_to < TIMESTAMP '9999-12-30 00:00:00' ORDER BY 1";
        copy.setAutoCommit(false);
        try (Statement target = copy.createStatement()) {
            boolean first = true;
            for (String time : rows(source, times)) {
                target.execute("SET TRANSACTION SYSTEM_TIME TIMESTAMP '" + time + "'");
                if (first) {
                    target.execute("CREATE TABLE \"Person\" (node_id BIGINT PRIMARY KEY, name VARCHAR, age BIGINT)");
                    first = false;
                }
                for (String row : rows(
                        source,
                        "SELECT _valid_from, _valid_to, node_id FROM HISTORY.\"Person\" WHERE _system_to = TIMESTAMP '"
                                + time + "'")) {
                    String[] values = row.split("\\|", -1);
                    target.execute("DELETE FROM \"Person\" FOR PORTION OF VALID_TIME FROM TIMESTAMP '" + values[0]
                            + "' TO TIMESTAMP '" + values[1] + "' WHERE node_id = " + values[2]);
                }
                for (String row : rows(
                        source,
                        "SELECT node_id, name, age, _valid_from, _valid_to FROM HISTORY.\"Person\""
                                + " WHERE _system_from = TIMESTAMP '" + time + "'")) {
                    String[] values = row.split("\\|", -1);
                    target.execute("INSERT INTO \"Person\" (node_id, name, age, _valid_from, _valid_to) VALUES ("
                            + values[0]
                            + ", '" + values[1] + "', " + values[2] + ", TIMESTAMP '" + values[3] + "', TIMESTAMP '"
                            + values[4] + "')");
                }
                copy.commit();
            }
        }
    }

    @Test
    void theFirstConnectionIsToldOfATornTail() throws SQLException, IOException {
        Path last = directory.resolve("000002.log");
        byte[] bytes = Files.readAllBytes(last);
        Files.write(last, Arrays.copyOf(bytes, bytes.length - 1));
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            assertThat(connection.getWarnings().getMessage())
                    .contains("recovery replayed 10 transactions", "torn tail of 60 bytes");
            assertThat(rows(statement, "SELECT name FROM \"Person\" ORDER BY node_id"))
                    .containsExactly("Ada", "Åse");
        }
    }

    @Test
    void damageIsRefusedByName() throws IOException {
        Path first = directory.resolve("000001.log");
        byte[] bytes = Files.readAllBytes(first);
        bytes[50] ^= 1;
        Files.write(first, bytes);
        assertFails(ErrorCode.DATABASE_CORRUPT, this::open)
                .hasMessageContaining("log segment 000001.log of version 1 at offset 5 (LSN 1) is corrupt")
                .hasMessageContaining("expected")
                .hasMessageContaining("found");
    }

    private String url() {
        return "jdbc:aletheia:file:" + directory + ";closeDelay=0";
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(url() + ";readOnly=true");
    }

    private static List<String> rows(Statement statement, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(query)) {
            int width = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= width; i++) {
                    values.add(result.getString(i));
                }
                rows.add(String.join("|", values));
            }
        }
        return rows;
    }
}
