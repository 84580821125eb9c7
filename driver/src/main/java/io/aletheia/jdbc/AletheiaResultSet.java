package io.aletheia.jdbc;

import io.aletheia.engine.model.DoubleVector;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.ObjectVector;
import io.aletheia.engine.model.ValueType;
import io.aletheia.engine.model.ValueType.Kind;
import io.aletheia.jdbc.types.Numbers;
import io.aletheia.jdbc.types.SqlTimes;
import io.aletheia.jdbc.types.Texts;
import io.aletheia.jdbc.types.Times;
import io.aletheia.query.Cursor;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query. Every getter reads every type that has a sensible form of what it returns: 22003 if the value is too
 * large for that, 22018 if it cannot be read so, 24000 if there is no present row, 07009 for a column that is not there. Times
 * are exact to the microsecond wherever the class has room. Not thread-safe.
 */
public final class AletheiaResultSet extends ResultRows {
    AletheiaResultSet(StatementExecution statement, Cursor cursor, ColumnSet columns, boolean scrollable)
            throws SQLException {
        super(statement, cursor, columns, scrollable);
    }

    // Numbers: the common types are read out of their vectors without an object

    @Override
    public long getLong(int column) throws SQLException {
        var vector = vector(column);
        try {
            if (vector instanceof LongVector longs && isWhole(longs.type().kind())) {
                boolean isNull = longs.isNull(row);
                wasNull = isNull;
                return isNull ? 0 : longs.values()[row];
            }
        } catch (RuntimeException e) {
            throw SqlErrors.toSqlException(e);
        }
        return whole(column, Long.MIN_VALUE, Long.MAX_VALUE, "BIGINT");
    }

    @Override
    public int getInt(int column) throws SQLException {
        var vector = vector(column);
        try {
            if (vector instanceof LongVector longs && isWhole(longs.type().kind())) {
                boolean isNull = longs.isNull(row);
                long value = isNull ? 0 : longs.values()[row];
                if (value == (int) value) {
                    wasNull = isNull;
                    return (int) value;
                }
            }
        } catch (RuntimeException e) {
            throw SqlErrors.toSqlException(e);
        }
        return (int) whole(column, Integer.MIN_VALUE, Integer.MAX_VALUE, "INTEGER");
    }

    @Override
    public short getShort(int column) throws SQLException {
        return (short) whole(column, Short.MIN_VALUE, Short.MAX_VALUE, "SMALLINT");
    }

    @Override
    public byte getByte(int column) throws SQLException {
        return (byte) whole(column, Byte.MIN_VALUE, Byte.MAX_VALUE, "TINYINT");
    }

    @Override
    public boolean getBoolean(int column) throws SQLException {
        Object value = value(column);
        try {
            return value != null && Numbers.toBoolean(columns.type(column), value);
        } catch (RuntimeException e) {
            throw unreadable(column, e);
        }
    }

    @Override
    public double getDouble(int column) throws SQLException {
        var vector = vector(column);
        try {
            if (vector instanceof DoubleVector doubles) {
                boolean isNull = doubles.isNull(row);
                wasNull = isNull;
                return isNull ? 0 : doubles.values()[row];
            }
            Object value = value(column);
            return value == null ? 0 : Numbers.toDouble(columns.type(column), value, "DOUBLE");
        } catch (RuntimeException e) {
            throw unreadable(column, e);
        }
    }

    @Override
    public float getFloat(int column) throws SQLException {
        Object value = value(column);
        try {
            return value == null ? 0 : Numbers.toFloat(columns.type(column), value);
        } catch (RuntimeException e) {
            throw unreadable(column, e);
        }
    }

    @Override
    public @Nullable BigDecimal getBigDecimal(int column) throws SQLException {
        Object value = value(column);
        try {
            return value == null ? null : Numbers.toBigDecimal(columns.type(column), value);
        } catch (RuntimeException e) {
            throw unreadable(column, e);
        }
    }

