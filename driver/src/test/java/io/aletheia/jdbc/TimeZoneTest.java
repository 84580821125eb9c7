package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Period columns in sessions of several time zones: instants, which a date or a timestamp is compared with in the session's zone. */
@SuppressWarnings("NullAway.Init") // every test opens its own
class TimeZoneTest {
    private Connection connection;
    private Statement statement;

    private void open(String zone) throws SQLException {
        connection = DriverManager.getConnection("jdbc:aletheia:mem:;timeZone=" + zone);
        statement = connection.createStatement();
        statement.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER)");
        statement.execute("INSERT INTO t FOR VALID_TIME FROM DATE '2024-01-01' TO DATE '2024-06-01' VALUES (1, 10)");
        statement.execute("INSERT INTO t FOR VALID_TIME FROM DATE '2024-02-01' VALUES (2, 20)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Asia/Tokyo", "America/New_York"})
    void aCopyOfPeriodColumnsIsValidWhenTheOriginalIs(String zone) throws SQLException {
        open(zone);
        statement.execute("INSERT INTO t (id, v, _valid_from, _valid_to)"
                + " SELECT id + 10, v, _valid_from, _valid_to FROM t FOR VALID_TIME ALL");
        assertThat(rows("SELECT a.id FROM t FOR VALID_TIME ALL a JOIN t FOR VALID_TIME ALL b ON b.id = a.id + 10"
                        + " WHERE a._valid_from = b._valid_from AND a._valid_to = b._valid_to ORDER BY 1"))
                .containsExactly("1", "2");
        assertThat(rows("SELECT id FROM t FOR VALID_TIME ALL WHERE _valid_to = END_OF_TIME ORDER BY 1"))
                .containsExactly("2", "12");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Asia/Tokyo", "America/New_York"})
    void aPeriodColumnAsABoundIsTheInstantThatItHolds(String zone) throws SQLException {
        open(zone);
        assertThat(
                        rows(
                                "SELECT x.id FROM t FOR VALID_TIME ALL q,"
                                        + " LATERAL (SELECT * FROM t FOR VALID_TIME AS OF q._valid_from) x WHERE q.id = x.id ORDER BY 1"))
                .containsExactly("1", "2");
        assertThat(rows("SELECT x.id FROM (SELECT id, LOWER(_valid_time) AS since FROM t FOR VALID_TIME ALL) q,"
                        + " LATERAL (SELECT * FROM t FOR VALID_TIME AS OF q.since) x WHERE q.id = x.id ORDER BY 1"))
                .containsExactly("1", "2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Asia/Tokyo", "America/New_York"})
    void predicatesReadDatesAsClausesDo(String zone) throws SQLException {
        open(zone);
        String from = " FROM t FOR VALID_TIME ALL WHERE id = 1";
        for (String holds : List.of(
                "_valid_time CONTAINS DATE '2024-01-01'",
                "NOT _valid_time CONTAINS DATE '2024-06-01'",
                "_valid_time CONTAINS TIMESTAMP '2024-05-31 23:59:59.999999'",
                "_valid_time EQUALS PERIOD(DATE '2024-01-01', DATE '2024-06-01')",
                "NOT _valid_time OVERLAPS PERIOD(DATE '2023-01-01', DATE '2024-01-01')",
                "_valid_time OVERLAPS PERIOD(DATE '2023-01-01', TIMESTAMP '2024-01-01 00:00:00.000001')",
                "_valid_from = DATE '2024-01-01'",
                "_valid_from = TIMESTAMP '2024-01-01 00:00:00'",
                "_valid_from IN (TIMESTAMP '2024-01-01 00:00:00', TIMESTAMP '2030-01-01 00:00:00')",
                "_valid_from >= TIMESTAMP '2024-01-01 00:00:00' AND _valid_from < TIMESTAMP '2024-01-01 00:00:00.000001'",
                "_valid_to BETWEEN DATE '2024-06-01' AND DATE '2024-06-01'",
                "CAST(_valid_from AS DATE) = DATE '2024-01-01'",
                "EXTRACT(DAY FROM _valid_from) = 1",
                "_valid_from + INTERVAL '1' MONTH = DATE '2024-02-01'",
                "COALESCE(_valid_from, TIMESTAMP '2020-01-01 00:00:00') = DATE '2024-01-01'",
                "IS_OPEN(PERIOD(DATE '2024-01-01', END_OF_TIME))",
                "NOT IS_OPEN(_valid_time)",
                "_valid_from < CURRENT_TIMESTAMP AND _valid_to < CURRENT_TIMESTAMP",
                "_system_from <= CURRENT_TIMESTAMP AND _system_to > CURRENT_TIMESTAMP")) {
            assertThat(rows("SELECT " + holds + from)).as(holds).containsExactly("true");
        }
        assertThat(
                        rows(
                                "SELECT id FROM t FOR VALID_TIME ALL WHERE _valid_time EQUALS PERIOD(DATE '2024-02-01', END_OF_TIME)"))
                .containsExactly("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Asia/Tokyo", "America/New_York"})
    void noTransactionLiesInTheFuture(String zone) throws SQLException {
        open(zone);
        assertThat(rows("SELECT COUNT(*) FROM INFORMATION_SCHEMA.TRANSACTIONS WHERE SYSTEM_TIME > CURRENT_TIMESTAMP"))
                .containsExactly("0");
        assertThat(rows("SELECT COUNT(*) FROM TABLE(CHANGES(t, BEGINNING_OF_TIME, CURRENT_TIMESTAMP))"))
                .containsExactly("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Asia/Tokyo", "America/New_York"})
    void resultsShowPeriodColumnsInUtc(String zone) throws SQLException {
        open(zone);
        statement.execute("INSERT INTO t FOR VALID_TIME FROM TIMESTAMP WITH TIME ZONE '2020-01-01 00:00:00+00:00'"
                + " TO TIMESTAMP WITH TIME ZONE '2021-01-01 00:00:00+00:00' VALUES (3, 30)");
        statement.execute("CREATE VIEW since AS SELECT id, _valid_from AS start FROM t FOR VALID_TIME ALL");
        String shown = "2020-01-01 00:00:00";
        for (String item : List.of("_valid_from", "MIN(_valid_from)", "CAST(MIN(_valid_from) AS VARCHAR)")) {
            assertThat(rows("SELECT " + item + " FROM t FOR VALID_TIME ALL WHERE id = 3"
                            + (item.contains("MIN") ? "" : " ORDER BY 1")))
                    .as(item)
                    .containsExactly(shown);
        }
        assertThat(rows("SELECT MIN(start) FROM since WHERE id = 3")).containsExactly(shown);
        try (ResultSet result =
                statement.executeQuery("SELECT _valid_from, LOWER(_valid_time) FROM t FOR VALID_TIME ALL")) {
            assertThat(result.getMetaData().getColumnType(1)).isEqualTo(java.sql.Types.TIMESTAMP);
            assertThat(result.getMetaData().getColumnType(2)).isEqualTo(java.sql.Types.TIMESTAMP);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Asia/Tokyo", "America/New_York"})
    void aParameterBesideAPeriodColumnIsReadAsALiteral(String zone) throws SQLException {
        open(zone);
        for (Object value : List.of(
                LocalDate.parse("2024-01-01"),
                LocalDateTime.parse("2024-01-01T00:00"),
                Timestamp.valueOf("2024-01-01 00:00:00"),
                LocalDateTime.parse("2024-01-01T00:00").atZone(ZoneId.of(zone)).toInstant())) {
            try (PreparedStatement prepared =
                    connection.prepareStatement("SELECT id FROM t FOR VALID_TIME ALL WHERE _valid_from = ?")) {
                prepared.setObject(1, value);
                try (ResultSet result = prepared.executeQuery()) {
                    assertThat(result.next()).as(value.getClass().getName()).isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Asia/Tokyo"})
    void timesBeyondTheCalendarAreOutOfRange(String zone) throws SQLException {
        open(zone);
        for (String sql : List.of(
                "SELECT id FROM t FOR VALID_TIME AS OF ?",
                "SELECT id FROM t FOR VALID_TIME ALL WHERE _valid_from = ?",
                "SELECT CAST(? AS TIMESTAMP)")) {
            for (Object value : List.of(
                    Instant.MAX,
                    Instant.MIN,
                    OffsetDateTime.MAX,
                    OffsetDateTime.MIN,
                    LocalDateTime.MAX,
                    LocalDateTime.MIN,
                    LocalDateTime.MAX.atZone(ZoneOffset.UTC),
                    new Timestamp(Long.MAX_VALUE))) {
                try (PreparedStatement prepared = connection.prepareStatement(sql)) {
                    assertThatThrownBy(() -> {
                                prepared.setObject(1, value);
                                prepared.executeQuery();
                            })
                            .as("%s with %s", sql, value.getClass().getName())
                            .isInstanceOfSatisfying(
                                    SQLException.class,
                                    e -> assertThat(e.getSQLState()).isEqualTo("22008"));
                }
            }
        }
    }

    private List<String> rows(String sql) throws SQLException {
        var rows = new ArrayList<String>();
        try (ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }
}
