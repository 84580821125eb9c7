package io.aletheia.jdbc;

import static io.aletheia.jdbc.Fixture.assertFails;
import static io.aletheia.jdbc.Fixture.one;
import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.ResultColumn;
import io.aletheia.query.Setting;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TimeZone;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Items 44 and 45: every getter on every type. */
class ReadingValuesTest {
    private enum Colour {
        RED
    }

    private static ResultSet timestamp(String zone, ValueType type) throws SQLException {
        var session = new FakeSession();
        session.settings.put(Setting.TIME_ZONE, zone);
        return one(session, type, Samples.TIMESTAMP_MICROS);
    }

    @Test
    void numbersAreReadAsEveryNumber() throws SQLException {
        for (var sample : List.of(
                new Samples.Sample(ValueType.SMALLINT, 7L),
                new Samples.Sample(ValueType.INTEGER, 7L),
                new Samples.Sample(ValueType.BIGINT, 7L),
                new Samples.Sample(ValueType.REAL, 7.9d),
                new Samples.Sample(ValueType.DOUBLE, 7.9d),
                new Samples.Sample(ValueType.decimal(5, 1), new BigDecimal("7.9")),
                new Samples.Sample(ValueType.VARCHAR, " 7.9 "))) {
            var rows = one(sample.type(), sample.value());
            assertThat(rows.getByte(1)).as(sample.toString()).isEqualTo((byte) 7);
            assertThat(rows.getShort(1)).isEqualTo((short) 7);
            assertThat(rows.getInt(1)).isEqualTo(7);
            assertThat(rows.getLong(1)).isEqualTo(7);
            assertThat(rows.getFloat(1)).isBetween(7f, 7.9f);
            assertThat(rows.getDouble(1)).isBetween(7d, 7.9d);
            assertThat(Objects.requireNonNull(rows.getBigDecimal(1)).intValue()).isEqualTo(7);
            assertThat(sample.type().equals(ValueType.VARCHAR) || rows.getBoolean(1))
                    .isTrue();
            assertThat(rows.getObject(1, BigInteger.class)).isEqualTo(BigInteger.valueOf(7));
            assertThat(rows.getObject(1, Integer.class)).isEqualTo(7);
            assertThat(rows.wasNull()).isFalse();
        }
    }

    @Test
    void numbersThatDoNotFitAreOutOfRange() throws SQLException {
        var big = one(ValueType.BIGINT, Long.MAX_VALUE);
        assertFails(ErrorCode.NUMERIC_OUT_OF_RANGE, () -> big.getInt(1)).hasMessageContaining("column v");
        assertFails(ErrorCode.NUMERIC_OUT_OF_RANGE, () -> big.getShort(1));
        assertFails(ErrorCode.NUMERIC_OUT_OF_RANGE, () -> big.getByte(1));
        assertFails(ErrorCode.NUMERIC_OUT_OF_RANGE, () -> big.getObject(1, Integer.class));
        for (double value : new double[] {1e19, -1e19, Double.NaN, Double.POSITIVE_INFINITY}) {
            var rows = one(ValueType.DOUBLE, value);
            assertFails(ErrorCode.NUMERIC_OUT_OF_RANGE, () -> rows.getLong(1));
        }
        assertThat(one(ValueType.DOUBLE, -0x1p63).getLong(1)).isEqualTo(Long.MIN_VALUE);
        assertFails(
                ErrorCode.NUMERIC_OUT_OF_RANGE,
                () -> one(ValueType.DOUBLE, 1e300).getFloat(1));
        assertFails(
                ErrorCode.NUMERIC_OUT_OF_RANGE,
                () -> one(ValueType.decimal(38, 0), new BigDecimal("9223372036854775808"))
                        .getLong(1));
        assertFails(
                ErrorCode.NUMERIC_OUT_OF_RANGE,
                () -> one(ValueType.VARCHAR, "1e999999999").getLong(1));
        assertFails(
                ErrorCode.NUMERIC_OUT_OF_RANGE,
                () -> one(ValueType.VARCHAR, "1e999999999").getObject(1, BigInteger.class));
        assertThat(one(ValueType.VARCHAR, "1e-999999999").getLong(1)).isZero();
    }