    @Override
    @Deprecated
    public @Nullable BigDecimal getBigDecimal(int column, int scale) throws SQLException {
        StatementSettings.checkNotNegative(scale, "the scale");
        var value = getBigDecimal(column);
        try {
            return value == null ? null : Numbers.scaled(value, scale);
        } catch (RuntimeException e) {
            throw unreadable(column, e);
        }
    }

    private static boolean isWhole(Kind kind) {
        return kind == Kind.BIGINT || kind == Kind.INTEGER || kind == Kind.SMALLINT || kind == Kind.BOOLEAN;
    }

    private long whole(int column, long min, long max, String target) throws SQLException {
        Object value = value(column);
        try {
            return value == null ? 0 : Numbers.toLong(columns.type(column), value, min, max, target);
        } catch (RuntimeException e) {
            throw unreadable(column, e);
        }
    }

    // Texts and bytes

    @Override
    public @Nullable String getString(int column) throws SQLException {
        var vector = vector(column);
        try {
            if (vector instanceof ObjectVector objects && objects.type().kind() == Kind.VARCHAR) {
                boolean isNull = objects.isNull(row);
                wasNull = isNull;
                return isNull ? null : trimmed((String) objects.values()[row]);
            }
            Object value = value(column);
            return value == null ? null : trimmed(Texts.toText(columns.type(column), value, zone(column)));
        } catch (RuntimeException e) {
            throw unreadable(column, e);
        }
    }

    @Override
    public @Nullable String getNString(int column) throws SQLException {
        return getString(column);
    }

    @Override
    public byte @Nullable [] getBytes(int column) throws SQLException {
        Object value = value(column);
        try {
            return value == null ? null : trimmed(Texts.toBytes(columns.type(column), value));
        } catch (RuntimeException e) {
            throw unreadable(column, e);
        }
    }

    @Override
    public @Nullable InputStream getBinaryStream(int column) throws SQLException {
        var bytes = getBytes(column);
        return bytes == null ? null : new ByteArrayInputStream(bytes);
    }

