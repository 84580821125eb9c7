package io.aletheia.jdbc;

import io.aletheia.engine.model.ValueType;
import io.aletheia.engine.model.ValueType.Kind;
import io.aletheia.jdbc.types.JdbcType;
import io.aletheia.query.ResultColumn;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;

/** What the columns of a result are. A position that is not there is 07009. Immutable, usable after its result set is closed. */
public final class AletheiaResultSetMetaData extends Unwrappable implements ResultSetMetaData {
    private final ColumnSet columns;
    private final boolean instantsAreTimestamps;

    AletheiaResultSetMetaData(ColumnSet columns, AletheiaConnection connection) {
        this.columns = columns;
        this.instantsAreTimestamps = connection.readsInstantsAsTimestamps();
    }

    private ResultColumn column(int position) throws SQLException {
        columns.check(position);
        return columns.get(position);
    }

    private ValueType type(int position) throws SQLException {
        return column(position).type();
    }

    @Override
    public int getColumnCount() {
        return columns.size();
    }

    @Override
    public String getColumnLabel(int position) throws SQLException {
        return column(position).label();
    }

    @Override
    public String getColumnName(int position) throws SQLException {
        return column(position).name();
    }

    @Override
    public String getTableName(int position) throws SQLException {
        var table = column(position).table();
        return table == null ? "" : table;
    }

    @Override
    public String getSchemaName(int position) throws SQLException {
        var schema = column(position).schema();
        return schema == null ? "" : schema;
    }

    @Override
    public String getCatalogName(int position) throws SQLException {
        column(position);
        return "";
    }

    @Override
    public int getColumnType(int position) throws SQLException {
        var type = type(position);
        return type.kind() == Kind.TIMESTAMP_TZ && instantsAreTimestamps ? Types.TIMESTAMP : JdbcType.code(type);
    }

    @Override
    public String getColumnTypeName(int position) throws SQLException {
        return JdbcType.name(type(position));
    }

    @Override
    public String getColumnClassName(int position) throws SQLException {
        var type = type(position);
        return (type.kind() == Kind.TIMESTAMP_TZ && instantsAreTimestamps ? Timestamp.class : JdbcType.javaClass(type))
                .getName();
    }

    @Override
    public int getPrecision(int position) throws SQLException {
        return JdbcType.precision(type(position));
    }

    @Override
    public int getScale(int position) throws SQLException {
        return JdbcType.scale(type(position));
    }

    @Override
    public int getColumnDisplaySize(int position) throws SQLException {
        return JdbcType.displaySize(type(position));
    }

    @Override
    public boolean isSigned(int position) throws SQLException {
        return JdbcType.isSigned(type(position));
    }

    @Override
    public int isNullable(int position) throws SQLException {
        return column(position).nullable() ? columnNullable : columnNoNulls;
    }

    @Override
    public boolean isAutoIncrement(int position) throws SQLException {
        return column(position).generated();
    }

    @Override
    public boolean isCaseSensitive(int position) throws SQLException {
        return type(position).kind() == Kind.VARCHAR;
    }

    @Override
    public boolean isSearchable(int position) throws SQLException {
        column(position);
        return true;
    }

    @Override
    public boolean isCurrency(int position) throws SQLException {
        column(position);
        return false;
    }

    /** Columns of expressions; those of tables can be changed by statements. */
    @Override
    public boolean isReadOnly(int position) throws SQLException {
        return column(position).table() == null;
    }

    @Override
    public boolean isWritable(int position) throws SQLException {
        return !isReadOnly(position);
    }

    @Override
    public boolean isDefinitelyWritable(int position) throws SQLException {
        column(position);
        return false;
    }
}
