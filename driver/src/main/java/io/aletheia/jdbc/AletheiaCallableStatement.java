package io.aletheia.jdbc;

import io.aletheia.engine.model.ErrorCode;
import io.aletheia.query.Prepared;
import java.io.Reader;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call. {@code CALL expression} and <code>{call f(...)}</code> return the value as a row; <code>{? = call f(...)}</code>
 * returns it as the output parameter 1, which can be read with every getter once it is registered and the call has run. There
 * are no procedures with other outputs. Confined to one thread at a time but for {@link #cancel}.
 */
public final class AletheiaCallableStatement extends NamedParameters {
    private final boolean returnsValue;
    private boolean registered;
    private @Nullable AletheiaResultSet output;

    AletheiaCallableStatement(
            AletheiaConnection connection, Prepared prepared, boolean scrollable, boolean returnsValue)
            throws SQLException {
        super(connection, prepared, scrollable, returnsValue ? 1 : 0);
        this.returnsValue = returnsValue;
    }

    @Override
    void register(int index) throws SQLException {
        checkOpen();
        checkOutput(index);
        registered = true;
    }

    private void checkOutput(int index) throws SQLException {
        if (!returnsValue || index != 1) {
            throw SqlErrors.of(
                    ErrorCode.INDEX_OUT_OF_RANGE,
                    "parameter " + index + " is no output; "
                            + (returnsValue ? "parameter 1 is the only one" : "the call has none"));
        }
    }

    /** With an output there is no result set to see: its one row is the output. */
    @Override
    public boolean execute() throws SQLException {
        boolean hasRows = super.execute();
        if (!returnsValue || !hasRows) {
            return hasRows;
        }
        output = takeRows();
        output.next();
        return false;
    }

    private AletheiaResultSet output(int index) throws SQLException {
        checkOpen();
        checkOutput(index);
        if (!registered) {
            throw SqlErrors.of(ErrorCode.CALL_SEQUENCE, "the output parameter 1 is not registered");
        }
        if (output == null) {
            throw SqlErrors.of(ErrorCode.CALL_SEQUENCE, "the call has not run");
        }
        return output;
    }

    @Override
    public boolean wasNull() throws SQLException {
        return output(1).wasNull();
    }

    @Override
    public @Nullable Array getArray(int index) throws SQLException {
        return output(index).getArray(1);
    }

    @Deprecated
    @Override
    public @Nullable BigDecimal getBigDecimal(int index, int scale) throws SQLException {
        return output(index).getBigDecimal(1, scale);
    }

    @Override
    public @Nullable BigDecimal getBigDecimal(int index) throws SQLException {
        return output(index).getBigDecimal(1);
    }

    @Override
    public @Nullable Blob getBlob(int index) throws SQLException {
        return output(index).getBlob(1);
    }

    @Override
    public boolean getBoolean(int index) throws SQLException {
        return output(index).getBoolean(1);
    }

    @Override
    public byte getByte(int index) throws SQLException {
        return output(index).getByte(1);
    }

    @Override
    public byte @Nullable [] getBytes(int index) throws SQLException {
        return output(index).getBytes(1);
    }

    @Override
    public @Nullable Reader getCharacterStream(int index) throws SQLException {
        return output(index).getCharacterStream(1);
    }

    @Override
    public @Nullable Clob getClob(int index) throws SQLException {
        return output(index).getClob(1);
    }

    @Override
    public @Nullable Date getDate(int index, @Nullable Calendar calendar) throws SQLException {
        return output(index).getDate(1, calendar);
    }

    @Override
    public @Nullable Date getDate(int index) throws SQLException {
        return output(index).getDate(1);
    }

    @Override
    public double getDouble(int index) throws SQLException {
        return output(index).getDouble(1);
    }

    @Override
    public float getFloat(int index) throws SQLException {
        return output(index).getFloat(1);
    }

    @Override
    public int getInt(int index) throws SQLException {
        return output(index).getInt(1);
    }

    @Override
    public long getLong(int index) throws SQLException {
        return output(index).getLong(1);
    }

    @Override
    public @Nullable Reader getNCharacterStream(int index) throws SQLException {
        return output(index).getNCharacterStream(1);
    }

    @Override
    public @Nullable NClob getNClob(int index) throws SQLException {
        return output(index).getNClob(1);
    }

    @Override
    public @Nullable String getNString(int index) throws SQLException {
        return output(index).getNString(1);
    }

    @Override
    public <T> @Nullable T getObject(int index, @Nullable Class<T> type) throws SQLException {
        return output(index).getObject(1, type);
    }

    @Override
    public @Nullable Object getObject(int index, @Nullable Map<String, Class<?>> types) throws SQLException {
        return output(index).getObject(1, types);
    }

    @Override
    public @Nullable Object getObject(int index) throws SQLException {
        return output(index).getObject(1);
    }

    @Override
    public @Nullable SQLXML getSQLXML(int index) throws SQLException {
        return output(index).getSQLXML(1);
    }

    @Override
    public short getShort(int index) throws SQLException {
        return output(index).getShort(1);
    }

    @Override
    public @Nullable String getString(int index) throws SQLException {
        return output(index).getString(1);
    }

    @Override
    public @Nullable Time getTime(int index, @Nullable Calendar calendar) throws SQLException {
        return output(index).getTime(1, calendar);
    }

    @Override
    public @Nullable Time getTime(int index) throws SQLException {
        return output(index).getTime(1);
    }

    @Override
    public @Nullable Timestamp getTimestamp(int index, @Nullable Calendar calendar) throws SQLException {
        return output(index).getTimestamp(1, calendar);
    }

    @Override
    public @Nullable Timestamp getTimestamp(int index) throws SQLException {
        return output(index).getTimestamp(1);
    }
}
