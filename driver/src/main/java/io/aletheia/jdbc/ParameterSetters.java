package io.aletheia.jdbc;

import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import io.aletheia.jdbc.types.ParameterForm;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters of a prepared statement: each is kept as the plain value that the query layer takes. Not thread-safe. */
abstract class ParameterSetters extends StatementExecution implements PreparedStatement {
    private static final Object UNSET = new Object();
    private static final int SCALE_AS_IS = -1;

    /** No length was given; no caller can mean it by mistake as he could mean -1. */
    private static final long ALL_OF_IT = Long.MIN_VALUE;

    private final List<@Nullable ValueType> types;
    private final @Nullable Object[] values;

    /** How many parameters stand before the first one that has a value: 1 in {@code ? = call}. */
    private final int outputs;

    ParameterSetters(AletheiaConnection connection, boolean scrollable, List<@Nullable ValueType> types, int outputs)
            throws SQLException {
        super(connection, scrollable);
        this.types = types;
        this.outputs = outputs;
        this.values = new @Nullable Object[types.size()];
        Arrays.fill(values, UNSET);
    }

    /** A copy of the values for an execution, which may go on while new ones are set; 07002 unless all are set. */
    final @Nullable Object[] parameters() throws SQLException {
        int count = values.length;
        var copy = new @Nullable Object[count];
        for (int i = 0; i < count; i++) {
            Object value = values[i];
            if (value == UNSET) {
                throw SqlErrors.of(ErrorCode.PARAMETER_MISSING, "parameter " + (i + 1 + outputs) + " is not set");
            }
            copy[i] = value;
        }
        return copy;
    }

    private void set(int index, @Nullable Object value) throws SQLException {
        int i = index - 1 - outputs;
        if (closed || i < 0 || i >= values.length) {
            throw outside(index);
        }
        values[i] = value;
    }

    private SQLException outside(int index) throws SQLException {
        checkOpen();
        return SqlErrors.of(
                ErrorCode.INDEX_OUT_OF_RANGE,
                values.length == 0
                        ? "the statement has no parameters, so no parameter " + index
                        : "there is no parameter " + index + "; they are " + (1 + outputs) + " to "
                                + (values.length + outputs));
    }

    private @Nullable ValueType type(int index) throws SQLException {
        int i = index - 1 - outputs;
        if (closed || i < 0 || i >= values.length) {
            throw outside(index);
        }
        return types.get(i);
    }

    @Override
    public final void clearParameters() throws SQLException {
        checkOpen();
        Arrays.fill(values, UNSET);
    }

    // Plain values

    @Override
    public final void setLong(int index, long value) throws SQLException {
        set(index, value);
    }

    @Override
    public final void setInt(int index, int value) throws SQLException {
        set(index, (long) value);
    }

    @Override
    public final void setShort(int index, short value) throws SQLException {
        set(index, (long) value);
    }

    @Override
    public final void setByte(int index, byte value) throws SQLException {
        set(index, (long) value);
    }

    @Override
    public final void setBoolean(int index, boolean value) throws SQLException {
        set(index, value);
    }

    @Override
    public final void setDouble(int index, double value) throws SQLException {
        set(index, value);
    }

    @Override
    public final void setFloat(int index, float value) throws SQLException {
        set(index, (double) value);
    }

    @Override
    public final void setBigDecimal(int index, @Nullable BigDecimal value) throws SQLException {
        set(index, value);
    }

    @Override
    public final void setString(int index, @Nullable String value) throws SQLException {
        set(index, value);
    }

    @Override
    public final void setNString(int index, @Nullable String value) throws SQLException {
        set(index, value);
    }

    @Override
    public final void setBytes(int index, byte @Nullable [] value) throws SQLException {
        set(index, value == null ? null : value.clone());
    }

    @Override
    public final void setNull(int index, int type) throws SQLException {
        set(index, null);
    }

    @Override
    public final void setNull(int index, int type, @Nullable String typeName) throws SQLException {
        set(index, null);
    }

    // Times

    @Override
    public final void setDate(int index, @Nullable Date value) throws SQLException {
        setTime(index, value, null);
    }

