package io.aletheia.jdbc;

import io.aletheia.engine.model.ErrorCode;
import io.aletheia.query.Prepared;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a call by name. Calls do not name their parameters, so their names are P1, P2 and so on. Not thread-safe. */
abstract class NamedParameters extends PreparedExecution implements CallableStatement {
    NamedParameters(AletheiaConnection connection, Prepared prepared, boolean scrollable, int outputs)
            throws SQLException {
        super(connection, prepared, scrollable, KeyColumns.NONE, outputs);
    }

    /** Notes that an output is wanted; 07009 if there is none at the position. */
    abstract void register(int index) throws SQLException;

    private int position(@Nullable String name) throws SQLException {
        checkOpen();
        if (name != null && name.matches("[Pp][1-9][0-9]{0,8}")) {
            return Integer.parseInt(name.substring(1));
        }
        throw SqlErrors.of(
                ErrorCode.INDEX_OUT_OF_RANGE, "there is no parameter " + name + "; parameters are named P1, P2, ...");
    }

    private SQLException refused(String what) throws SQLException {
        checkOpen();
        return SqlErrors.of(ErrorCode.UNSUPPORTED, what + " is not supported yet");
    }

    @Override
    public final @Nullable Array getArray(@Nullable String name) throws SQLException {
        return getArray(position(name));
    }

    @Override
    public final @Nullable BigDecimal getBigDecimal(@Nullable String name) throws SQLException {
        return getBigDecimal(position(name));
    }

    @Override
    public final @Nullable Blob getBlob(@Nullable String name) throws SQLException {
        return getBlob(position(name));
    }

    @Override
    public final boolean getBoolean(@Nullable String name) throws SQLException {
        return getBoolean(position(name));
    }

    @Override
    public final byte getByte(@Nullable String name) throws SQLException {
        return getByte(position(name));
    }

    @Override
    public final byte @Nullable [] getBytes(@Nullable String name) throws SQLException {
        return getBytes(position(name));
    }

    @Override
    public final @Nullable Reader getCharacterStream(@Nullable String name) throws SQLException {
        return getCharacterStream(position(name));
    }

    @Override
    public final @Nullable Clob getClob(@Nullable String name) throws SQLException {
        return getClob(position(name));
    }

    @Override
    public final @Nullable Date getDate(@Nullable String name, @Nullable Calendar calendar) throws SQLException {
        return getDate(position(name), calendar);
    }

    @Override
    public final @Nullable Date getDate(@Nullable String name) throws SQLException {
        return getDate(position(name));
    }

    @Override
    public final double getDouble(@Nullable String name) throws SQLException {
        return getDouble(position(name));
    }

    @Override
    public final float getFloat(@Nullable String name) throws SQLException {
        return getFloat(position(name));
    }

    @Override
    public final int getInt(@Nullable String name) throws SQLException {
        return getInt(position(name));
    }

    @Override
    public final long getLong(@Nullable String name) throws SQLException {
        return getLong(position(name));
    }

    @Override
    public final @Nullable Reader getNCharacterStream(@Nullable String name) throws SQLException {
        return getNCharacterStream(position(name));
    }

    @Override
    public final @Nullable NClob getNClob(@Nullable String name) throws SQLException {
        return getNClob(position(name));
    }

    @Override
    public final @Nullable String getNString(@Nullable String name) throws SQLException {
        return getNString(position(name));
    }

    @Override
    public final <T> @Nullable T getObject(@Nullable String name, @Nullable Class<T> type) throws SQLException {
        return getObject(position(name), type);
    }

    @Override
    public final @Nullable Object getObject(@Nullable String name, @Nullable Map<String, Class<?>> types)
            throws SQLException {
        return getObject(position(name), types);
    }

    @Override
    public final @Nullable Object getObject(@Nullable String name) throws SQLException {
        return getObject(position(name));
    }

    @Override
    public final @Nullable Ref getRef(@Nullable String name) throws SQLException {
        throw refused("the type REF");
    }

    @Override
    public final @Nullable Ref getRef(int index) throws SQLException {
        throw refused("the type REF");
    }

    @Override
    public final @Nullable RowId getRowId(@Nullable String name) throws SQLException {
        throw refused("the type ROWID");
    }

    @Override
    public final @Nullable RowId getRowId(int index) throws SQLException {
        throw refused("the type ROWID");
    }

    @Override
    public final @Nullable SQLXML getSQLXML(@Nullable String name) throws SQLException {
        return getSQLXML(position(name));
    }

    @Override
    public final short getShort(@Nullable String name) throws SQLException {
        return getShort(position(name));
    }

    @Override
    public final @Nullable String getString(@Nullable String name) throws SQLException {
        return getString(position(name));
    }

