package io.aletheia.jdbc;

import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import io.aletheia.engine.model.ValueType.Kind;
import io.aletheia.jdbc.types.JdbcType;
import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the parameters of a statement are; one of which nothing is known counts as VARCHAR. Immutable. */
public final class AletheiaParameterMetaData extends Unwrappable implements ParameterMetaData {
    private final List<@Nullable ValueType> types;
    private final boolean instantsAreTimestamps;

    AletheiaParameterMetaData(List<@Nullable ValueType> types, AletheiaConnection connection) {
        this.types = types;
        this.instantsAreTimestamps = connection.readsInstantsAsTimestamps();
    }

    private ValueType type(int position) throws SQLException {
        if (position < 1 || position > types.size()) {
            throw SqlErrors.of(
                    ErrorCode.INDEX_OUT_OF_RANGE,
                    "there is no parameter " + position + "; the statement has " + types.size());
        }
        var type = types.get(position - 1);
        return type == null ? ValueType.VARCHAR : type;
    }

    @Override
    public int getParameterCount() {
        return types.size();
    }

    @Override
    public int getParameterType(int position) throws SQLException {
        var type = type(position);
        return type.kind() == Kind.TIMESTAMP_TZ && instantsAreTimestamps ? Types.TIMESTAMP : JdbcType.code(type);
    }

    @Override
    public String getParameterTypeName(int position) throws SQLException {
        return JdbcType.name(type(position));
    }

    @Override
    public String getParameterClassName(int position) throws SQLException {
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
    public boolean isSigned(int position) throws SQLException {
        return JdbcType.isSigned(type(position));
    }

    @Override
    public int isNullable(int position) throws SQLException {
        type(position);
        return parameterNullableUnknown;
    }

    @Override
    public int getParameterMode(int position) throws SQLException {
        type(position);
        return parameterModeIn;
    }
}