    @Override
    public final void setDate(int index, @Nullable Date value, @Nullable Calendar calendar) throws SQLException {
        setTime(index, value, calendar);
    }

    @Override
    public final void setTime(int index, @Nullable Time value) throws SQLException {
        setTime(index, (java.util.Date) value, null);
    }

    @Override
    public final void setTime(int index, @Nullable Time value, @Nullable Calendar calendar) throws SQLException {
        setTime(index, (java.util.Date) value, calendar);
    }

    @Override
    public final void setTimestamp(int index, @Nullable Timestamp value) throws SQLException {
        setTime(index, value, null);
    }

    @Override
    public final void setTimestamp(int index, @Nullable Timestamp value, @Nullable Calendar calendar)
            throws SQLException {
        setTime(index, value, calendar);
    }

    @SuppressWarnings("JavaUtilDate") // the common class of the three
    private void setTime(int index, java.util.@Nullable Date value, @Nullable Calendar calendar) throws SQLException {
        var type = type(index);
        try {
            set(index, value == null ? null : ParameterForm.date(value, type, calendar));
        } catch (RuntimeException e) {
            throw SqlErrors.ofParameter(index, e);
        }
    }

    // Objects

    @Override
    public final void setObject(int index, @Nullable Object value) throws SQLException {
        var type = type(index);
        if (value == null) {
            set(index, null);
            return;
        }
        try {
            set(index, ParameterForm.of(opened(value), type, connection.zone()));
        } catch (RuntimeException e) {
            throw SqlErrors.ofParameter(index, e);
        }
    }

    @Override
    public final void setObject(int index, @Nullable Object value, int targetType) throws SQLException {
        setObject(index, value, targetType, SCALE_AS_IS);
    }

    @Override
    public final void setObject(int index, @Nullable Object value, int targetType, int scaleOrLength)
            throws SQLException {
        var type = type(index);
        if (value == null) {
            set(index, null);
            return;
        }
        try {
            var zone = connection.zone();
            set(index, ParameterForm.as(ParameterForm.of(opened(value), type, zone), targetType, scaleOrLength, zone));
        } catch (RuntimeException e) {
            throw SqlErrors.ofParameter(index, e);
        }
    }

    @Override
    public final void setObject(int index, @Nullable Object value, @Nullable SQLType targetType) throws SQLException {
        setObject(index, value, targetType, SCALE_AS_IS);
    }

    @Override
    public final void setObject(int index, @Nullable Object value, @Nullable SQLType targetType, int scaleOrLength)
            throws SQLException {
        var code = targetType == null ? null : targetType.getVendorTypeNumber();
        setObject(index, value, code == null ? Types.OTHER : code, scaleOrLength);
    }

    /** What lies in one of JDBC's containers. */
    private static Object opened(Object value) throws SQLException {
        if (value instanceof Array array) {
            return objects(array);
        }
        if (value instanceof Blob blob) {
            return Streams.bytes(blob.getBinaryStream(), Streams.ALL);
        }
        if (value instanceof Clob clob) {
            return Streams.text(clob.getCharacterStream(), Streams.ALL);
        }
        if (value instanceof SQLXML xml) {
            return xml.getString();
        }
        if (value instanceof InputStream stream) {
            return Streams.bytes(stream, Streams.ALL);
        }
        return value instanceof Reader reader ? Streams.text(reader, Streams.ALL) : value;
    }

    private static Object objects(Array array) throws SQLException {
        var objects = array.getArray();
        if (objects == null) {
            throw SqlErrors.of(ErrorCode.INVALID_ARGUMENT, "the array has no elements: " + array.getClass());
        }
        return objects;
    }

    @Override
    public final void setArray(int index, @Nullable Array value) throws SQLException {
        setObject(index, value);
    }

    @Override
    public final void setSQLXML(int index, @Nullable SQLXML value) throws SQLException {
        setObject(index, value);
    }

    @Override
    public final void setBlob(int index, @Nullable Blob value) throws SQLException {
        setObject(index, value);
    }

    @Override
    public final void setClob(int index, @Nullable Clob value) throws SQLException {
        setObject(index, value);
    }