    @Override
    public final @Nullable Time getTime(@Nullable String name, @Nullable Calendar calendar) throws SQLException {
        return getTime(position(name), calendar);
    }

    @Override
    public final @Nullable Time getTime(@Nullable String name) throws SQLException {
        return getTime(position(name));
    }

    @Override
    public final @Nullable Timestamp getTimestamp(@Nullable String name, @Nullable Calendar calendar)
            throws SQLException {
        return getTimestamp(position(name), calendar);
    }

    @Override
    public final @Nullable Timestamp getTimestamp(@Nullable String name) throws SQLException {
        return getTimestamp(position(name));
    }

    @Override
    public final @Nullable URL getURL(@Nullable String name) throws SQLException {
        throw refused("the type DATALINK");
    }

    @Override
    public final @Nullable URL getURL(int index) throws SQLException {
        throw refused("the type DATALINK");
    }

    @Override
    public final void registerOutParameter(@Nullable String name, int type, @Nullable String typeName)
            throws SQLException {
        register(position(name));
    }

    @Override
    public final void registerOutParameter(@Nullable String name, int type, int scale) throws SQLException {
        register(position(name));
    }

    @Override
    public final void registerOutParameter(@Nullable String name, int type) throws SQLException {
        register(position(name));
    }

    @Override
    public final void registerOutParameter(@Nullable String name, @Nullable SQLType type, @Nullable String typeName)
            throws SQLException {
        register(position(name));
    }

    @Override
    public final void registerOutParameter(@Nullable String name, @Nullable SQLType type, int scale)
            throws SQLException {
        register(position(name));
    }

    @Override
    public final void registerOutParameter(@Nullable String name, @Nullable SQLType type) throws SQLException {
        register(position(name));
    }

    @Override
    public final void registerOutParameter(int index, int type, @Nullable String typeName) throws SQLException {
        register(index);
    }

    @Override
    public final void registerOutParameter(int index, int type, int scale) throws SQLException {
        register(index);
    }

    @Override
    public final void registerOutParameter(int index, int type) throws SQLException {
        register(index);
    }

    @Override
    public final void registerOutParameter(int index, @Nullable SQLType type, @Nullable String typeName)
            throws SQLException {
        register(index);
    }

    @Override
    public final void registerOutParameter(int index, @Nullable SQLType type, int scale) throws SQLException {
        register(index);
    }

    @Override
    public final void registerOutParameter(int index, @Nullable SQLType type) throws SQLException {
        register(index);
    }

    @Override
    public final void setAsciiStream(@Nullable String name, @Nullable InputStream value, int length)
            throws SQLException {
        setAsciiStream(position(name), value, length);
    }

    @Override
    public final void setAsciiStream(@Nullable String name, @Nullable InputStream value, long length)
            throws SQLException {
        setAsciiStream(position(name), value, length);
    }

    @Override
    public final void setAsciiStream(@Nullable String name, @Nullable InputStream value) throws SQLException {
        setAsciiStream(position(name), value);
    }

    @Override
    public final void setBigDecimal(@Nullable String name, @Nullable BigDecimal value) throws SQLException {
        setBigDecimal(position(name), value);
    }

    @Override
    public final void setBinaryStream(@Nullable String name, @Nullable InputStream value, int length)
            throws SQLException {
        setBinaryStream(position(name), value, length);
    }

    @Override
    public final void setBinaryStream(@Nullable String name, @Nullable InputStream value, long length)
            throws SQLException {
        setBinaryStream(position(name), value, length);
    }

    @Override
    public final void setBinaryStream(@Nullable String name, @Nullable InputStream value) throws SQLException {
        setBinaryStream(position(name), value);
    }

    @Override
    public final void setBlob(@Nullable String name, @Nullable InputStream value, long length) throws SQLException {
        setBlob(position(name), value, length);
    }

    @Override
    public final void setBlob(@Nullable String name, @Nullable InputStream value) throws SQLException {
        setBlob(position(name), value);
    }

    @Override
    public final void setBlob(@Nullable String name, @Nullable Blob value) throws SQLException {
        setBlob(position(name), value);
    }

    @Override
    public final void setBoolean(@Nullable String name, boolean value) throws SQLException {
        setBoolean(position(name), value);
    }

    @Override
    public final void setByte(@Nullable String name, byte value) throws SQLException {
        setByte(position(name), value);
    }

    @Override
    public final void setBytes(@Nullable String name, byte @Nullable [] value) throws SQLException {
        setBytes(position(name), value);
    }

    @Override
    public final void setCharacterStream(@Nullable String name, @Nullable Reader value, int length)
            throws SQLException {
        setCharacterStream(position(name), value, length);
    }

    @Override
    public final void setCharacterStream(@Nullable String name, @Nullable Reader value, long length)
            throws SQLException {
        setCharacterStream(position(name), value, length);
    }

