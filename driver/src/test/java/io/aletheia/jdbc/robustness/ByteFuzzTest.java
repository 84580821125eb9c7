package io.aletheia.jdbc.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.jdbc.robustness.Trial.Outcome;
import io.aletheia.jdbc.script.Scripts;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Bytes and characters by chance, as statements, in literals and in URLs, give a result or a clear error. More of them with
 * {@code -Daletheia.fuzz=100000 -Daletheia.seed=1000}.
 */
class ByteFuzzTest {
    private static final int STATEMENTS_PER_ROUND = 300;
    private static final List<String> LITERALS = List.of(
            "SELECT * FROM t FOR VALID_TIME AS OF '%s'",
            "SELECT id FROM t FOR SYSTEM_TIME FROM TIMESTAMP '%s' TO CURRENT_TIMESTAMP",
            "SELECT * FROM t FOR VALID_TIME BETWEEN DATE '%s' AND DATE '2024-01-01'",
            "UPDATE t FOR PORTION OF VALID_TIME FROM '%s' TO END_OF_TIME SET a = 1",
            "SELECT TIMESTAMP WITH TIME ZONE '%s', TIME '10:00:00'",
            "SELECT TIME '%s'",
            "SELECT CURRENT_DATE + INTERVAL '%s' DAY",
            "SELECT INTERVAL '%s' YEAR TO MONTH",
            "SELECT INTERVAL '%s' DAY(9) TO SECOND(6)",
            "SELECT CAST('%s' AS TIMESTAMP), CAST('%s' AS DATE)",
            "SELECT CAST('%s' AS DECIMAL(10, 2)), CAST('%s' AS DOUBLE)",
            "SELECT CAST('%s' AS UUID)",
            "SELECT CAST('%s' AS BIGINT)",
            "SELECT TO_TIMESTAMP('%s', 'YYYY-MM-DD HH24:MI:SS')",
            "SELECT TO_CHAR(TIMESTAMP '2024-01-01 10:00:00', '%s')",
            "SELECT REGEXP_REPLACE(s, '%s', 'x') FROM t",
            "SELECT s LIKE '%s' ESCAPE '%s', s SIMILAR TO '%s' FROM t",
            "SELECT JSON_VALUE('%s', '$.a'), JSON_QUERY('{\"a\": 1}', '%s')",
            "SELECT X'%s'",
            "SELECT U&'%s'",
            "SELECT s AS \"%s\" FROM t",
            "SELECT {ts '%s'}",
            "SET SESSION TIME ZONE '%s'",
            "SET TRANSACTION SYSTEM_TIME TIMESTAMP '%s'",
            "SELECT TIMESTAMP '2024-01-01 00:00:00' AT TIME ZONE '%s'",
            "SELECT %s + 1",
            "SELECT * FROM t LIMIT %s");
    private static final List<String> VALUES = List.of(
            "2024-02-29",
            "2024-02-29 12:34:56.789",
            "2024-06-01T00:00:00Z",
            "12:00:00",
            "-1",
            "1-2",
            "1 02:03:04.5",
            "1e10",
            "NaN",
            "9999-12-31 23:59:59.999999999",
            "-99999-01-01",
            "00000000-0000-0000-0000-000000000000",
            "Europe/Berlin",
            "+25:00",
            "YYYY-MM-DD",
            "(a+)+$",
            "{\"a\": [1, 2]}",
            "$.a[*]",
            "00e9",
            "999999999999999999999999999999");
    private static final List<String> PROPERTIES = List.of(
            "durability=ASYNC",
            "timeZone=Europe/Berlin",
            "schema=PUBLIC",
            "fetchSize=10",
            "isolation=SERIALIZABLE",
            "showPeriodColumns=true",
            "closeDelay=0",
            "walStripes=2",
            "applicationName=x",
            "batchErrors=CONTINUE",
            "readOnly=true");

    @Test
    void anyBytesAndCharactersGiveAResultOrAClearError() throws IOException, InterruptedException {
        List<List<String>> sections = Scripts.statements();
        var outcomes = FuzzRun.run(400, (connection, random, run) -> {
            SampleTables.create(connection);
            var trial = new Trial(connection, random.split());
            var texts = new OddTexts(random.split());
            for (int i = 0; i < STATEMENTS_PER_ROUND && !run.isEnough(); i++) {
                String sql = SampleTables.pick(SampleTables.pick(sections, random), random);
                String odd = random.nextInt(4) == 0 ? texts.any() : texts.changed(sql);
                // Nothing that writes files under names by chance.
                run.send(trial, odd.toUpperCase(Locale.ROOT).contains("COPY") ? texts.any() : odd);
            }
        });
        assertThat(outcomes).containsKey(Outcome.REFUSED);
    }

    @Test
    void anyTextInALiteralGivesAResultOrAClearError() throws InterruptedException {
        var outcomes = FuzzRun.run(400, (connection, random, run) -> {
            SampleTables.create(connection);
            var trial = new Trial(connection, random.split());
            var texts = new OddTexts(random.split());
            for (int i = 0; i < STATEMENTS_PER_ROUND && !run.isEnough(); i++) {
                String value = SampleTables.pick(VALUES, random);
                String odd = random.nextInt(6) == 0 ? texts.any() : texts.changed(value);
                String literal =
                        random.nextInt(8) == 0 ? odd : odd.replace("'", "''").replace("\"", "\"\"");
                run.send(trial, SampleTables.pick(LITERALS, random).replace("%s", literal));
            }
        });
        assertThat(outcomes).as("some are literals").containsKeys(Outcome.ROWS, Outcome.REFUSED);
    }

    @Test
    void anyTextInAUrlOpensADatabaseOrGivesAClearError() throws InterruptedException {
        var outcomes = FuzzRun.run(100, (connection, random, run) -> {
            var texts = new OddTexts(random.split());
            for (int i = 0; i < STATEMENTS_PER_ROUND && !run.isEnough(); i++) {
                String url = "jdbc:aletheia:mem:" + (random.nextInt(8) == 0 ? texts.any() : "");
                for (int n = random.nextInt(3); n >= 0; n--) {
                    String property = SampleTables.pick(PROPERTIES, random);
                    url += ";" + (random.nextInt(6) == 0 ? texts.any() : texts.changed(property));
                }
                run.send(url, ByteFuzzTest::open);
            }
        });
        assertThat(outcomes).containsKeys(Outcome.ROWS, Outcome.REFUSED);
    }

    private static Outcome open(String url) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 1")) {
            assertThat(row.next()).isTrue();
            return Outcome.ROWS;
        } catch (SQLException refused) {
            assertThat(refused.getSQLState())
                    .as(refused.getMessage())
                    .matches("08001|HY024|22023|3F000|42704|22009|HYC00");
            return Outcome.REFUSED;
        } catch (RuntimeException unchecked) {
            throw new AssertionError("unchecked: " + Trial.trace(unchecked), unchecked);
        }
    }
}
