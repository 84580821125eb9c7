package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a table of days a DATE is that very day, written as midnight in UTC, in whatever time zone the session is. */
class DaysInTimeZonesTest {
    private static final LocalDate FIRST = LocalDate.of(2024, 3, 10);
    private static final LocalDate END = LocalDate.of(2024, 4, 1);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "Asia/Tokyo",
                "America/New_York",
                "Pacific/Kiritimati",
                "Pacific/Pago_Pago",
                "Europe/London"
            })
    void aDateParameterIsItsDayInWhateverIsWritten(String zone) throws SQLException {
        try (Connection connection = open(zone)) {
            update(connection, "INSERT INTO d (id, v, _valid_from, _valid_to) VALUES (1, 1, ?, ?)", FIRST, END);
            update(
                    connection,
                    "INSERT INTO d (id, v, _valid_from, _valid_to) VALUES (2, 1, ?, ?)",
                    Date.valueOf(FIRST),
                    Date.valueOf(END));
            update(connection, "INSERT INTO d FOR VALID_TIME FROM ? TO ? (id, v) VALUES (3, 1)", FIRST, END);
            update(
                    connection,
                    "UPSERT INTO d (id, v, _valid_from, _valid_to) SELECT 4, 1, CAST(? AS DATE), CAST(? AS DATE)",
                    FIRST.toString(),
                    END.toString());
            update(
                    connection,
                    "MERGE INTO d FOR PORTION OF VALID_TIME FROM ? TO ? USING (VALUES (5)) AS s (id) ON d.id = s.id"
                            + " WHEN NOT MATCHED THEN INSERT (id, v) VALUES (s.id, 1)",
                    FIRST,
                    END);
            assertThat(rows(connection, "SELECT id, _valid_from, _valid_to FROM d FOR VALID_TIME ALL ORDER BY id"))
                    .containsExactly(
                            "1 2024-03-10T00:00 2024-04-01T00:00",
                            "2 2024-03-10T00:00 2024-04-01T00:00",
                            "3 2024-03-10T00:00 2024-04-01T00:00",
                            "4 2024-03-10T00:00 2024-04-01T00:00",
                            "5 2024-03-10T00:00 2024-04-01T00:00");
            assertThat(update(
                            connection,
                            "UPDATE d FOR PORTION OF VALID_TIME FROM ? TO ? SET v = 2 WHERE id = 1",
                            LocalDate.of(2024, 3, 11),
                            LocalDate.of(2024, 3, 12)))
                    .isEqualTo(1);
            assertThat(update(
                            connection,
                            "DELETE FROM d FOR PORTION OF VALID_TIME FROM ? TO ? WHERE id = 1",
                            Date.valueOf("2024-03-12"),
                            Date.valueOf("2024-03-13")))
                    .isEqualTo(1);
            assertThat(rows(
                            connection,
                            "SELECT v, _valid_from, _valid_to FROM d FOR VALID_TIME ALL WHERE id = 1 ORDER BY 2"))
                    .containsExactly(
                            "1 2024-03-10T00:00 2024-03-11T00:00",
                            "2 2024-03-11T00:00 2024-03-12T00:00",
                            "1 2024-03-13T00:00 2024-04-01T00:00");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "Asia/Tokyo",
                "America/New_York",
                "Pacific/Kiritimati",
                "Pacific/Pago_Pago",
                "Europe/London"
            })
    void aDateIsItsDayInWhateverIsAsked(String zone) throws SQLException {
        try (Connection connection = open(zone)) {
            update(
                    connection,
                    "INSERT INTO d (id, v, _valid_from, _valid_to) VALUES (1, 10, ?, ?)",
                    FIRST,
                    FIRST.plusDays(1));
            update(
                    connection,
                    "INSERT INTO d (id, v, _valid_from, _valid_to) VALUES (1, 11, ?, ?)",
                    FIRST.plusDays(1),
                    END);
            for (String where : List.of("", " WHERE id = 1", " WHERE v > 0")) {
                String sql = "SELECT v FROM d FOR VALID_TIME AS OF ?" + where;
                assertThat(rows(connection, sql, FIRST.minusDays(1))).isEmpty();
                assertThat(rows(connection, sql, FIRST)).containsExactly("10");
                assertThat(rows(connection, sql, Date.valueOf(FIRST))).containsExactly("10");
                assertThat(rows(connection, sql, FIRST.plusDays(1))).containsExactly("11");
                assertThat(rows(connection, sql, FIRST.atStartOfDay())).containsExactly("10");
                assertThat(rows(connection, sql, END)).isEmpty();
            }
            assertThat(rows(connection, "SELECT v FROM d FOR VALID_TIME AS OF ? + INTERVAL '1' DAY", FIRST))
                    .containsExactly("11");
            assertThat(rows(connection, "SELECT v FROM d FOR VALID_TIME FROM ? TO ?", FIRST, FIRST.plusDays(1)))
                    .containsExactly("10");
            assertThat(rows(connection, "SELECT v FROM d FOR VALID_TIME CONTAINED IN (?, ?)", FIRST.plusDays(1), END))
                    .containsExactly("11");
            assertThat(rows(
                            connection,
                            "SELECT v, _valid_from, _valid_to FROM d FOR VALID_TIME ONLY FROM ? TO ?",
                            LocalDate.of(2024, 3, 20),
                            LocalDate.of(2024, 3, 21)))
                    .containsExactly("11 2024-03-20T00:00 2024-03-21T00:00");
            assertThat(rows(connection, "MATCH (a:d) FOR VALID_TIME AS OF ? RETURN a.v", FIRST))
                    .containsExactly("10");
            assertThat(rows(
                            connection,
                            "SELECT new_v FROM TABLE(DIFF(d, BEGINNING_OF_TIME, CURRENT_TIMESTAMP, ?))",
                            FIRST.plusDays(1)))
                    .containsExactly("11");
            assertThat(rows(connection, "SETTING DEFAULT VALID_TIME AS OF DATE '2024-03-10' SELECT v FROM d"))
                    .containsExactly("10");
            update(connection, "SET SESSION VALID_TIME TO AS OF DATE '2024-03-10'");
            assertThat(rows(connection, "SELECT v FROM d")).containsExactly("10");
            assertThat(rows(connection, "SELECT v FROM d WHERE id = 1")).containsExactly("10");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Asia/Tokyo", "America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago"})
    void currentDateIsTheSessionsDay(String zone) throws SQLException {
        try (Connection connection = open(zone)) {
            connection.setAutoCommit(false);
            update(connection, "INSERT INTO d (id, v, _valid_from) VALUES (1, 1, CURRENT_DATE)");
            update(connection, "INSERT INTO d FOR VALID_TIME FROM CURRENT_DATE TO END_OF_TIME (id, v) VALUES (2, 1)");
            assertThat(
                            rows(
                                    connection,
                                    "SELECT DISTINCT CAST(_valid_from AS DATE) = CURRENT_DATE AS is_today FROM d FOR VALID_TIME ALL"))
                    .containsExactly("true");
            assertThat(rows(connection, "SELECT id FROM d FOR VALID_TIME AS OF CURRENT_DATE ORDER BY id"))
                    .containsExactly("1", "2");
            assertThat(rows(connection, "SELECT id FROM d FOR VALID_TIME AS OF CURRENT_DATE - INTERVAL '1' DAY"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Asia/Tokyo", "America/New_York", "Pacific/Kiritimati"})
    void aPeriodOfDaysIsRelatedToDays(String zone) throws SQLException {
        try (Connection connection = open(zone)) {
            update(
                    connection,
                    "INSERT INTO d (id, v, _valid_from, _valid_to) VALUES (1, 1, DATE '2024-03-10', DATE '2024-04-01')");
            update(
                    connection,
                    "INSERT INTO d (id, v, _valid_from, _valid_to) SELECT 2, v, _valid_from, _valid_to FROM d FOR VALID_TIME ALL");
            assertThat(rows(
                            connection,
                            "SELECT id FROM d FOR VALID_TIME ALL WHERE _valid_time EQUALS PERIOD(DATE '2024-03-10', DATE '2024-04-01')"
                                    + " AND _valid_time CONTAINS DATE '2024-03-10' AND NOT _valid_time CONTAINS DATE '2024-04-01'"
                                    + " AND _valid_from = DATE '2024-03-10' ORDER BY id"))
                    .containsExactly("1", "2");
            assertThat(rows(
                            connection,
                            "SELECT COUNT(*) AS n FROM TABLE(HISTORY(d)) WHERE _valid_from = DATE '2024-03-10'"))
                    .containsExactly("2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Asia/Tokyo", "America/New_York", "Pacific/Kiritimati"})
    void aLoadedDateIsItsDay(String zone, @TempDir Path directory) throws SQLException, IOException {
        Path file = directory.resolve("days.csv");
        Files.writeString(file, "id,v,_valid_from,_valid_to\n1,1,2024-03-10,2024-04-01\n2,1,2024-03-10,9999-12-30\n");
        Path plain = directory.resolve("plain.csv");
        Files.writeString(plain, "id,v\n3,1\n");
        try (Connection connection = open(zone)) {
            update(connection, "COPY d FROM '" + file + "' WITH (HEADER)");
            update(
                    connection,
                    "COPY d FOR VALID_TIME FROM DATE '2024-03-10' TO DATE '2024-04-01' FROM '" + plain
                            + "' WITH (HEADER)");
            assertThat(rows(connection, "SELECT id, _valid_from, _valid_to FROM d FOR VALID_TIME ALL ORDER BY id"))
                    .containsExactly(
                            "1 2024-03-10T00:00 2024-04-01T00:00",
                            "2 2024-03-10T00:00 9999-12-30T00:00",
                            "3 2024-03-10T00:00 2024-04-01T00:00");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"America/Sao_Paulo", "Asia/Beirut", "America/Havana"})
    void aDayThatBeginsLaterOrTwiceIsADayAllTheSame(String zone) throws SQLException {
        try (Connection connection = open(zone)) {
            var rules = ZoneId.of(zone).getRules();
            var transition = rules.nextTransition(
                    LocalDate.of(2017, 1, 1).atStartOfDay(ZoneId.of("UTC")).toInstant());
            for (int i = 1; i <= 4; i++) {
                LocalDate day = transition.getDateTimeBefore().toLocalDate();
                for (LocalDate each = day.minusDays(1); !each.isAfter(day.plusDays(1)); each = each.plusDays(1)) {
                    update(connection, "DELETE FROM d FOR ALL VALID_TIME");
                    update(
                            connection,
                            "INSERT INTO d (id, v, _valid_from, _valid_to) VALUES (1, 1, ?, ?)",
                            each,
                            each.plusDays(1));
                    assertThat(rows(connection, "SELECT _valid_from, _valid_to FROM d FOR VALID_TIME AS OF ?", each))
                            .containsExactly(each + "T00:00 " + each.plusDays(1) + "T00:00");
                }
                transition = rules.nextTransition(transition.getInstant());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Asia/Tokyo", "America/New_York"})
    void whatIsNoDayIsStillRefusedAndAnyInstantCanBeAskedFor(String zone) throws SQLException {
        try (Connection connection = open(zone)) {
            update(connection, "INSERT INTO d (id, v, _valid_from, _valid_to) VALUES (1, 1, ?, ?)", FIRST, END);
            assertThatThrownBy(() -> update(
                            connection,
                            "UPDATE d FOR PORTION OF VALID_TIME FROM ? TO ? SET v = 2",
                            LocalDateTime.of(2024, 3, 10, 8, 0),
                            END))
                    .isInstanceOf(SQLException.class)
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("22008");
            String sql = "SELECT v FROM d FOR VALID_TIME AS OF ?";
            assertThat(rows(connection, sql, OffsetDateTime.parse("2024-03-10T00:00:00Z")))
                    .containsExactly("1");
            assertThat(rows(connection, sql, OffsetDateTime.parse("2024-03-09T23:59:59Z")))
                    .isEmpty();
            assertThat(rows(connection, sql, OffsetDateTime.parse("2024-03-31T23:59:59Z")))
                    .containsExactly("1");
        }
    }

    private static Connection open(String zone) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:aletheia:mem:;timeZone=" + zone);
        update(connection, "CREATE TABLE d (id INTEGER PRIMARY KEY, v INTEGER) WITH (VALID_GRANULARITY = 'DAY')");
        return connection;
    }

    private static int update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, parameters);
            statement.execute();
            return statement.getUpdateCount();
        }
    }

    private static List<String> rows(Connection connection, String sql, Object... parameters) throws SQLException {
        var rows = new ArrayList<String>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, parameters);
            try (ResultSet result = statement.executeQuery()) {
                int width = result.getMetaData().getColumnCount();
                while (result.next()) {
                    var row = new ArrayList<String>();
                    for (int i = 1; i <= width; i++) {
                        Object value = result.getObject(i);
                        row.add(String.valueOf(
                                value instanceof java.sql.Timestamp
                                        ? result.getObject(i, LocalDateTime.class)
                                        : value));
                    }
                    rows.add(String.join(" ", row));
                }
            }
        }
        return rows;
    }

    private static void set(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }
}