    @Override
    public @Nullable InputStream getAsciiStream(int column) throws SQLException {
        var text = getString(column);
        return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public @Nullable Reader getCharacterStream(int column) throws SQLException {
        var text = getString(column);
        return text == null ? null : new StringReader(text);
    }

    @Override
    public @Nullable Reader getNCharacterStream(int column) throws SQLException {
        return getCharacterStream(column);
    }

    @Override
    public @Nullable Blob getBlob(int column) throws SQLException {
        var bytes = getBytes(column);
        return bytes == null ? null : new AletheiaBlob(bytes);
    }

    @Override
    public @Nullable Clob getClob(int column) throws SQLException {
        return getNClob(column);
    }

    @Override
    public @Nullable NClob getNClob(int column) throws SQLException {
        var text = getString(column);
        return text == null ? null : new AletheiaClob(text);
    }

    @Override
    public @Nullable SQLXML getSQLXML(int column) throws SQLException {
        var text = getString(column);
        return text == null ? null : new AletheiaSqlXml(text);
    }

    /** The text, cut off at the statement's setMaxFieldSize. */
    private @Nullable String trimmed(@Nullable String text) {
        int max = statement.maxFieldSize;
        return max == 0 || text == null || text.length() <= max ? text : text.substring(0, max);
    }

    private byte[] trimmed(byte[] bytes) {
        int max = statement.maxFieldSize;
        return max == 0 || bytes.length <= max ? bytes : Arrays.copyOf(bytes, max);
    }

    // Times

    @Override
    public @Nullable Date getDate(int column) throws SQLException {
        return getDate(column, null);
    }

    @Override
    public @Nullable Date getDate(int column, @Nullable Calendar calendar) throws SQLException {
        Object value = value(column);
        try {
            return value == null ? null : date(column, value, calendar);
        } catch (RuntimeException e) {
            throw unreadable(column, e);
        }
    }

    private Date date(int column, Object value, @Nullable Calendar calendar) {
        return SqlTimes.date(Times.toLocalDate(columns.type(column), value, zone(column, calendar)), calendar);
    }

    @Override
    public @Nullable Time getTime(int column) throws SQLException {
        return getTime(column, null);
    }

    @Override
    public @Nullable Time getTime(int column, @Nullable Calendar calendar) throws SQLException {
        Object value = value(column);
        try {
            return value == null ? null : time(column, value, calendar);
        } catch (RuntimeException e) {
            throw unreadable(column, e);
        }
    }

    private Time time(int column, Object value, @Nullable Calendar calendar) {
        return SqlTimes.time(Times.toLocalTime(columns.type(column), value, zone(column, calendar)), calendar);
    }

    @Override
    public @Nullable Timestamp getTimestamp(int column) throws SQLException {
        return getTimestamp(column, null);
    }

    @Override
    public @Nullable Timestamp getTimestamp(int column, @Nullable Calendar calendar) throws SQLException {
        Object value = value(column);
        try {
            return value == null ? null : ObjectForm.timestamp(columns.type(column), value, zone(column), calendar);
        } catch (RuntimeException e) {
            throw unreadable(column, e);
        }
    }

    // Objects

    @Override
    public @Nullable Object getObject(int column) throws SQLException {
        Object value = value(column);
        if (value == null) {
            return null;
        }
        var type = columns.type(column);
        if (statement.maxFieldSize > 0 && type.kind() == Kind.VARCHAR) {
            return getString(column);
        }
        if (statement.maxFieldSize > 0 && type.kind() == Kind.VARBINARY) {
            return getBytes(column);
        }
        try {
            return ObjectForm.standard(type, value, zone(column), statement.connection);
        } catch (RuntimeException e) {
            throw unreadable(column, e);
        }
    }

    @Override
    public @Nullable Object getObject(int column, @Nullable Map<String, Class<?>> types) throws SQLException {
        if (types == null || types.isEmpty()) {
            return getObject(column);
        }
        checkOpen();
        throw SqlErrors.of(ErrorCode.UNSUPPORTED, "a mapping of user-defined types is not supported yet");
    }

    @Override
    public <T> @Nullable T getObject(int column, @Nullable Class<T> type) throws SQLException {
        if (type == null) {
            checkOpen();
            throw SqlErrors.of(ErrorCode.INVALID_ARGUMENT, "the class to read a value as is null");
        }
        Object value = value(column);
        try {
            return value == null
                    ? null
                    : ObjectForm.as(type, columns.type(column), value, zone(column), statement.connection);
        } catch (RuntimeException e) {
            throw unreadable(column, e);
        }
    }

    @Override
    public @Nullable Array getArray(int column) throws SQLException {
        return getObject(column, Array.class);
    }

    /** The value in the engine's form; says whether it was null. */
    private @Nullable Object value(int column) throws SQLException {
        var vector = vector(column);
        try {
            Object value = vector.object(row);
            wasNull = value == null;
            return value;
        } catch (RuntimeException e) {
            throw SqlErrors.toSqlException(e);
        }
    }

    /** The zone in which a TIMESTAMP names an instant. */
    private ZoneId zone(int column) {
        ValueType type = columns.type(column);
        return switch (type.kind()) {
            case TIMESTAMP -> columns.isPeriodBound(column) ? ZoneOffset.UTC : statement.connection.zone();
            case DATE, TIME, TIMESTAMP_TZ, VARCHAR, ARRAY -> statement.connection.zone();
            case BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL, VARBINARY, UUID, VECTOR -> ZoneOffset.UTC;
        };
    }

    /** The zone in which an instant is shown as java.sql's classes: the calendar's, or the JVM's. */
    private ZoneId zone(int column, @Nullable Calendar calendar) {
        if (columns.type(column).kind() != Kind.TIMESTAMP_TZ) {
            return zone(column);
        }
        return calendar == null
                ? ZoneId.systemDefault()
                : calendar.getTimeZone().toZoneId();
    }

    private SQLException unreadable(int column, RuntimeException error) {
        return SqlErrors.ofColumn(columns.get(column).label(), error);
    }
}
