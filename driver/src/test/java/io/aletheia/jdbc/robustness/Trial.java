package io.aletheia.jdbc.robustness;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sends statements through a connection and looks whether each gives a result, all of which can be read, or a clear error in good
 * time, and whether the connection still answers. Not thread-safe.
 */
final class Trial {
    private static final int TIMEOUT_SECONDS = 2;
    private static final long TOO_LONG_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final int ROWS_READ_MAX = 300;
    private static final int FRAMES_SHOWN = 10;

    /** What a statement came to. */
    enum Outcome {
        ROWS,
        COUNT,
        REFUSED
    }

    private interface Getter {
        @Nullable
        Object get(ResultSet rows, int column) throws SQLException;
    }

    private static final List<Getter> GETTERS = List.of(
            ResultSet::getInt,
            ResultSet::getLong,
            ResultSet::getDouble,
            ResultSet::getBoolean,
            ResultSet::getBigDecimal,
            ResultSet::getBytes,
            ResultSet::getDate,
            ResultSet::getTime,
            ResultSet::getTimestamp,
            ResultSet::getArray,
            ResultSet::getClob,
            ResultSet::getBinaryStream,
            (rows, column) -> rows.getObject(column, LocalDateTime.class),
            (rows, column) -> rows.getObject(column, OffsetDateTime.class),
            (rows, column) -> rows.getObject(column, UUID.class));

    private static final List<?> VALUES = List.of(
            1,
            -1L,
            Long.MIN_VALUE,
            0.5,
            Double.NaN,
            new BigDecimal("1e40"),
            new BigDecimal("2.25"),
            "one",
            "",
            "\ud800 \u0000",
            true,
            new byte[] {0, -1},
            LocalDate.of(2024, 2, 29),
            LocalDateTime.of(2024, 1, 1, 12, 0),
            Timestamp.valueOf("2024-01-01 12:00:00"),
            Date.valueOf("0001-01-01"),
            LocalDate.MAX,
            OffsetDateTime.MIN,
            new UUID(0, 1),
            new Object[] {1, 2});

    private final Connection connection;
    private final SplittableRandom random;

    Trial(Connection connection, SplittableRandom random) {
        this.connection = connection;
        this.random = random;
    }

    /**
     * Sends a statement.
     *
     * @throws AssertionError if it gives anything but a result or a clear error
     */
    Outcome of(String sql) {
        long start = System.nanoTime();
        Outcome outcome;
        try {
            outcome = random.nextInt(3) == 0 || sql.indexOf('?') >= 0 ? prepared(sql) : plain(sql);
        } catch (SQLException refused) {
            checkIsClear(refused);
            outcome = Outcome.REFUSED;
        } catch (RuntimeException | Error unchecked) {
            throw new AssertionError("unchecked: " + trace(unchecked), unchecked);
        }
        long nanos = System.nanoTime() - start;
        if (nanos > TOO_LONG_NANOS) {
            throw new AssertionError("took " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms");
        }
        checkConnection();
        return outcome;
    }

    private void checkConnection() {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 1")) {
            if (!row.next() || row.getInt(1) != 1) {
                throw new AssertionError("SELECT 1 gives something else after it");
            }
        } catch (SQLException | RuntimeException lost) {
            throw new AssertionError("the connection is lost: " + trace(lost), lost);
        }
    }

    private Outcome plain(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(TIMEOUT_SECONDS);
            statement.setMaxRows(random.nextInt(4) == 0 ? 2 : 0);
            return read(statement, statement.execute(sql));
        }
    }

    private Outcome prepared(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(TIMEOUT_SECONDS);
            ParameterMetaData parameters = statement.getParameterMetaData();
            ResultSetMetaData columns = statement.getMetaData();
            if (columns != null) {
                describe(columns);
            }
            for (int i = 1; i <= parameters.getParameterCount(); i++) {
                parameters.getParameterTypeName(i);
                parameters.getParameterType(i);
                parameters.getParameterClassName(i);
                set(statement, i);
            }
            return read(statement, statement.execute());
        }
    }

    private void set(PreparedStatement statement, int index) throws SQLException {
        int choice = random.nextInt(VALUES.size() + 4);
        if (choice < 4) {
            statement.setObject(index, null);
        } else {
            statement.setObject(index, VALUES.get(choice - 4));
        }
    }

    private Outcome read(Statement statement, boolean isRows) throws SQLException {
        if (!isRows) {
            statement.getUpdateCount();
            return Outcome.COUNT;
        }
        try (ResultSet rows = statement.getResultSet()) {
            ResultSetMetaData columns = rows.getMetaData();
            describe(columns);
            for (int n = 0; n < ROWS_READ_MAX && rows.next(); n++) {
                for (int column = 1; column <= columns.getColumnCount(); column++) {
                    rows.getObject(column);
                    rows.getString(column);
                    rows.wasNull();
                    if (random.nextInt(4) == 0) {
                        get(rows, column, SampleTables.pick(GETTERS, random));
                    }
                }
            }
        }
        return Outcome.ROWS;
    }

    private static void get(ResultSet rows, int column, Getter getter) {
        try {
            getter.get(rows, column);
        } catch (SQLException refused) {
            checkIsClear(refused);
        }
    }

    private static void describe(ResultSetMetaData columns) throws SQLException {
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            columns.getColumnLabel(column);
            columns.getColumnTypeName(column);
            columns.getColumnClassName(column);
            columns.getPrecision(column);
            columns.getScale(column);
            columns.isNullable(column);
            columns.getTableName(column);
        }
    }

    private static void checkIsClear(SQLException error) {
        String state = error.getSQLState();
        String message = String.valueOf(error.getMessage());
        if (state == null || !state.matches("[0-9A-Z]{5}")) {
            throw new AssertionError("SQLSTATE " + state + ": " + trace(error), error);
        }
        if (state.startsWith("XX") || state.startsWith("08") || (state.startsWith("58") && !message.contains(".csv"))) {
            throw new AssertionError(state + ": " + trace(error), error);
        }
        if (message.isBlank()) {
            throw new AssertionError(state + " without a message: " + trace(error), error);
        }
        String said = message.replaceFirst("(?s)(; statement: |\n).*", "");
        if (said.matches("(?s).*(\\bjava\\.|\\borg\\.apache|[a-z]Exception|: null *$|is not supported yet: ).*")) {
            throw new AssertionError(state + " is no clear message: " + trace(error), error);
        }
    }

    /** The message and where the first cause of it was thrown. */
    static String trace(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return error + System.lineSeparator() + "    " + cause.getClass().getName()
                + Arrays.stream(cause.getStackTrace())
                        .limit(FRAMES_SHOWN)
                        .map(each -> System.lineSeparator() + "\tat " + each)
                        .collect(Collectors.joining());
    }
}
