package io.aletheia.jdbc;

import io.aletheia.engine.model.ValueType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** A value of each type in the engine's form. */
final class Samples {
    static final LocalDate DATE = LocalDate.parse("2024-05-01");
    static final LocalTime TIME = LocalTime.parse("10:11:12.123456");
    static final LocalDateTime TIMESTAMP = LocalDateTime.parse("2024-05-01T10:11:12.123456");
    static final Instant INSTANT = Instant.parse("2024-05-01T10:11:12.123456Z");
    static final UUID ID = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

    static final long DATE_DAYS = DATE.toEpochDay();
    static final long TIME_MICROS = TIME.toNanoOfDay() / 1000;
    static final long TIMESTAMP_MICROS =
            ChronoUnit.MICROS.between(LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), TIMESTAMP);

    /** A value of a type. */
    record Sample(ValueType type, Object value) {}

    static final List<Sample> ALL = List.of(
            new Sample(ValueType.BOOLEAN, true),
            new Sample(ValueType.SMALLINT, 12L),
            new Sample(ValueType.INTEGER, 1234L),
            new Sample(ValueType.BIGINT, 123_456_789_012L),
            new Sample(ValueType.REAL, 1.5d),
            new Sample(ValueType.DOUBLE, 2.25d),
            new Sample(ValueType.decimal(10, 2), new BigDecimal("12.50")),
            new Sample(ValueType.VARCHAR, "text"),
            new Sample(ValueType.VARBINARY, new byte[] {1, 2, (byte) 255}),
            new Sample(ValueType.DATE, DATE_DAYS),
            new Sample(ValueType.TIME, TIME_MICROS),
            new Sample(ValueType.TIMESTAMP, TIMESTAMP_MICROS),
            new Sample(ValueType.TIMESTAMP_TZ, TIMESTAMP_MICROS),
            new Sample(ValueType.UUID, ID),
            new Sample(ValueType.array(ValueType.INTEGER), Arrays.asList(1L, null, 3L)),
            new Sample(ValueType.vector(2), new float[] {1.5f, -2f}));

    private Samples() {}
}