    @Override
    public final void setCharacterStream(@Nullable String name, @Nullable Reader value) throws SQLException {
        setCharacterStream(position(name), value);
    }

    @Override
    public final void setClob(@Nullable String name, @Nullable Reader value, long length) throws SQLException {
        setClob(position(name), value, length);
    }

    @Override
    public final void setClob(@Nullable String name, @Nullable Reader value) throws SQLException {
        setClob(position(name), value);
    }

    @Override
    public final void setClob(@Nullable String name, @Nullable Clob value) throws SQLException {
        setClob(position(name), value);
    }

    @Override
    public final void setDate(@Nullable String name, @Nullable Date value, @Nullable Calendar calendar)
            throws SQLException {
        setDate(position(name), value, calendar);
    }

    @Override
    public final void setDate(@Nullable String name, @Nullable Date value) throws SQLException {
        setDate(position(name), value);
    }

    @Override
    public final void setDouble(@Nullable String name, double value) throws SQLException {
        setDouble(position(name), value);
    }

    @Override
    public final void setFloat(@Nullable String name, float value) throws SQLException {
        setFloat(position(name), value);
    }

    @Override
    public final void setInt(@Nullable String name, int value) throws SQLException {
        setInt(position(name), value);
    }

    @Override
    public final void setLong(@Nullable String name, long value) throws SQLException {
        setLong(position(name), value);
    }

    @Override
    public final void setNCharacterStream(@Nullable String name, @Nullable Reader value, long length)
            throws SQLException {
        setNCharacterStream(position(name), value, length);
    }

    @Override
    public final void setNCharacterStream(@Nullable String name, @Nullable Reader value) throws SQLException {
        setNCharacterStream(position(name), value);
    }

    @Override
    public final void setNClob(@Nullable String name, @Nullable Reader value, long length) throws SQLException {
        setNClob(position(name), value, length);
    }

    @Override
    public final void setNClob(@Nullable String name, @Nullable Reader value) throws SQLException {
        setNClob(position(name), value);
    }

    @Override
    public final void setNClob(@Nullable String name, @Nullable NClob value) throws SQLException {
        setNClob(position(name), value);
    }

    @Override
    public final void setNString(@Nullable String name, @Nullable String value) throws SQLException {
        setNString(position(name), value);
    }

    @Override
    public final void setNull(@Nullable String name, int type, @Nullable String typeName) throws SQLException {
        setNull(position(name), type, typeName);
    }

    @Override
    public final void setNull(@Nullable String name, int type) throws SQLException {
        setNull(position(name), type);
    }

    @Override
    public final void setObject(@Nullable String name, @Nullable Object value, int targetType, int scaleOrLength)
            throws SQLException {
        setObject(position(name), value, targetType, scaleOrLength);
    }

    @Override
    public final void setObject(@Nullable String name, @Nullable Object value, int targetType) throws SQLException {
        setObject(position(name), value, targetType);
    }

    @Override
    public final void setObject(
            @Nullable String name, @Nullable Object value, @Nullable SQLType targetType, int scaleOrLength)
            throws SQLException {
        setObject(position(name), value, targetType, scaleOrLength);
    }

    @Override
    public final void setObject(@Nullable String name, @Nullable Object value, @Nullable SQLType targetType)
            throws SQLException {
        setObject(position(name), value, targetType);
    }

    @Override
    public final void setObject(@Nullable String name, @Nullable Object value) throws SQLException {
        setObject(position(name), value);
    }

    @Override
    public final void setRowId(@Nullable String name, @Nullable RowId value) throws SQLException {
        throw refused("the type ROWID");
    }

    @Override
    public final void setSQLXML(@Nullable String name, @Nullable SQLXML value) throws SQLException {
        setSQLXML(position(name), value);
    }

    @Override
    public final void setShort(@Nullable String name, short value) throws SQLException {
        setShort(position(name), value);
    }

    @Override
    public final void setString(@Nullable String name, @Nullable String value) throws SQLException {
        setString(position(name), value);
    }

    @Override
    public final void setTime(@Nullable String name, @Nullable Time value, @Nullable Calendar calendar)
            throws SQLException {
        setTime(position(name), value, calendar);
    }

    @Override
    public final void setTime(@Nullable String name, @Nullable Time value) throws SQLException {
        setTime(position(name), value);
    }

    @Override
    public final void setTimestamp(@Nullable String name, @Nullable Timestamp value, @Nullable Calendar calendar)
            throws SQLException {
        setTimestamp(position(name), value, calendar);
    }

    @Override
    public final void setTimestamp(@Nullable String name, @Nullable Timestamp value) throws SQLException {
        setTimestamp(position(name), value);
    }

    @Override
    public final void setURL(@Nullable String name, @Nullable URL value) throws SQLException {
        throw refused("the type DATALINK");
    }
}