    @Override
    public final void setNClob(int index, @Nullable NClob value) throws SQLException {
        setObject(index, value);
    }

    // Streams

    private void setBytes(int index, @Nullable InputStream stream, long length) throws SQLException {
        type(index);
        set(index, stream == null ? null : Streams.bytes(stream, checked(length)));
    }

    private void setText(int index, @Nullable Reader reader, long length) throws SQLException {
        type(index);
        set(index, reader == null ? null : Streams.text(reader, checked(length)));
    }

    private void setText(int index, @Nullable InputStream stream, long length) throws SQLException {
        type(index);
        set(
                index,
                stream == null ? null : new String(Streams.bytes(stream, checked(length)), StandardCharsets.US_ASCII));
    }

    private static long checked(long length) throws SQLException {
        if (length == ALL_OF_IT) {
            return Streams.ALL;
        }
        StatementSettings.checkNotNegative(length, "the length");
        return length;
    }

    @Override
    public final void setBinaryStream(int index, @Nullable InputStream value) throws SQLException {
        setBytes(index, value, ALL_OF_IT);
    }

    @Override
    public final void setBinaryStream(int index, @Nullable InputStream value, int length) throws SQLException {
        setBytes(index, value, length);
    }

    @Override
    public final void setBinaryStream(int index, @Nullable InputStream value, long length) throws SQLException {
        setBytes(index, value, length);
    }

    @Override
    public final void setBlob(int index, @Nullable InputStream value) throws SQLException {
        setBytes(index, value, ALL_OF_IT);
    }

    @Override
    public final void setBlob(int index, @Nullable InputStream value, long length) throws SQLException {
        setBytes(index, value, length);
    }

    @Override
    public final void setAsciiStream(int index, @Nullable InputStream value) throws SQLException {
        setText(index, value, ALL_OF_IT);
    }

    @Override
    public final void setAsciiStream(int index, @Nullable InputStream value, int length) throws SQLException {
        setText(index, value, length);
    }

    @Override
    public final void setAsciiStream(int index, @Nullable InputStream value, long length) throws SQLException {
        setText(index, value, length);
    }

    @Override
    public final void setCharacterStream(int index, @Nullable Reader value) throws SQLException {
        setText(index, value, ALL_OF_IT);
    }

    @Override
    public final void setCharacterStream(int index, @Nullable Reader value, int length) throws SQLException {
        setText(index, value, length);
    }

    @Override
    public final void setCharacterStream(int index, @Nullable Reader value, long length) throws SQLException {
        setText(index, value, length);
    }

    @Override
    public final void setNCharacterStream(int index, @Nullable Reader value) throws SQLException {
        setText(index, value, ALL_OF_IT);
    }

    @Override
    public final void setNCharacterStream(int index, @Nullable Reader value, long length) throws SQLException {
        setText(index, value, length);
    }

    @Override
    public final void setClob(int index, @Nullable Reader value) throws SQLException {
        setText(index, value, ALL_OF_IT);
    }

    @Override
    public final void setClob(int index, @Nullable Reader value, long length) throws SQLException {
        setText(index, value, length);
    }

    @Override
    public final void setNClob(int index, @Nullable Reader value) throws SQLException {
        setText(index, value, ALL_OF_IT);
    }

    @Override
    public final void setNClob(int index, @Nullable Reader value, long length) throws SQLException {
        setText(index, value, length);
    }

    // Refused

    private SQLException refused(String what) throws SQLException {
        checkOpen();
        return SqlErrors.of(ErrorCode.UNSUPPORTED, what + " is not supported yet");
    }

    @Override
    public final void setRef(int index, @Nullable Ref value) throws SQLException {
        throw refused("the type REF");
    }

    @Override
    public final void setRowId(int index, @Nullable RowId value) throws SQLException {
        throw refused("the type ROWID");
    }

    @Override
    public final void setURL(int index, @Nullable URL value) throws SQLException {
        throw refused("the type DATALINK");
    }

    @Override
    @Deprecated
    public final void setUnicodeStream(int index, @Nullable InputStream value, int length) throws SQLException {
        throw refused("setUnicodeStream");
    }
}