    @Test
    void whatCannotBeReadSoIsAnInvalidCast() throws SQLException {
        var text = one(ValueType.VARCHAR, "abc");
        assertFails(ErrorCode.INVALID_CAST, () -> text.getInt(1));
        assertFails(ErrorCode.INVALID_CAST, () -> text.getDouble(1));
        assertFails(ErrorCode.INVALID_CAST, () -> text.getBoolean(1));
        assertFails(ErrorCode.INVALID_CAST, () -> text.getDate(1));
        assertFails(ErrorCode.INVALID_CAST, () -> text.getTimestamp(1));
        assertFails(ErrorCode.INVALID_CAST, () -> text.getArray(1));
        assertFails(ErrorCode.INVALID_CAST, () -> text.getObject(1, UUID.class));
        assertFails(ErrorCode.INVALID_CAST, () -> text.getObject(1, Colour.class));
        assertFails(ErrorCode.INVALID_CAST, () -> text.getObject(1, Character.class));
        assertFails(ErrorCode.UNSUPPORTED, () -> text.getObject(1, Thread.class));
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> text.getObject(1, (Class<?>) null));
        assertFails(
                ErrorCode.INVALID_CAST,
                () -> one(ValueType.DATE, Samples.DATE_DAYS).getLong(1));
        assertFails(ErrorCode.INVALID_CAST, () -> one(ValueType.BIGINT, 1L).getTimestamp(1));
        assertFails(ErrorCode.INVALID_CAST, () -> one(ValueType.BIGINT, 1L).getBytes(1));
    }

    @Test
    void nullsAreZeroOrNullAndNoted() throws SQLException {
        for (var sample : Samples.ALL) {
            var rows = one(sample.type(), null);
            assertThat(rows.getObject(1)).isNull();
            assertThat(rows.wasNull()).isTrue();
            assertThat(rows.getString(1)).isNull();
            assertThat(rows.getObject(1, LocalDateTime.class)).isNull();
            assertThat(rows.getTimestamp(1)).isNull();
            assertThat(rows.getBigDecimal(1)).isNull();
            assertThat(rows.getBytes(1)).isNull();
        }
        var rows = one(ValueType.BIGINT, null);
        assertThat(rows.getLong(1)).isZero();
        assertThat(rows.wasNull()).isTrue();
        assertThat(rows.getInt(1)).isZero();
        assertThat(rows.getDouble(1)).isZero();
        assertThat(rows.getBoolean(1)).isFalse();
        assertThat(one(ValueType.DOUBLE, null).getDouble(1)).isZero();
    }

    @Test
    void truthIsReadFromWordsAndNumbers() throws SQLException {
        for (var word : List.of("true", "T", "yes", "on", "1")) {
            assertThat(one(ValueType.VARCHAR, word).getBoolean(1)).isTrue();
        }
        assertThat(one(ValueType.VARCHAR, "False").getBoolean(1)).isFalse();
        assertThat(one(ValueType.BOOLEAN, true).getInt(1)).isEqualTo(1);
        assertThat(one(ValueType.BOOLEAN, true).getString(1)).isEqualTo("true");
        assertThat(one(ValueType.BOOLEAN, false).getObject(1)).isEqualTo(false);
        assertThat(one(ValueType.DOUBLE, 0.5).getBoolean(1)).isTrue();
    }

    @Test
    void textsOfAllTypesAreThoseOfSql() throws SQLException {
        var texts = new java.util.ArrayList<@Nullable String>();
        for (var sample : Samples.ALL) {
            texts.add(one(sample.type(), sample.value()).getString(1));
        }
        assertThat(texts)
                .containsExactly(
                        "true",
                        "12",
                        "1234",
                        "123456789012",
                        "1.5",
                        "2.25",
                        "12.50",
                        "text",
                        "0102ff",
                        "2024-05-01",
                        "10:11:12.123456",
                        "2024-05-01 10:11:12.123456",
                        "2024-05-01 10:11:12.123456+00:00",
                        "00112233-4455-6677-8899-aabbccddeeff",
                        "[1, NULL, 3]",
                        "[1.5, -2.0]");
        assertThat(one(ValueType.TIMESTAMP, Time.FOREVER).getString(1)).isEqualTo("9999-12-30 00:00:00");
        assertThat(one(ValueType.TIMESTAMP, Time.BEGINNING).getString(1)).isEqualTo("0001-01-01 00:00:00");
    }

    @Test
    void timesOfJavaTimeAreExactToTheMicrosecond() throws SQLException {
        var rows = one(ValueType.TIMESTAMP, Samples.TIMESTAMP_MICROS);
        assertThat(rows.getObject(1, LocalDateTime.class)).isEqualTo(Samples.TIMESTAMP);
        assertThat(rows.getObject(1, LocalDate.class)).isEqualTo(Samples.DATE);
        assertThat(rows.getObject(1, LocalTime.class)).isEqualTo(Samples.TIME);
        assertThat(rows.getObject(1, Instant.class)).isEqualTo(Samples.INSTANT);
        assertThat(rows.getObject(1, OffsetDateTime.class)).isEqualTo(Samples.INSTANT.atOffset(ZoneOffset.UTC));
        assertThat(rows.getObject(1, ZonedDateTime.class)).isEqualTo(Samples.INSTANT.atZone(ZoneId.of("UTC")));
        assertThat(one(ValueType.TIME, Samples.TIME_MICROS).getObject(1, OffsetTime.class))
                .isEqualTo(Samples.TIME.atOffset(ZoneOffset.UTC));
        assertThat(one(ValueType.DATE, Samples.DATE_DAYS).getObject(1, LocalDate.class))
                .isEqualTo(Samples.DATE);
        assertThat(one(ValueType.TIMESTAMP, -1L).getObject(1, LocalDateTime.class))
                .isEqualTo(LocalDateTime.parse("1969-12-31T23:59:59.999999"));
    }

    @Test
    void timestampsOfJavaSqlAreLocalInTheJvmsZoneAndExact() throws SQLException {
        var rows = one(ValueType.TIMESTAMP, Samples.TIMESTAMP_MICROS);
        assertThat(rows.getTimestamp(1)).isEqualTo(Timestamp.valueOf(Samples.TIMESTAMP));
        assertThat(rows.getObject(1)).isEqualTo(Timestamp.valueOf(Samples.TIMESTAMP));
        assertThat(rows.getDate(1)).isEqualTo(java.sql.Date.valueOf(Samples.DATE));
        assertThat(Objects.requireNonNull(rows.getTime(1)).toString()).isEqualTo("10:11:12");
        assertThat(one(ValueType.DATE, Samples.DATE_DAYS).getObject(1)).isEqualTo(java.sql.Date.valueOf(Samples.DATE));
        assertThat(one(ValueType.TIMESTAMP, Time.FOREVER).getTimestamp(1))
                .isEqualTo(Timestamp.valueOf("9999-12-30 00:00:00"));
    }

    @Test
    void anInstantIsTheSameInstantInEveryClass() throws SQLException {
        var rows = timestamp("Europe/Paris", ValueType.TIMESTAMP_TZ);
        assertThat(rows.getObject(1)).isEqualTo(OffsetDateTime.parse("2024-05-01T12:11:12.123456+02:00"));
        assertThat(rows.getTimestamp(1)).isEqualTo(Timestamp.from(Samples.INSTANT));
        assertThat(rows.getObject(1, Instant.class)).isEqualTo(Samples.INSTANT);
        assertThat(rows.getObject(1, LocalDateTime.class)).isEqualTo(LocalDateTime.parse("2024-05-01T12:11:12.123456"));
        assertThat(rows.getString(1)).isEqualTo("2024-05-01 12:11:12.123456+02:00");
        assertThat(Objects.requireNonNull(rows.getObject(1, Calendar.class)).toInstant())
                .isEqualTo(Instant.parse("2024-05-01T10:11:12.123Z"));
    }

    @Test
    void aTimestampNamesAnInstantInTheSessionsZoneButAPeriodBoundAlwaysInUtc() throws SQLException {
        assertThat(timestamp("Europe/Paris", ValueType.TIMESTAMP).getObject(1, Instant.class))
                .isEqualTo(Instant.parse("2024-05-01T08:11:12.123456Z"));
        var session = new FakeSession();
        session.settings.put(Setting.TIME_ZONE, "Europe/Paris");
        session.onQuery(
                "PERIOD",
                List.of(new ResultColumn(
                        "since", "_valid_from", ValueType.TIMESTAMP, false, false, "PUBLIC", "person")),
                new Object[] {Samples.TIMESTAMP_MICROS});
        var rows = Fixture.connection(session).createStatement().executeQuery("PERIOD");
        rows.next();
        assertThat(rows.getObject(1, Instant.class)).isEqualTo(Samples.INSTANT);
    }

    @Test
    void instantsAreTimestampsIfTheConnectionSaysSo() throws SQLException {
        var session = new FakeSession();
        session.settings.put(Setting.TIMESTAMP_TZ_TYPE, "TIMESTAMP");
        var rows = one(session, ValueType.TIMESTAMP_TZ, Samples.TIMESTAMP_MICROS);
        assertThat(rows.getMetaData().getColumnType(1)).isEqualTo(java.sql.Types.TIMESTAMP);
        assertThat(rows.getMetaData().getColumnClassName(1)).isEqualTo("java.sql.Timestamp");
        assertThat(rows.getObject(1)).isEqualTo(Timestamp.from(Samples.INSTANT));
    }

    @Test
    void aCalendarsZoneHoldsOverTheChangesOfItsClock() throws SQLException {
        var paris = new GregorianCalendar(TimeZone.getTimeZone("Europe/Paris"), Locale.ROOT);
        var winter = one(ValueType.TIMESTAMP, micros("2024-03-31T01:59:59.999999"));
        var summer = one(ValueType.TIMESTAMP, micros("2024-03-31T03:00"));
        assertThat(Objects.requireNonNull(winter.getTimestamp(1, paris)).toInstant())
                .isEqualTo(Instant.parse("2024-03-31T00:59:59.999999Z"));
        assertThat(Objects.requireNonNull(summer.getTimestamp(1, paris)).toInstant())
                .isEqualTo(Instant.parse("2024-03-31T01:00:00Z"));
        assertThat(Instant.ofEpochMilli(
                        Objects.requireNonNull(summer.getDate(1, paris)).getTime()))
                .isEqualTo(Instant.parse("2024-03-30T23:00:00Z"));
    }

    private static long micros(String dateTime) {
        return java.time.temporal.ChronoUnit.MICROS.between(
                LocalDate.EPOCH.atStartOfDay(), LocalDateTime.parse(dateTime));
    }

    @Test
    void textsAreReadAsTimes() throws SQLException {
        assertThat(one(ValueType.VARCHAR, "2024-05-01").getObject(1, LocalDate.class))
                .isEqualTo(Samples.DATE);
        assertThat(one(ValueType.VARCHAR, "2024-05-01 10:11:12.123456").getObject(1, LocalDateTime.class))
                .isEqualTo(Samples.TIMESTAMP);
        assertThat(one(ValueType.VARCHAR, "2024-05-01T12:11:12.123456+02:00").getObject(1, Instant.class))
                .isEqualTo(Samples.INSTANT);
        assertThat(one(ValueType.VARCHAR, "10:11:12.123456").getObject(1, LocalTime.class))
                .isEqualTo(Samples.TIME);
        assertThat(one(ValueType.VARCHAR, "2024-05-01 10:11:12.123456").getObject(1, LocalTime.class))
                .isEqualTo(Samples.TIME);
        assertFails(
                ErrorCode.INVALID_CAST,
                () -> one(ValueType.VARCHAR, "2024-02-30").getObject(1, LocalDate.class));
    }

    @Test
    void arraysAndVectorsAreReadAsArraysOfAnyKind() throws SQLException {
        var array = one(ValueType.array(ValueType.INTEGER), List.of(1L, 2L));
        assertThat(Objects.requireNonNull(array.getArray(1)).getArray()).isEqualTo(new Integer[] {1, 2});
        assertThat(array.getObject(1, int[].class)).containsExactly(1, 2);
        assertThat(array.getObject(1, long[].class)).containsExactly(1, 2);
        assertThat(array.getObject(1, double[].class)).containsExactly(1, 2);
        assertThat(array.getObject(1, Object[].class)).containsExactly(1, 2);
        assertThat((Object) array.getObject(1, List.class)).isEqualTo(List.of(1, 2));
        assertThat(((Array) Objects.requireNonNull(array.getObject(1))).getBaseType())
                .isEqualTo(java.sql.Types.INTEGER);
        var vector = one(ValueType.vector(2), new float[] {1.5f, 2f});
        assertThat(vector.getObject(1, float[].class)).containsExactly(1.5f, 2f);
        assertThat(Objects.requireNonNull(vector.getArray(1)).getArray()).isEqualTo(new Float[] {1.5f, 2f});
        assertThat(Objects.requireNonNull(vector.getArray(1)).getBaseTypeName()).isEqualTo("REAL");
        var withNull = one(ValueType.array(ValueType.INTEGER), Arrays.asList(1L, null));
        assertFails(ErrorCode.INVALID_CAST, () -> withNull.getObject(1, int[].class));
        assertThat(withNull.getObject(1, Object[].class)).containsExactly(1, null);
        var nested =
                one(ValueType.array(ValueType.array(ValueType.DATE)), List.of(List.of(Samples.DATE_DAYS), List.of()));
        assertThat(nested.getObject(1, Object[].class)).isEqualTo(new Object[] {
            new java.sql.Date[] {java.sql.Date.valueOf(Samples.DATE)}, new Object[0]
        });
    }

    @Test
    void largeObjectsStreamsAndOtherFormsAreReadFromTextsAndBytes() throws Exception {
        var bytes = one(ValueType.VARBINARY, new byte[] {65, 66});
        assertThat(bytes.getBytes(1)).containsExactly(65, 66);
        assertThat(Objects.requireNonNull(bytes.getBlob(1)).getBytes(1, 2)).containsExactly(65, 66);
        assertThat(Objects.requireNonNull(bytes.getBinaryStream(1)).readAllBytes())
                .containsExactly(65, 66);
        assertThat(Objects.requireNonNull(bytes.getObject(1, InputStream.class)).read())
                .isEqualTo(65);
        assertThat(Objects.requireNonNull(bytes.getObject(1, Blob.class)).length())
                .isEqualTo(2);
        var text = one(ValueType.VARCHAR, "RED");
        assertThat(Objects.requireNonNull(text.getClob(1)).getSubString(1, 3)).isEqualTo("RED");
        assertThat(Objects.requireNonNull(text.getCharacterStream(1)).read()).isEqualTo('R');
        assertThat(Objects.requireNonNull(text.getAsciiStream(1)).read()).isEqualTo('R');
        assertThat(Objects.requireNonNull(text.getSQLXML(1)).getString()).isEqualTo("RED");
        assertThat(Objects.requireNonNull(text.getObject(1, Clob.class)).length())
                .isEqualTo(3);
        assertThat(Objects.requireNonNull(text.getObject(1, Reader.class)).read())
                .isEqualTo('R');
        assertThat(text.getObject(1, Colour.class)).isEqualTo(Colour.RED);
        assertThat(text.getObject(1, Object.class)).isEqualTo("RED");
        assertThat(one(ValueType.VARCHAR, "x").getObject(1, Character.class)).isEqualTo('x');
    }

    @Test
    void uuidsAreReadFromTextsAndBytesToo() throws SQLException {
        var rows = one(ValueType.UUID, Samples.ID);
        assertThat(rows.getObject(1)).isEqualTo(Samples.ID);
        var bytes = rows.getBytes(1);
        assertThat(bytes).hasSize(16);
        assertThat(one(ValueType.VARBINARY, bytes).getObject(1, UUID.class)).isEqualTo(Samples.ID);
        assertThat(one(ValueType.VARCHAR, Samples.ID.toString()).getObject(1, UUID.class))
                .isEqualTo(Samples.ID);
    }

    @Test
    void bytesHandedOutAreCopies() throws SQLException {
        var stored = new byte[] {1, 2};
        var rows = one(ValueType.VARBINARY, stored);
        Objects.requireNonNull(rows.getBytes(1))[0] = 9;
        ((byte[]) Objects.requireNonNull(rows.getObject(1)))[0] = 9;
        assertThat(stored).containsExactly(1, 2);
    }
}
