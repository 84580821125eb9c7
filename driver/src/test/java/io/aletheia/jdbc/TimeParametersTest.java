package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Parameters wherever a time is asked for. Row 1 is 1 in 2020, 2 in 2021, 3 from 2022 on. */
class TimeParametersTest {
    private Connection connection;

    @BeforeEach
    void fill() throws SQLException {
        connection = DriverManager.getConnection("jdbc:aletheia:mem:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION SYSTEM_TIME DATE '2024-01-01'");
            statement.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER)");
            for (int year = 2020; year <= 2022; year++) {
                statement.execute("SET TRANSACTION SYSTEM_TIME DATE '2024-01-0" + (year - 2018) + "'");
                statement.executeUpdate("UPSERT INTO t FOR VALID_TIME FROM DATE '" + year + "-01-01' VALUES (1, "
                        + (year - 2019) + ")");
            }
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void anInstantMayBeOfAnyTypeThatNamesOne() throws SQLException {
        String sql = "SELECT v FROM t FOR VALID_TIME AS OF ?";
        assertThat(values(sql, LocalDate.of(2021, 6, 1))).containsExactly(2);
        assertThat(values(sql, LocalDateTime.of(2020, 12, 31, 23, 59, 59, 999_999_000)))
                .containsExactly(1);
        assertThat(values(sql, OffsetDateTime.of(2021, 1, 1, 0, 30, 0, 0, ZoneOffset.ofHours(1))))
                .containsExactly(1);
        assertThat(values(sql, Instant.parse("2021-01-01T00:00:00Z"))).containsExactly(2);
        assertThat(values(sql, "2022-06-01 00:00:00")).containsExactly(3);
        assertThat(values(sql + " WHERE id = ?", LocalDate.of(2021, 6, 1), 1)).containsExactly(2);
    }

    @Test
    void periodsOfTableFunctionsTakeParametersOfAnyType() throws SQLException {
        LocalDate from = LocalDate.of(2024, 1, 1);
        LocalDate to = LocalDate.of(2024, 1, 9);
        String minus = "SELECT EXTRACT(DAY FROM _from) FROM TABLE(PERIOD_MINUS(PERIOD(?, ?), PERIOD(?, ?)))";
        assertThat(values(minus, from, to, LocalDate.of(2024, 1, 3), LocalDate.of(2024, 1, 4)))
                .containsExactly(1, 4);
        assertThat(values(minus, from, to.atTime(12, 0), from, LocalDateTime.of(2024, 1, 9, 6, 0)))
                .containsExactly(9);
        assertThat(values(minus, from, null, from, to)).isEmpty();
        String bins = "SELECT EXTRACT(HOUR FROM _from) FROM TABLE(RANGE_BINS(INTERVAL '12' HOUR, PERIOD(?, ?), ?))";
        assertThat(values(bins, from, from.atTime(14, 0), LocalDateTime.of(2000, 1, 1, 1, 0)))
                .containsExactly(13, 1, 13);
        assertThat(values(bins, from.atTime(2, 0), from.atTime(14, 0), LocalDate.of(2000, 1, 1)))
                .containsExactly(0, 12);
        assertThat(values("SELECT EXTRACT(DAY FROM LOWER(PERIOD(?, ?) * PERIOD(?, ?)))", from, to, to.minusDays(2), to))
                .containsExactly(7);
    }

    @Test
    void everyClauseTakesParameters() throws SQLException {
        LocalDate from = LocalDate.of(2020, 6, 1);
        LocalDate to = LocalDate.of(2022, 1, 1);
        assertThat(values("SELECT v FROM t FOR VALID_TIME FROM ? TO ? ORDER BY v", from, to))
                .containsExactly(1, 2);
        assertThat(values("SELECT v FROM t FOR VALID_TIME BETWEEN ? AND ? ORDER BY v", from, to))
                .containsExactly(1, 2, 3);
        assertThat(values("SELECT v FROM t FOR VALID_TIME CONTAINED IN (?, ?) ORDER BY v", from, to))
                .containsExactly(2);
        assertThat(values(
                        "SELECT CAST(EXTRACT(YEAR FROM _valid_to) AS INTEGER) FROM t FOR VALID_TIME ONLY FROM ? TO ?"
                                + " ORDER BY v",
                        from,
                        to))
                .containsExactly(2021, 2022);
        assertThat(values("SELECT v FROM t FOR VALID_TIME AS OF ? + INTERVAL '1' YEAR", from))
                .containsExactly(2);
        assertThat(values(
                        "SELECT v FROM t FOR SYSTEM_TIME AS OF ? FOR VALID_TIME AS OF ?",
                        LocalDate.of(2024, 1, 3),
                        LocalDate.of(2023, 1, 1)))
                .containsExactly(2);
        assertThat(values("MATCH (a:t) FOR VALID_TIME AS OF ? RETURN a.v", from))
                .containsExactly(1);
    }

    @Test
    void aStatementsOwnTimesTakeParameters() throws SQLException {
        assertThat(values("SETTING DEFAULT VALID_TIME AS OF ? SELECT v FROM t", LocalDate.of(2021, 6, 1)))
                .containsExactly(2);
        assertThat(values("SETTING CLOCK_TIME = ? SELECT v FROM t WHERE id = ?", LocalDate.of(2020, 6, 1), 1))
                .containsExactly(1);
        assertFails("22004", "SETTING CLOCK_TIME = ? SELECT v FROM t WHERE id = ?", null, 1);
    }

    @Test
    void theFunctionsOfHistoryTakeParameters() throws SQLException {
        assertThat(values("SELECT v FROM TABLE(TIMELINE(t, ?))", 1)).containsExactly(1, 2, 3);
        assertThat(values("SELECT DISTINCT v FROM TABLE(HISTORY(t, ?)) ORDER BY 1", "1"))
                .containsExactly(1, 2, 3);
        assertThat(values(
                        "SELECT new_v FROM TABLE(CHANGES(t, ?, ?))",
                        LocalDate.of(2024, 1, 2),
                        LocalDate.of(2024, 1, 4)))
                .containsExactly(2, 3);
        assertThat(values(
                        "SELECT new_v FROM TABLE(DIFF(t, ?, ?, ?))",
                        LocalDate.of(2024, 1, 2),
                        LocalDate.of(2024, 1, 4),
                        LocalDate.of(2023, 1, 1)))
                .containsExactly(3);
    }

    @Test
    void aMissingOrTooExactInstantIsRefused() {
        assertFails("22004", "SELECT v FROM t FOR VALID_TIME AS OF ?", (Object) null);
        assertFails("22004", "SELECT v FROM t FOR VALID_TIME AS OF ? WHERE id = ?", null, 1);
        assertFails("22008", "SELECT v FROM t FOR VALID_TIME AS OF ?", "2021-01-01 00:00:00.1234567");
    }

    @Test
    void whatJavaCountsFinerIsCutOffTowardsThePast() throws SQLException {
        String sql = "SELECT v FROM t FOR VALID_TIME AS OF ?";
        assertThat(values(sql, Instant.parse("2020-12-31T23:59:59.999999999Z"))).containsExactly(1);
        assertThat(values(sql, LocalDateTime.of(2021, 1, 1, 0, 0, 0, 1))).containsExactly(2);
    }

    private void assertFails(String state, String sql, @Nullable Object... parameters) {
        assertThatThrownBy(() -> values(sql, parameters))
                .as(sql)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
    }

    private List<Integer> values(String sql, @Nullable Object... parameters) throws SQLException {
        List<Integer> values = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    values.add(rows.getInt(1));
                }
            }
        }
        return values;
    }
}
