package io.aletheia.jdbc;

import static io.aletheia.jdbc.Fixture.INSERT;
import static io.aletheia.jdbc.Fixture.SELECT;
import static io.aletheia.jdbc.Fixture.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.ResultColumn;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.BatchUpdateException;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TimeZone;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AletheiaPreparedStatementTest {
    private enum Colour {
        RED
    }

    private final FakeSession session = Fixture.people();
    private final AletheiaConnection connection = Fixture.connection(session);

    /** What the session is given when an object is set for a parameter of a type. */
    private @Nullable Object given(@Nullable ValueType type, Setter setter) throws SQLException {
        session.onUpdate("SET ?", 1).parameters(type);
        try (var statement = connection.prepareStatement("SET ?")) {
            setter.set(statement);
            statement.executeUpdate();
        }
        return session.executedWith.get(session.executedWith.size() - 1)[0];
    }

    private @Nullable Object given(@Nullable ValueType type, Object value) throws SQLException {
        return given(type, statement -> statement.setObject(1, value));
    }

    private interface Setter {
        void set(PreparedStatement statement) throws SQLException;
    }

    // 36
    @Test
    void errorsAppearAtPreparation() {
        assertFails(ErrorCode.SYNTAX_ERROR, () -> connection.prepareStatement("nonsense"));
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> connection.prepareStatement(null));
        assertFails(ErrorCode.UNSUPPORTED, () -> connection.prepareStatement(SELECT + ";" + SELECT));
    }

    // 36
    @Test
    void metadataIsThereBeforeExecution() throws SQLException {
        var query = connection.prepareStatement(SELECT + ";");
        var columns = Objects.requireNonNull(query.getMetaData());
        assertThat(columns.getColumnCount()).isEqualTo(2);
        assertThat(columns.getColumnLabel(2)).isEqualTo("name");
        session.onUpdate("UPDATE ?", 1).parameters(ValueType.INTEGER, null);
        var update = connection.prepareStatement("UPDATE ?");
        assertThat(update.getMetaData()).isNull();
        var parameters = update.getParameterMetaData();
        assertThat(parameters.getParameterCount()).isEqualTo(2);
        assertThat(parameters.getParameterType(1)).isEqualTo(Types.INTEGER);
        assertThat(parameters.getParameterTypeName(2)).isEqualTo("VARCHAR");
        assertThat(parameters.getParameterMode(2)).isEqualTo(ParameterMetaData.parameterModeIn);
        assertFails(ErrorCode.INDEX_OUT_OF_RANGE, () -> parameters.getParameterType(3));
    }

    // 37
    @Test
    void parametersOutsideTheRangeAndUnsetOnesAreRefused() throws SQLException {
        var insert = connection.prepareStatement(INSERT);
        assertFails(ErrorCode.INDEX_OUT_OF_RANGE, () -> insert.setLong(0, 1));
        assertFails(ErrorCode.INDEX_OUT_OF_RANGE, () -> insert.setObject(3, 1));
        insert.setLong(1, 1);
        assertFails(ErrorCode.PARAMETER_MISSING, insert::executeUpdate);
        insert.setString(2, null);
        assertThat(insert.executeUpdate()).isEqualTo(1);
        assertThat(insert.executeUpdate()).isEqualTo(1);
        insert.clearParameters();
        assertFails(ErrorCode.PARAMETER_MISSING, insert::executeUpdate);
        assertFails(ErrorCode.PARAMETER_MISSING, insert::addBatch);
    }

    // 37
    @Test
    void executingClosesTheResultSetBefore() throws SQLException {
        var query = connection.prepareStatement(SELECT);
        var first = query.executeQuery();
        var second = query.executeQuery();
        assertThat(first.isClosed()).isTrue();
        assertThat(second.isClosed()).isFalse();
        query.close();
        assertThat(session.openCursors).isZero();
    }

    @Test
    void parametersOfARunningQueryAreNotChangedBySettingNewOnes() throws SQLException {
        session.onQuery("SELECT ?", Fixture.PERSON).parameters(ValueType.BIGINT);
        var query = connection.prepareStatement("SELECT ?");
        query.setLong(1, 1);
        query.executeQuery();
        query.setLong(1, 2);
        assertThat(session.executedWith.get(0)).containsExactly(1L);
    }

    // 30
    @Test
    void methodsThatTakeATextAreRefused() throws SQLException {
        var query = connection.prepareStatement(SELECT);
        assertFails(ErrorCode.CALL_SEQUENCE, () -> query.executeQuery(SELECT));
        assertFails(ErrorCode.CALL_SEQUENCE, () -> query.addBatch(SELECT));
        assertFails(ErrorCode.CALL_SEQUENCE, () -> query.executeLargeUpdate(SELECT, new int[] {1}));
        assertFails(ErrorCode.IS_A_QUERY, query::executeUpdate);
        assertThat(query.execute()).isTrue();
        var update = connection.prepareStatement(INSERT);
        assertFails(ErrorCode.NOT_A_QUERY, update::executeQuery);
    }

    // 38
    @Test
    void plainObjectsAreGivenAsTheSessionTakesThem() throws SQLException {
        var uuid = UUID.fromString("00000000-0000-0001-0000-000000000002");
        assertThat(given(null, true)).isEqualTo(true);
        assertThat(given(null, (byte) 1)).isEqualTo(1L);
        assertThat(given(null, (short) 2)).isEqualTo(2L);
        assertThat(given(null, 3)).isEqualTo(3L);
        assertThat(given(null, 4L)).isEqualTo(4L);
        assertThat(given(null, 1.5f)).isEqualTo(1.5d);
        assertThat(given(null, 2.5d)).isEqualTo(2.5d);
        assertThat(given(null, new BigDecimal("1.20"))).isEqualTo(new BigDecimal("1.20"));
        assertThat(given(null, BigInteger.TEN)).isEqualTo(BigDecimal.TEN);
        assertThat(given(null, "text")).isEqualTo("text");
        assertThat(given(null, 'c')).isEqualTo("c");
        assertThat(given(null, Colour.RED)).isEqualTo("RED");
        assertThat(given(null, new byte[] {1, 2})).isEqualTo(new byte[] {1, 2});
        assertThat(given(null, uuid)).isEqualTo(uuid);
        assertFails(ErrorCode.UNSUPPORTED, () -> given(null, new Object()));
    }

    // 38
    @Test
    void timesAreGivenExactly() throws SQLException {
        var local = LocalDateTime.parse("2024-05-01T10:11:12.123456");
        var instant = Instant.parse("2024-05-01T10:11:12.123456Z");
        assertThat(given(null, local)).isEqualTo(local);
        assertThat(given(null, local.toLocalDate())).isEqualTo(local.toLocalDate());
        assertThat(given(null, local.toLocalTime())).isEqualTo(local.toLocalTime());
        assertThat(given(null, instant)).isEqualTo(instant);
        assertThat(given(null, instant.atOffset(ZoneOffset.ofHours(2)))).isEqualTo(instant);
        assertThat(given(null, instant.atZone(ZoneOffset.ofHours(-3)))).isEqualTo(instant);
        assertThat(given(null, OffsetTime.of(local.toLocalTime(), ZoneOffset.ofHours(2))))
                .isEqualTo(LocalTime.parse("08:11:12.123456"));
        assertThat(given(null, Timestamp.valueOf(local))).isEqualTo(local);
        assertThat(given(ValueType.TIMESTAMP, Timestamp.valueOf(local))).isEqualTo(local);
        assertThat(given(ValueType.TIMESTAMP_TZ, Timestamp.from(instant))).isEqualTo(instant);
        assertThat(given(null, Date.valueOf("2024-05-01"))).isEqualTo(LocalDate.parse("2024-05-01"));
        assertThat(given(null, Time.valueOf("10:11:12"))).isEqualTo(LocalTime.parse("10:11:12"));
    }

    // 38
    @Test
    @SuppressWarnings("JavaUtilDate") // the class to test
    void datesOfJavaUtilBecomeWhatTheParameterIs() throws SQLException {
        var date = new java.util.Date(Timestamp.valueOf("2024-05-01 10:11:12.5").getTime());
        assertThat(given(null, date)).isEqualTo(LocalDateTime.parse("2024-05-01T10:11:12.5"));
        assertThat(given(ValueType.DATE, date)).isEqualTo(LocalDate.parse("2024-05-01"));
        assertThat(given(ValueType.TIME, date)).isEqualTo(LocalTime.parse("10:11:12.5"));
        assertThat(given(ValueType.TIMESTAMP_TZ, date)).isEqualTo(date.toInstant());
    }

    // 38
    @Test
    void aCalendarDecidesOnTheZone() throws SQLException {
        var tokyo = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"), Locale.ROOT);
        var instant = Timestamp.from(Instant.parse("2024-05-01T20:00:00.123456Z"));
        assertThat(given(null, statement -> statement.setTimestamp(1, instant, tokyo)))
                .isEqualTo(LocalDateTime.parse("2024-05-02T05:00:00.123456"));
        assertThat(given(null, statement -> statement.setDate(1, new Date(instant.getTime()), tokyo)))
                .isEqualTo(LocalDate.parse("2024-05-02"));
        assertThat(given(null, statement -> statement.setTime(1, new Time(instant.getTime()), tokyo)))
                .isEqualTo(LocalTime.parse("05:00:00.123"));
    }

    // 38
    @Test
    void arraysAndVectorsAreGivenAsTheParameterIs() throws SQLException {
        var vector = ValueType.vector(2);
        var array = ValueType.array(ValueType.BIGINT);
        assertThat(given(null, new float[] {1, 2})).isEqualTo(new float[] {1, 2});
        assertThat(given(vector, new double[] {1, 2})).isEqualTo(new float[] {1, 2});
        assertThat(given(vector, List.of(1, 2.5))).isEqualTo(new float[] {1, 2.5f});
        assertThat(given(array, new int[] {1, 2})).isEqualTo(List.of(1L, 2L));
        assertThat(given(array, new long[] {1, 2})).isEqualTo(List.of(1L, 2L));
        assertThat(given(null, new Object[] {1, "x"})).isEqualTo(List.of(1L, "x"));
        assertThat(given(null, connection.createArrayOf("INTEGER", new Object[] {1, 2})))
                .isEqualTo(List.of(1L, 2L));
        assertFails(ErrorCode.NUMERIC_OUT_OF_RANGE, () -> given(vector, new double[] {1e300}));
        assertFails(ErrorCode.INVALID_CAST, () -> given(vector, List.of("x")));
    }

    // 38
    @Test
    void mapsAreGivenAsJson() throws SQLException {
        var map = new LinkedHashMap<String, Object>();
        map.put("a", 1);
        map.put("b", List.of("x\"y\n", true));
        map.put("c", new int[] {1, 2});
        assertThat(given(null, map)).isEqualTo("{\"a\":1,\"b\":[\"x\\\"y\\u000a\",true],\"c\":[1,2]}");
    }

    // 38
    @Test
    void aTargetTypeConvertsBefore() throws SQLException {
        assertThat(given(null, s -> s.setObject(1, "12", Types.INTEGER))).isEqualTo(12L);
        assertThat(given(null, s -> s.setObject(1, "1.255", JDBCType.DECIMAL, 2)))
                .isEqualTo(new BigDecimal("1.26"));
        assertThat(given(null, s -> s.setObject(1, 5, Types.VARCHAR))).isEqualTo("5");
        assertThat(given(null, s -> s.setObject(1, 1, JDBCType.BOOLEAN))).isEqualTo(true);
        assertThat(given(null, s -> s.setObject(1, "2024-05-01 10:00:00", Types.TIMESTAMP)))
                .isEqualTo(LocalDateTime.parse("2024-05-01T10:00"));
        assertThat(given(null, s -> s.setObject(1, "2024-05-01T10:00:00+02:00", Types.TIMESTAMP_WITH_TIMEZONE)))
                .isEqualTo(Instant.parse("2024-05-01T08:00:00Z"));
        assertThat(given(null, s -> s.setObject(1, LocalDate.EPOCH, Types.TIMESTAMP)))
                .isEqualTo(LocalDate.EPOCH.atStartOfDay());
        assertThat(given(null, s -> s.setObject(1, 300, Types.OTHER))).isEqualTo(300L);
        assertFails(ErrorCode.NUMERIC_OUT_OF_RANGE, () -> given(null, s -> s.setObject(1, 300, Types.TINYINT)));
        assertFails(ErrorCode.INVALID_CAST, () -> given(null, s -> s.setObject(1, "x", Types.INTEGER)));
        assertFails(ErrorCode.UNSUPPORTED, () -> given(null, s -> s.setObject(1, "x", Types.STRUCT)));
    }

    // 38
    @Test
    void nullsAreGivenWhateverTheirType() throws SQLException {
        assertThat(given(null, s -> s.setNull(1, Types.NULL))).isNull();
        assertThat(given(null, s -> s.setNull(1, Types.OTHER, "x"))).isNull();
        assertThat(given(null, s -> s.setObject(1, null))).isNull();
        assertThat(given(null, s -> s.setObject(1, null, Types.INTEGER))).isNull();
        assertThat(given(null, s -> s.setTimestamp(1, null))).isNull();
        assertThat(given(null, s -> s.setBinaryStream(1, null))).isNull();
    }

    // 39
    @Test
    void streamsAreReadToTheirLength() throws SQLException {
        var bytes = new byte[] {65, 66, 67};
        assertThat(given(null, s -> s.setBinaryStream(1, new ByteArrayInputStream(bytes))))
                .isEqualTo(bytes);
        assertThat(given(null, s -> s.setBinaryStream(1, new ByteArrayInputStream(bytes), 3)))
                .isEqualTo(bytes);
        assertThat(given(null, s -> s.setBlob(1, new ByteArrayInputStream(bytes), 3L)))
                .isEqualTo(bytes);
        assertThat(given(null, s -> s.setAsciiStream(1, new ByteArrayInputStream(bytes), 3L)))
                .isEqualTo("ABC");
        assertThat(given(null, s -> s.setCharacterStream(1, new StringReader("abc"), 3)))
                .isEqualTo("abc");
        assertThat(given(null, s -> s.setClob(1, new StringReader("abc")))).isEqualTo("abc");
        assertThat(given(null, new StringReader("abc"))).isEqualTo("abc");
        assertThat(given(null, new ByteArrayInputStream(bytes))).isEqualTo(bytes);
        assertFails(
                ErrorCode.STREAM_LENGTH,
                () -> given(null, s -> s.setBinaryStream(1, new ByteArrayInputStream(bytes), 4)));
        assertFails(
                ErrorCode.STREAM_LENGTH,
                () -> given(null, s -> s.setBinaryStream(1, new ByteArrayInputStream(bytes), 2L)));
        assertFails(
                ErrorCode.STREAM_LENGTH, () -> given(null, s -> s.setNCharacterStream(1, new StringReader("abc"), 2)));
        assertFails(
                ErrorCode.INVALID_ARGUMENT,
                () -> given(null, s -> s.setCharacterStream(1, new StringReader("abc"), -1)));
    }

    // 38
    @Test
    void containersAreGivenAsWhatTheyHold() throws SQLException {
        var blob = connection.createBlob();
        blob.setBytes(1, new byte[] {1, 2});
        var clob = connection.createClob();
        clob.setString(1, "text");
        var xml = connection.createSQLXML();
        xml.setString("<a/>");
        assertThat(given(null, s -> s.setBlob(1, blob))).isEqualTo(new byte[] {1, 2});
        assertThat(given(null, s -> s.setClob(1, clob))).isEqualTo("text");
        assertThat(given(null, s -> s.setSQLXML(1, xml))).isEqualTo("<a/>");
        assertThat(given(null, clob)).isEqualTo("text");
    }

    // 32, 33
    @Test
    void aBatchHasTheParametersOfEachAddAndCollectsTheKeys() throws SQLException {
        session.onUpdate(INSERT, 1)
                .parameters(ValueType.BIGINT, ValueType.VARCHAR)
                .keys(List.of(ResultColumn.of("id", ValueType.BIGINT)), new Object[] {7L});
        var insert = connection.prepareStatement(INSERT, Statement.RETURN_GENERATED_KEYS);
        for (long id = 1; id <= 3; id++) {
            insert.setLong(1, id);
            insert.setString(2, "n" + id);
            insert.addBatch();
        }
        assertThat(insert.executeBatch()).containsExactly(1, 1, 1);
        assertThat(session.executedWith).extracting(row -> row[0]).containsExactly(1L, 2L, 3L);
        var keys = insert.getGeneratedKeys();
        int count = 0;
        while (keys.next()) {
            assertThat(keys.getLong("ID")).isEqualTo(7);
            count++;
        }
        assertThat(count).isEqualTo(3);
    }

    // 33
    @Test
    void aFailedBatchHasTheCountsBeforeTheFailure() throws SQLException {
        var insert = connection.prepareStatement(INSERT);
        insert.setLong(1, 1);
        insert.setString(2, "a");
        insert.addBatch();
        insert.addBatch();
        session.duringExecute = execution -> {
            if (session.executedWith.size() == 2) {
                throw new DatabaseException(ErrorCode.DUPLICATE_KEY, "duplicate");
            }
        };
        assertThatThrownBy(insert::executeBatch)
                .isInstanceOfSatisfying(
                        BatchUpdateException.class,
                        error -> assertThat(error.getUpdateCounts()).containsExactly(1));
    }

    // 38
    @Test
    void aTimestampWithOffsetIsReadInTheSessionsZone() throws SQLException {
        session.settings.put(io.aletheia.query.Setting.TIME_ZONE, "Europe/Paris");
        assertThat(given(null, s -> s.setObject(1, OffsetDateTime.parse("2024-05-01T10:00Z"), Types.TIMESTAMP)))
                .isEqualTo(LocalDateTime.parse("2024-05-01T12:00"));
    }
}
