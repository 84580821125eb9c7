package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** EXPLAIN as JSON and with measured times; the shapes of plans are in {@code sql/explain.sql}. */
class ExplainTest {
    private static final int ROWS = 5000;

    private final Connection connection;

    ExplainTest() throws SQLException {
        connection = DriverManager.getConnection("jdbc:aletheia:mem:");
    }

    @BeforeEach
    void fill() throws SQLException {
        execute("CREATE NODE TABLE p (id INTEGER PRIMARY KEY, city VARCHAR, \"odd, \"\"name\"\" \\\" INTEGER)");
        execute("CREATE EDGE TABLE k (FROM p, TO p)");
        execute("CREATE INDEX by_city ON p (city)");
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO p VALUES (?, ?, ?)")) {
            for (int i = 0; i < ROWS; i++) {
                insert.setInt(1, i);
                insert.setString(2, "c" + i % 500);
                insert.setInt(3, i);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void everyPlanIsOneValidJsonDocument() throws SQLException {
        for (String sql : List.of(
                "SELECT * FROM p WHERE id = 7",
                "SELECT * FROM p WHERE city = 'it''s \"odd\" \\ \n' OR \"odd, \"\"name\"\" \\\" = 1",
                "SELECT city, COUNT(*), RANK() OVER (ORDER BY city) FROM p GROUP BY city ORDER BY 2 DESC LIMIT 3",
                "MATCH (a:p)-[:k]->(b:p) RETURN a.id, b.id",
                "SELECT id FROM p INTERSECT SELECT * FROM UNNEST(ARRAY[1, 2])",
                "WITH RECURSIVE r (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT * FROM r",
                "SELECT * FROM p FOR VALID_TIME FROM DATE '2020-01-01' TO DATE '2030-01-01' FOR SYSTEM_TIME ALL a LIMIT 1",
                "UPDATE p SET city = 'x' WHERE id < 3",
                "INSERT INTO p SELECT id + 10000, city, 1 FROM p WHERE id < 10",
                "INSERT INTO p VALUES (-1, 'a', 1)",
                "MERGE INTO p USING (VALUES (1)) AS s (n) ON p.id = s.n WHEN MATCHED THEN UPDATE SET city = 'm'",
                "DELETE FROM p WHERE id = -1")) {
            for (String options : List.of("FORMAT JSON", "FORMAT JSON, ANALYZE", "FORMAT JSON, SUMMARY, COSTS OFF")) {
                List<String> rows = rows("EXPLAIN (" + options + ") " + sql);
                assertThat(rows).as(sql).hasSize(1);
                assertThat(json("? IS JSON ARRAY", rows.get(0))).as(rows.get(0)).isEqualTo("true");
                assertThat(json("JSON_VALUE(?, '$[0].Plan.Operator')", rows.get(0)))
                        .as(rows.get(0))
                        .isNotBlank();
            }
        }
    }

    @Test
    void aDocumentHoldsWhatTheLinesSay() throws SQLException {
        String plan = rows("EXPLAIN (ANALYZE, FORMAT JSON) SELECT a.id FROM p a JOIN p b ON a.city = b.city"
                        + " WHERE b.id > 100 ORDER BY a.id")
                .get(0);
        assertThat(json("JSON_VALUE(?, '$[0].Plan.Operator')", plan)).isEqualTo("Sort");
        assertThat(json("JSON_VALUE(?, '$[0].Plan.\"Actual Rows\"')", plan)).isEqualTo("48990");
        assertThat(Long.parseLong(json("JSON_VALUE(?, '$[0].Plan.\"Peak Memory\"')", plan)))
                .isGreaterThan(48990 * 8);
        assertThat(json("JSON_VALUE(?, '$[0].Lane')", plan)).isEqualTo("planned");
        double whole = Double.parseDouble(json("JSON_VALUE(?, '$[0].\"Execution Time\"')", plan));
        double top = Double.parseDouble(json("JSON_VALUE(?, '$[0].Plan.\"Actual Time\"')", plan));
        double own = Double.parseDouble(json("JSON_VALUE(?, '$[0].Plan.\"Own Time\"')", plan));
        assertThat(top).isLessThanOrEqualTo(whole).isGreaterThan(own);
        assertThat(json("JSON_VALUE(?, '$[0].Plan.Plans[0].Plans[0].Operator')", plan))
                .isEqualTo("HashJoin");
    }

    @Test
    void parametersAreTakenAsTheStatementTakesThem() throws SQLException {
        try (PreparedStatement explain = connection.prepareStatement(
                "EXPLAIN (ANALYZE, TIMING OFF) SELECT id FROM p WHERE city = ? AND id < ?")) {
            assertThat(explain.getParameterMetaData().getParameterCount()).isEqualTo(2);
            assertThat(explain.getMetaData().getColumnCount()).isEqualTo(1);
            explain.setString(1, "c7");
            explain.setInt(2, 1000);
            assertThat(rows(explain.executeQuery()).get(0)).contains("(rows=2, ");
            explain.setInt(2, 2000);
            assertThat(rows(explain.executeQuery()).get(0)).contains("(rows=4, ");
        }
    }

    @Test
    void theRowsOfThePlanAreNotThoseOfTheStatement() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(1);
            assertThat(rows(statement.executeQuery("EXPLAIN (ANALYZE, TIMING OFF) SELECT id FROM p"))
                            .get(0))
                    .contains("(rows=5000, ");
        }
    }

    private List<String> rows(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows(rows);
        }
    }

    private static List<String> rows(ResultSet rows) throws SQLException {
        var texts = new ArrayList<String>();
        while (rows.next()) {
            texts.add(rows.getString(1));
        }
        return texts;
    }

    private String json(String expression, String document) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement("SELECT " + expression)) {
            ask.setString(1, document);
            try (ResultSet rows = ask.executeQuery()) {
                assertThat(rows.next()).isTrue();
                return String.valueOf(rows.getString(1));
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
